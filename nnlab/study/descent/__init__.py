"""Descent: losses as curves and surfaces, and the paths that optimizers take over them."""
