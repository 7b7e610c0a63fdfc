"""Tables of one's own in the window: the dialog that opens and corrects them, and what is shown of their rows."""
