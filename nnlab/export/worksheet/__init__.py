"""One training step on paper: its lines with blanks to fill in, and the key."""
