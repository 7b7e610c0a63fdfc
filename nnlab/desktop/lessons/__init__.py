"""Lessons in the window: the list of them, the strip that coaches, and what it lights, locks and asks."""
