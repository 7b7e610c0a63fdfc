"""What the window says about data sets, pictures and where they come from."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nnlab.data import Dataset
from nnlab.data.mirrors import published
from nnlab.data.tabular.plan import TableSource
from nnlab.data.titles import title_of
from nnlab.desktop.words import language, sentences, texts
from nnlab.desktop.words.fault_sentences import fault_sentence
from nnlab.desktop.words.numbers import format_count
from nnlab.files import FileError
from nnlab.lessons import Text, load_preset, preset_keys

if TYPE_CHECKING:
    from nnlab.data.download import Progress

translate = QCoreApplication.translate  # a name that lupdate knows

_MEGA = 1e6
_FETCHED = ("mnist", "fashion-mnist")


def dataset_name(name: str) -> str:
    """Return the reader's name of a data set; that of a preset's own samples is the preset's."""
    if "/" in name and name in preset_keys():  # no file has such a name
        return load_preset(name).title[language.current()]
    return title_of(name, language.current())


def open_preset(title: Text) -> str:
    """Name the undo step that opens a preset."""
    return translate("data", "Open {title}").format(title=title[language.current()])


def open_data(name: str) -> str:
    """Name the undo step that opens a data set."""
    return translate("data", "Open {title}").format(title=dataset_name(name))


def reading(title: Text, share: float | None) -> str:
    """Say that a preset's pictures are being read or made."""
    name = title[language.current()]
    if share is None:
        return translate("data", "Preparing {name} …").format(name=name)
    return translate("data", "Preparing {name} …\u00a0{percent}%").format(
        name=name, percent=f"{100 * share:.0f}"
    )


def reading_file(name: str) -> str:
    """Say that a file is being read."""
    return translate("data", "Reading {name} …").format(name=name)


def opened(dataset: Dataset) -> str:
    """Say what was opened."""
    name, count = dataset_name(dataset.name), len(dataset.inputs)
    if dataset.image_shape is None:
        text = translate("data", "{name}: samples to train on: {count}, kept unseen: {unseen}.")
        unseen = sum(len(part.inputs) for part in (dataset.validation, dataset.test) if part is not None)
        return text.format(name=name, count=format_count(count), unseen=format_count(unseen))
    pictures = translate("data", "1 picture") if count == 1 else translate("data", "{count} pictures")
    pictures = pictures.format(count=format_count(count))
    if dataset.test is None:
        text = translate("data", "{name}: {pictures} to train on. None are kept for testing.")
        return text.format(name=name, pictures=pictures)
    text = translate("data", "{name}: {pictures} to train on, {test} kept unseen.")
    return text.format(name=name, pictures=pictures, test=format_count(len(dataset.test.inputs)))


def table_read(name: str) -> str:
    """Say that a table is there, and what is wanted of whoever opened it."""
    return translate("data", "{name} is read. Say what its columns are for.").format(name=name)


def table_mixed(name: str, encoding: str) -> str:
    """Say that some cells of a table are garbled in the one encoding it is read in."""
    text = translate(
        "data",
        "{name} is read as {encoding}, but some of its lines are UTF-8: their letters are garbled. Save the table as "
        "CSV in UTF-8 and open that.",
    )
    return text.format(name=name, encoding=encoding.upper())


def missing(name: str, wanted: Callable[[], str] | None = None) -> str:
    """Say that a data set is not on this computer, for what it is `wanted`, and what can be done."""
    if name == "my-digits":
        return translate(
            "data",
            "You have not kept any digits yet. Draw one under “Draw”, choose which digit it is, and it is kept. "
            "Nothing was changed.",
        )
    if name not in _FETCHED:
        text = translate("data", "The pictures “{name}” are not on this computer. Open them, then try again.")
        return text.format(name=dataset_name(name))
    if wanted is None:
        text = translate(
            "data",
            "{name} is not on this computer yet. Download it ({size} MB), or open the four files if you have them. "
            "Nothing was changed.",
        )
        return text.format(name=dataset_name(name), size=round(published(name).size / _MEGA))
    text = translate(
        "data",
        "“{wanted}” was not opened: it needs {name}, which is not on this computer yet. Download that ({size} MB), or "
        "open its four files; then it opens.",
    )
    return text.format(wanted=wanted(), name=dataset_name(name), size=round(published(name).size / _MEGA))


def downloading(name: str, progress: "Progress | None") -> str:
    """Say how far a download has come."""
    if progress is None:
        return translate("data", "Looking for {name} …").format(name=dataset_name(name))
    text = translate("data", "Downloading {name} from {host}: {done} of {total} MB")
    return text.format(
        name=dataset_name(name),
        host=progress.host,
        done=f"{progress.done / _MEGA:.1f}",
        total=f"{progress.total / _MEGA:.1f}",
    )


