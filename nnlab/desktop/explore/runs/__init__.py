"""The runs of the document, compared."""
