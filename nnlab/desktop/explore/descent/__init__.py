"""Descent: a point that rolls down the loss."""
