"""Why a file could not be used, in the language of the interface.

The rooms below write their sentences in English, with the exact place of a fault. In another language the kind of the
fault is told, in a sentence of its own.
"""

import re

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words import language
from nnlab.files import FileError, SaveError
from nnlab.project.nnlab_file import SUFFIX

translate = QCoreApplication.translate  # a name that lupdate knows

# Of a file or folder: whatever else is quoted, further on, is a column, an array, a key in it.
_NAME = re.compile(
    r"(?:In |The folder |The pictures of |The runs in |Another sweep is writing to )?“([^”]+)”(?! in it)"
)
_PLACE = re.compile(r"(?:Row|Line) (\d+(?:,\d{3})*)(?:, column (“[^”]*”|\d+))?")

# The codes of errors by what a reader can do about them. Whatever cannot be saved is told so first, whatever the code.
_GROUPS = {
    "missing": ("not-found", "not-here"),
    "no-permission": (
        "no-permission",
        "no-memory",
        "bad-name",
        "not-a-file",
        "disk-fault",
        "system",
        "changed",
        "folder",
    ),
    "large": ("too-large",),
    "full": ("too-many",),
    "slow": ("too-slow",),
    "cancelled": ("cancelled",),
    "short": ("truncated", "empty", "broken-off"),
    "web-page": ("web-page",),
    "kind": (
        "wrong-kind",
        "not-a-picture",
        "pickle",
        "pickle-content",
        "pickle-foreign",
        "npz-member",
        "array-shape",
        "array-names",
        "array-type",
        "idx-shape",
        "idx-type",
        "picture-shape",
        "picture-size",
        "picture-type",
        "pixel-scale",
        "zip-encrypted",
        "zip-method",
        "zip-name",
    ),
    "labels": (
        "no-labels",
        "no-pictures",
        "no-test-set",
        "counts",
        "several",
        "pictures",
        "label-range",
        "label-type",
    ),
    "table": (
        "csv-width",
        "table-comment",
        "table-content",
        "table-header",
    ),
    "cell": ("csv-cell", "csv-number", "csv-missing"),
    "row": ("csv-ragged", "csv-syntax"),
    "text": ("encoding", "csv-form", "columns", "no-table"),
    "plan": ("table-plan", "table-split"),
    "wide": ("table-width",),
    "long-name": ("table-name",),
    "no-rows": ("no-rows",),
    "no-cells": ("no-cells",),
    "nul": ("table-nul",),
    "sklearn": ("no-sklearn",),
    "offline": ("offline", "refused", "stalled"),
    "trust": ("not-trusted",),
    "content": ("wrong-content",),
    "deleted": ("not-deleted",),
    "newer": ("newer",),
    "weights": ("weights", "onnx", "onnx-operator", "onnx-activation", "onnx-external"),
    "other-data": ("other-data",),
    "not-finite": ("not-finite",),
    "unsaved": ("not-saved", "held", "disk-full", "not-verified", "not-valid", "not-confirmed"),
    "damaged": (
        "damaged",
        "gzip",
        "idx-header",
        "npy-header",
        "size",
        "json-depth",
        "json-duplicate-key",
        "json-number",
        "json-surrogate",
        "json-syntax",
    ),
}
_OF_TABLES = ("wide", "long-name", "no-rows", "no-cells")
_GROUP_OF = {code: group for group, codes in _GROUPS.items() for code in codes}


def fault_sentence(error: FileError) -> str:
    """Return what happened, what is safe and what to do."""
    if language.current() == "en":
        return error.message
    found = _NAME.match(error.message)
    group = _GROUP_OF.get(error.code, "damaged")
    if isinstance(error, SaveError) and group not in ("full", "deleted", "not-finite"):
        group = "write-protected" if error.code == "no-permission" else "unsaved"
    elif group in ("kind", "damaged") and found is not None and found.group(1).lower().endswith(SUFFIX):
        group = "project"
    place = _PLACE.search(error.message)
    row, column = place.groups() if place else (None, None)
    if (group == "cell" and column is None) or (group == "row" and row is None):
        group = "table"
    sentence = _sentences()[group]
    if found is not None:
        name = found.group(1)
    elif group in ("cell", "row", *_OF_TABLES):
        name = translate("faults", "The table")
    else:
        name = translate("faults", "The file")
        # Where the word follows a name, it is there.
        sentence = sentence.replace(f"{{name}} {name}", "{name}")
    return sentence.format(name=name, row=row, column=column)


