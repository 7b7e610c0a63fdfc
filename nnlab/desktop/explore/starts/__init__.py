"""Initialisations, compared side by side."""
