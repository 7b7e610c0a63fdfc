"""Computational graphs (lecture note 002): values and operations, forward numbers and backward numbers."""
