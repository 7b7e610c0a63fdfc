"""Views that take values and emit intents; they know nothing of the document."""
