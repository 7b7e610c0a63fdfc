"""Trained weights for other programs: one function a format, each from a value to bytes; and back."""

from nnlab.export.c_header import c_header
from nnlab.export.exported import Exported, exported, exported_file
from nnlab.export.fitting import Fit, LayerFit, fit_of, matching_spec, with_matching_network, with_weights
from nnlab.export.foreign import ForeignLayer, ForeignNetwork
from nnlab.export.formats import FORMATS, ExportFormat, formats_for
from nnlab.export.network import ExportedNetwork
from nnlab.export.onnx_format.file import onnx_model
from nnlab.export.reading import WEIGHTS, load_weights, parse_weights
from nnlab.export.scripts.keras_script import keras_script
from nnlab.export.scripts.numpy_predict import numpy_predict
from nnlab.export.scripts.numpy_train import numpy_train
from nnlab.export.scripts.script import INPUT, Script, ScriptLine
from nnlab.export.scripts.torch_script import torch_script
from nnlab.export.weights import csv_tables, json_text, npz_archive, safetensors_file

__all__ = [
    "FORMATS",
    "INPUT",
    "WEIGHTS",
    "ExportFormat",
    "Exported",
    "ExportedNetwork",
    "Fit",
    "ForeignLayer",
    "ForeignNetwork",
    "LayerFit",
    "Script",
    "ScriptLine",
    "c_header",
    "csv_tables",
    "exported",
    "exported_file",
    "fit_of",
    "formats_for",
    "json_text",
    "keras_script",
    "load_weights",
    "matching_spec",
    "npz_archive",
    "numpy_predict",
    "numpy_train",
    "onnx_model",
    "parse_weights",
    "safetensors_file",
    "torch_script",
    "with_matching_network",
    "with_weights",
]
