"""Untrusted bytes in, safe bytes out: bounded readers, strict parsers, atomic writing. NumPy and stdlib only."""

from nnlab.files.csv_table import CSV, CsvTable, format_csv, parse_csv
from nnlab.files.errors import FileError, LoadError, SaveError
from nnlab.files.formats import Format
from nnlab.files.json_text import JSON, JsonValue, parse_json
from nnlab.files.reading import FileKind, open_untrusted
from nnlab.files.writing import sweep, write_atomically

__all__ = [
    "CSV",
    "JSON",
    "CsvTable",
    "FileError",
    "FileKind",
    "Format",
    "JsonValue",
    "LoadError",
    "SaveError",
    "format_csv",
    "open_untrusted",
    "parse_csv",
    "parse_json",
    "sweep",
    "write_atomically",
]
