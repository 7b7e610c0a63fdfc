"""The window: widgets that show values, panels that join them to the document, and the main window."""