def download() -> str:
    """Return the word on the button that downloads."""
    return translate("data", "Download")


def open_files() -> str:
    """Return the words on the button that lets one choose files."""
    return translate("data", "Open files …")


def try_again() -> str:
    """Return the words on the button that downloads once more."""
    return translate("data", "Try again")


def cancel() -> str:
    """Return the word on the button that ends a download."""
    return translate("data", "Cancel")


def download_cancelled() -> str:
    """Say that a download was ended."""
    return translate("data", "The download was cancelled. What had arrived whole is kept for the next time.")


def downloaded(name: str) -> str:
    """Say that a data set that was asked for earlier is on this computer now."""
    return translate("data", "{name} is on this computer now.").format(name=dataset_name(name))


def called_off() -> str:
    """Say that nothing is opened after all."""
    return translate("data", "Cancelled. The bench stays as it was.")


def not_opened() -> str:
    """Say that something cannot be opened through a fault of nnlab's own."""
    return translate(
        "data", "Something in nnlab went wrong, and nothing was opened. The bench stays as it was."
    )


def takes_no_drawing() -> str:
    """Say that a picture cannot be drawn, and what can be done."""
    return translate(
        "data",
        "The network on the bench takes no drawings. Open one that does, and the picture is on its pad.",
    )


def my_digits_unreadable(path: str) -> str:
    """Say that the kept digits cannot be read, and what will happen."""
    text = translate(
        "data",
        "The file of your digits cannot be read. It stays as it is. With the next digit that you keep it gets another "
        "name, and a new one is begun: {path}",
    )
    return text.format(path=path)


def my_digits_put_aside(path: str) -> str:
    """Say that a file of kept digits that could not be read has another name now."""
    text = translate(
        "data",
        "The file of your digits could not be read. It was put aside, and a new one was begun. The old one is {path}",
    )
    return text.format(path=path)


def not_kept(error: Exception, count: int) -> str:
    """Say that drawings could not be kept, where they are, and why."""
    if count == 1:
        text = translate("data", "The digit was not kept. It is on the pad, or one undo away. {reason}")
    else:
        text = translate("data", "{count} digits were not kept. Undo on the pad brings them back. {reason}")
    return text.format(count=format_count(count), reason=load_error(error))


def keep_digit() -> str:
    """Name the undo step that takes a newly kept digit into the data."""
    return translate("data", "Keep a digit")


def forget_digit() -> str:
    """Name the undo step that takes a kept digit out of the data."""
    return translate("data", "Forget a digit")


def no_digits_left() -> str:
    """Say what the bench learns from when no digit is kept any more."""
    return translate(
        "data",
        "You have no kept digits any more. The built-in ones are on the bench in their place; the network stayed.",
    )


def shared(name: str, count: int) -> str:
    """Say that the kept digits were written to a file."""
    digits = translate("data", "1 digit") if count == 1 else translate("data", "{count} digits")
    text = translate("data", "{name} holds {digits}. Whoever gets the file opens it with Ctrl+O.")
    return text.format(name=name, digits=digits.format(count=format_count(count)))


def load_error(error: Exception) -> str:
    """Say why something could not be opened."""
    return fault_sentence(error) if isinstance(error, FileError) else sentences.refused(error)


def are_photographs(dataset: Dataset) -> bool:
    """Tell whether the pictures are shades of things, as clothes are, rather than ink on paper."""
    return dataset.name == "fashion-mnist"


def row_names(part: Dataset, rows: slice) -> tuple[str, ...]:
    """Name rows of a table: as their owner does, else by their lines in the file."""
    names = texts.data_names(part.row_names[rows], part)
    if not _is_named_by_lines(part):
        return names
    line = translate("data", "line {line}")
    return tuple(line.format(line=name) for name in names)


def _is_named_by_lines(part: Dataset) -> bool:
    return isinstance(part.origin, TableSource) and not part.origin.plan.names_rows


def sample_name(part: Dataset, row: int | None, unseen: bool) -> str:
    """Name the sample on the bench: by its number and class where it is a picture, else by its own name."""
    if row is None:
        return "–"
    if part.image_shape is None:
        name = row_names(part, slice(row, row + 1))[0]
        if not _is_named_by_lines(part):
            return name
        return translate("data", "{number} · {label}").format(number=format_count(row + 1), label=name)
    target = part.targets[row]
    label = texts.data_name(part.target_names[int(target.argmax())], part)
    if len(target) == 1 and target[0] < 0.5:  # of one class only is it known whether it is that
        label = translate("data", "not {name}").format(name=label)
    text = translate("data", "test {number} · {label}") if unseen else translate("data", "{number} · {label}")
    return text.format(number=format_count(row + 1), label=label)
