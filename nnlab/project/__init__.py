"""What a user saves: one immutable state, and its edits as functions from state to state."""

from nnlab.project.advice import Advice, advise
from nnlab.project.data_edits import with_dataset, with_made, with_scales, with_split
from nnlab.project.edited import Edited
from nnlab.project.layer_edits import (
    insert_layer,
    remove_layer,
    with_dtype,
    with_hidden_widths,
    with_layer,
    with_start,
)
from nnlab.project.number_edits import reset, with_bias, with_weight
from nnlab.project.point_edits import with_point_added, with_point_removed
from nnlab.project.run_edits import (
    begun_as,
    carried,
    epochs_done,
    recorded,
    rewound,
    with_run_note,
    without_runs,
)
from nnlab.project.runs import Ending, RunLog, RunOutcome, RunRecord, Start, family
from nnlab.project.setting_edits import with_config, with_graph, with_notes
from nnlab.project.state import Change, ProjectState, changes_between, default_init, in_place_of
from nnlab.project.suited import suited, with_table

__all__ = [
    "Advice",
    "Change",
    "Edited",
    "Ending",
    "ProjectState",
    "RunLog",
    "RunOutcome",
    "RunRecord",
    "Start",
    "advise",
    "begun_as",
    "carried",
    "changes_between",
    "default_init",
    "epochs_done",
    "family",
    "in_place_of",
    "insert_layer",
    "recorded",
    "remove_layer",
    "reset",
    "rewound",
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
    "with_run_note",
    "with_scales",
    "with_split",
    "with_start",
    "with_table",
    "with_weight",
    "without_runs",
]
