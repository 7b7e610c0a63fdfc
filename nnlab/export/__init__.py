"""Trained weights for other programs: one function a format, each from a value to bytes. NumPy and stdlib only."""

from nnlab.export.c_header import c_header
from nnlab.export.network import ExportedNetwork
from nnlab.export.weights import csv_tables, json_text, npz_archive

__all__ = ["ExportedNetwork", "c_header", "csv_tables", "json_text", "npz_archive"]
