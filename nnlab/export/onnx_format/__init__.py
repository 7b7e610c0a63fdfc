"""Networks as .onnx: written with the library of that name, read without it."""
