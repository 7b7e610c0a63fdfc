"""Computational graphs, drawn and worked through."""
