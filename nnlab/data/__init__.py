"""Data sets as values: what a network learns from, where it came from and what its columns mean."""

from nnlab.data.catalog import MissingDataError, built_in_names, dataset_names, holds_pictures, load
from nnlab.data.dataset import Dataset

__all__ = ["Dataset", "MissingDataError", "built_in_names", "dataset_names", "holds_pictures", "load"]
