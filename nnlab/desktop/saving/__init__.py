"""Work in the window is kept: in its file, in a ring against a crash, and what is said of both."""
