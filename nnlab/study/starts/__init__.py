"""Starts compared: the same network from eight initialisers, on the same samples, with the same seed."""

from nnlab.study.starts.candidates import STARTS, Start, is_rectifier, output_start, shaped, started
from nnlab.study.starts.histograms import StartHistogram, start_histograms
from nnlab.study.starts.laboratory import MOST_PARAMETERS, CandidateView, StartLab, StartsView
from nnlab.study.starts.spread import Distribution, LayerSpread

__all__ = [
    "MOST_PARAMETERS",
    "STARTS",
    "CandidateView",
    "Distribution",
    "LayerSpread",
    "Start",
    "StartHistogram",
    "StartLab",
    "StartsView",
    "is_rectifier",
    "output_start",
    "shaped",
    "start_histograms",
    "started",
]
