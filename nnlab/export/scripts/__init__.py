"""Scripts that other Pythons run: in the notes' symbols with NumPy alone, for PyTorch and for Keras."""
