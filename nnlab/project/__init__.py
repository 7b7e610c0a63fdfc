"""What a user saves: one immutable state, and its edits as functions from state to state."""

from nnlab.project.advice import Advice, advise
from nnlab.project.edits import (
    Edited,
    insert_layer,
    remove_layer,
    reset,
    with_bias,
    with_config,
    with_dataset,
    with_dtype,
    with_graph,
    with_hidden_widths,
    with_layer,
    with_made,
    with_notes,
    with_scales,
    with_split,
    with_start,
    with_weight,
)
from nnlab.project.point_edits import with_point_added, with_point_removed
from nnlab.project.state import Change, ProjectState, changes_between, default_init
from nnlab.project.suited import suited, with_table

__all__ = [
    "Advice",
    "Change",
    "Edited",
    "ProjectState",
    "advise",
    "changes_between",
    "default_init",
    "insert_layer",
    "remove_layer",
    "reset",
    "suited",
    "with_bias",
    "with_config",
    "with_dataset",
    "with_dtype",
    "with_graph",
    "with_hidden_widths",
    "with_layer",
    "with_made",
    "with_notes",
    "with_point_added",
    "with_point_removed",
    "with_scales",
    "with_split",
    "with_start",
    "with_table",
    "with_weight",
]
