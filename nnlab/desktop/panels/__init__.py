"""Panels join widgets to the document, the run and the probe."""
