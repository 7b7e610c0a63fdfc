"""How the window lives with Qt and the system that it runs on."""
