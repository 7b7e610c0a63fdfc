"""What the window says about files of one's own: opened, saved, left behind."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from nnlab.desktop.words import data_sentences, language
from nnlab.desktop.words.fault_sentences import fault_sentence
from nnlab.files import FileError
from nnlab.lessons import load_preset, preset_keys
from nnlab.project.autosave import About

translate = QCoreApplication.translate  # a name that lupdate knows


def began_with(key: str) -> str:
    """Name work by the preset or the data set with which it began, in the language of the interface."""
    if key in preset_keys():
        return load_preset(key).title[language.current()]
    return data_sentences.dataset_name(key)


def title(about: About) -> str:
    """Name work that was left behind: by a name of its own, else in the language of the interface."""
    return began_with(about.began) if about.began else about.title


def open_project(name: str) -> str:
    """Name the undo step that opens a project."""
    return translate("files", "Open {name}").format(name=name)


def change_notes() -> str:
    """Name the undo step that changes the notes."""
    return translate("files", "Change the notes")


def saved(name: str) -> str:
    """Say that a project is in its file now."""
    return translate("files", "{name} is saved.").format(name=name)


def not_saved(error: FileError) -> str:
    """Say why a project was not saved."""
    return fault_sentence(error)


def changed_meanwhile(name: str) -> str:
    """Say that saving would take something away that was written by somebody else."""
    text = translate(
        "files",
        "{name} was changed by another program since it was opened here. It was not saved, and your work is on the "
        "bench. Save it under another name, or over what is there now.",
    )
    return text.format(name=name)


def overwrite() -> str:
    """Return the words on the button that saves over a file that was changed."""
    return translate("files", "Save over it")


def save_as() -> str:
    """Return the words on the button that saves under another name."""
    return translate("files", "Save as…")


def is_open_elsewhere(name: str) -> str:
    """Say that a window has the file open already, and what is on this bench."""
    text = translate(
        "files",
        "{name} is open in another window. This is a copy: what you do here does not touch the file. Save it under a "
        "name of its own.",
    )
    return text.format(name=name)


def taken(name: str) -> str:
    """Say that a file cannot be saved over because another window has it open."""
    text = translate(
        "files", "{name} is open in another window, so it was not saved over. Choose another name."
    )
    return text.format(name=name)


def copy_of(name: str) -> str:
    """Name a copy."""
    return translate("files", "{name} (copy)").format(name=name)


def not_kept(error: FileError) -> str:
    """Say that unsaved work is not safe against a crash, and what helps."""
    text = translate(
        "files",
        "Work that is not saved cannot be kept for an emergency now. Save it in a file of its own. {reason}",
    )
    return text.format(reason=fault_sentence(error))


def left_behind(about: About, count: int) -> str:
    """Say that there is work that was not saved when its window ended."""
    if count > 1:
        text = translate(
            "files",
            "{count} pieces of work were not saved. The latest, {title}, is of {when}.",
        )
        return text.format(count=count, title=title(about), when=moment(about))
    text = translate("files", "Work that was not saved is still here: {title}, {when}.")
    return text.format(title=title(about), when=moment(about))


def bring_back() -> str:
    """Return the words on the button that opens work that was not saved."""
    return translate("files", "Bring it back")


def show_all() -> str:
    """Return the words on the button that shows all work that was not saved."""
    return translate("files", "Show all…")


def drop() -> str:
    """Return the word on the button that throws work away."""
    return translate("files", "Discard")


def left_for_other(name: str) -> str:
    """Say that something else was opened over changes of a file, and where those are."""
    text = translate(
        "files",
        "{name} had changes that are not saved. They are kept: undo (Ctrl+Z) brings them back, and so does the next "
        "start, under unsaved work.",
    )
    return text.format(name=name)


def go_back() -> str:
    """Return the words on the button that brings back what was on the bench before."""
    return translate("files", "Go back")


def taken_elsewhere() -> str:
    """Say that work is not there any more: two windows were offered it."""
    return translate("files", "Another window has brought it back already, or thrown it away.")


def dropped() -> str:
    """Say that work was thrown away."""
    return translate("files", "It was discarded.")


def brought_back(about: About) -> str:
    """Say that work is on the bench again, and where it belongs."""
    if about.path:
        return translate("files", "{title} is as it was, but not saved yet.").format(title=title(about))
    return translate("files", "Your work is as it was. Save it to keep it.")


def moment(about: About) -> str:
    """Return when work was kept, in the reader's language."""
    when = QDateTime.fromSecsSinceEpoch(int(about.when))
    locale = QLocale("ko_KR" if language.current() == "ko" else "en_GB")
    return locale.toString(when, "M월 d일 HH:mm" if language.current() == "ko" else "d MMMM, HH:mm")
