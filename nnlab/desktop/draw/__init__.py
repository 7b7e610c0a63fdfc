"""Digits drawn by hand, tried and kept."""
