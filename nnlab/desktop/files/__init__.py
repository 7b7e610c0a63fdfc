"""Projects in the window: opened and saved, kept for an emergency, taken home, and what is said of all that."""
