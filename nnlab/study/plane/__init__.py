"""A network over all its inputs at once, where these are two or one: what is looked at, its maps and its borders."""

from nnlab.study.plane.borders import borders, level_lines
from nnlab.study.plane.bounds import Bounds, bounds_of, still_suit
from nnlab.study.plane.maps import PlaneMaps, PlaneView, plane_maps, resolution_for

__all__ = [
    "Bounds",
    "PlaneMaps",
    "PlaneView",
    "borders",
    "bounds_of",
    "level_lines",
    "plane_maps",
    "resolution_for",
    "still_suit",
]
