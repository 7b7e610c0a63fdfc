"""Untrusted bytes in, safe bytes out: bounded readers, strict parsers, atomic writing. NumPy and stdlib only."""

from nnlab.files.archive import read_archive
from nnlab.files.array_pickle import PickleValue, parse_pickle
from nnlab.files.byte_table import ByteTable, parse_byte_table
from nnlab.files.csv_table import CSV, CsvForm, CsvTable, format_csv, parse_csv
from nnlab.files.errors import FileError, LoadError, SaveError
from nnlab.files.formats import Format
from nnlab.files.gunzip import gunzip
from nnlab.files.idx import parse_idx
from nnlab.files.json_text import JSON, JsonValue, parse_json
from nnlab.files.locking import locked
from nnlab.files.npy import format_npy, parse_npy, parse_npz
from nnlab.files.packing import pack
from nnlab.files.patience import Cancelled
from nnlab.files.reading import FileKind, first_bytes, open_untrusted, require_there
from nnlab.files.safetensors import SafeTensors, format_safetensors, parse_safetensors
from nnlab.files.writing import put_aside, require_writable, sweep, write_atomically

__all__ = [
    "CSV",
    "JSON",
    "ByteTable",
    "Cancelled",
    "CsvForm",
    "CsvTable",
    "FileError",
    "FileKind",
    "Format",
    "JsonValue",
    "LoadError",
    "PickleValue",
    "SafeTensors",
    "SaveError",
    "first_bytes",
    "format_csv",
    "format_npy",
    "format_safetensors",
    "gunzip",
    "locked",
    "open_untrusted",
    "pack",
    "parse_byte_table",
    "parse_csv",
    "parse_idx",
    "parse_json",
    "parse_npy",
    "parse_npz",
    "parse_pickle",
    "parse_safetensors",
    "put_aside",
    "read_archive",
    "require_there",
    "require_writable",
    "sweep",
    "write_atomically",
]
