"""Data sets as values: what a network learns from, where it came from and what its columns mean."""

from nnlab.data.catalog import MissingDataError, dataset_names, holds_pictures, load
from nnlab.data.dataset import Dataset

__all__ = ["Dataset", "MissingDataError", "dataset_names", "holds_pictures", "load"]
