"""The samples, and how each of them is answered."""
