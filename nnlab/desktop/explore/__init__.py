"""Explore: networks compared, watched from outside, and trained again and again."""
