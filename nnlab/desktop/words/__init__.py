"""What the window says: texts, sentences, numbers and their language."""
