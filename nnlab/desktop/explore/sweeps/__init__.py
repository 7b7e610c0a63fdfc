"""Sweeps over settings, and cross-validation."""
