"""Data sets as values: what a network learns from, where it came from and what its columns mean."""

from nnlab.data.catalog import dataset_names, load
from nnlab.data.dataset import Dataset

__all__ = ["Dataset", "dataset_names", "load"]
