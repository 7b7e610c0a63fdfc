"""One training step as matrix equations in the notes' symbols, and where each of their cells comes from."""
