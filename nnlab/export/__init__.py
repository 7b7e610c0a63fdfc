"""Trained weights for other programs: one function a format, each from a value to bytes."""

from nnlab.export.c_header import c_header
from nnlab.export.exported import Exported, exported, exported_file
from nnlab.export.formats import FORMATS, ExportFormat, formats_for
from nnlab.export.network import ExportedNetwork
from nnlab.export.weights import csv_tables, json_text, npz_archive

__all__ = [
    "FORMATS",
    "ExportFormat",
    "Exported",
    "ExportedNetwork",
    "c_header",
    "csv_tables",
    "exported",
    "exported_file",
    "formats_for",
    "json_text",
    "npz_archive",
]