def _sentences() -> dict[str, str]:
    return {
        "missing": translate(
            "faults", "{name} is not there. Nothing was changed. Check the name or choose another file."
        ),
        "no-permission": translate(
            "faults", "{name} cannot be read. Nothing was changed. Check it or choose another file."
        ),
        "large": translate(
            "faults", "{name} is larger than nnlab reads. Nothing was changed. Choose a smaller file."
        ),
        "slow": translate(
            "faults",
            "{name} takes too long to read. Nothing was changed. Copy it to this computer's own disk, or choose a "
            "smaller file.",
        ),
        "cancelled": translate(
            "faults", "{name} was not read, because it was cancelled. Nothing was changed."
        ),
        "full": translate(
            "faults",
            "More digits cannot be kept. Those that are kept stay. Save them in a file of your own first.",
        ),
        "deleted": translate("faults", "Your digits could not be deleted. They are kept as they were."),
        "short": translate(
            "faults", "{name} is empty or cut short. Nothing was changed. Copy or download it again."
        ),
        "web-page": translate(
            "faults",
            "This is a web page, not a data file: the download probably failed. Nothing was changed. Log in to the "
            "network in a browser if it asks for that, and download again.",
        ),
        "kind": translate(
            "faults",
            "{name} is another kind of file than is needed here. Nothing was changed. Choose the pictures as IDX, npz, "
            "CSV or mnist.pkl.gz.",
        ),
        "labels": translate(
            "faults",
            "The pictures and labels of {name} do not belong together, or one of them is missing. Nothing was changed. "
            "Put all files of the data set into one folder and open that.",
        ),
        "table": translate(
            "faults",
            "A line of {name} is not a label and pixels from 0 to 255. Nothing was changed. Correct the table.",
        ),
        "cell": translate(
            "faults",
            "{name}, line {row}, column {column}: this cell cannot be used. Nothing was changed. Correct it, or use "
            "the column in another way.",
        ),
        "long-name": translate(
            "faults",
            "{name} has a column or a word whose name is too long to be kept. Nothing was changed. Ignore the column, "
            "or shorten the name.",
        ),
        "row": translate(
            "faults",
            "{name}, line {row}: its cells are not those of the other lines. Nothing was changed. Check delimiters and "
            "quotation marks.",
        ),
        "text": translate(
            "faults",
            "{name} is no table that can be read. Nothing was changed. Save it as CSV in UTF-8, with a column for each "
            "input, and open that.",
        ),
        "plan": translate(
            "faults",
            "Nothing can be learned from the table in this way. Nothing was changed. Choose inputs and a target, and "
            "smaller shares for validation and test.",
        ),
        "wide": translate(
            "faults",
            "{name} has too many columns or different words to learn from. Nothing was changed. Ignore columns, those "
            "of many words first.",
        ),
        "no-rows": translate(
            "faults",
            "{name} has names of columns, but no rows below them. Nothing was changed. Choose another table.",
        ),
        "no-cells": translate(
            "faults", "{name} has no value in any cell. Nothing was changed. Choose another table."
        ),
        "nul": translate(
            "faults",
            "{name}, line {row}: a NUL stands here, which is no text. Nothing was changed. Save the table as CSV in "
            "UTF-8.",
        ),
        "sklearn": translate(
            "faults",
            "This needs scikit-learn. Nothing was changed. Install it: pip install scikit-learn, and begin anew.",
        ),
        "offline": translate(
            "faults",
            "The servers cannot be reached. Nothing was changed. Try again later, or open these files from a stick: "
            "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, "
            "t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz.",
        ),
        "trust": translate(
            "faults",
            "This computer does not trust the server's certificate. Nothing was changed. Ask whoever looks after the "
            "network, or bring the four files on a stick and open them.",
        ),
        "content": translate(
            "faults",
            "What the server sent is not the published data set. Nothing was changed. Try again later.",
        ),
        "project": translate(
            "faults",
            "{name} is no project of nnlab, or it is damaged. Nothing was changed. Choose another copy of it.",
        ),
        "write-protected": translate(
            "faults",
            "{name} could not be saved: it may not be written to, or another program uses it. What was there before is "
            "unchanged. Save under another name or in another folder.",
        ),
        "weights": translate(
            "faults",
            "{name} holds no weights of a dense network that nnlab can read. Nothing was changed. Choose another file.",
        ),
        "newer": translate(
            "faults",
            "{name} was saved by a newer nnlab. It stays as it is. Install a newer nnlab to open it.",
        ),
        "other-data": translate(
            "faults",
            "The pictures on this computer are not those that {name} was trained on. Nothing was changed.",
        ),
        "not-finite": translate(
            "faults",
            "Some numbers are none any more, and such a network cannot be used. Nothing was changed. Undo, or reset "
            "the network.",
        ),
        "unsaved": translate(
            "faults",
            "{name} could not be saved. What was there before is unchanged. Make room or save elsewhere.",
        ),
        "damaged": translate("faults", "{name} is damaged. Nothing was changed. Copy or download it again."),
    }
