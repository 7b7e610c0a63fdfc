"""Trials: the same network trained again and again with other settings, seeds or samples, on one process or many."""
