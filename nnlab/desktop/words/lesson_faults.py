"""Why a lesson, a result or a link cannot be used, in the language of the interface.

In another language than English a lesson's fault is told by its place alone: the sentence of the reader, which names
keys of the file as they are written there, is English.
"""

import re

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words import data_sentences, language
from nnlab.files import LoadError
from nnlab.lessons.set_ups import NoLinkError

translate = QCoreApplication.translate  # a name that lupdate knows

_NAME = re.compile(r"“([^”]+)”")
_PLACE = re.compile(r": ((?:title|about|minutes|part|steps)\b[\w.\[\]]*)")
_NUMBER = re.compile(r"\d+(?:,\d{3})*")
_OF_CONTENT = (
    "json-content",
    "json-syntax",
    "json-duplicate-key",
    "json-number",
    "json-depth",
    "json-surrogate",
)


def lesson_fault(error: Exception) -> str:
    """Return why something about lessons, results or links cannot be done, what is safe and what to do."""
    if isinstance(error, NoLinkError):
        return _no_link()[error.reason]
    if not isinstance(error, LoadError) or language.current() == "en":
        return data_sentences.load_error(error)
    said = _sentences().get("content" if error.code in _OF_CONTENT else error.code)
    if said is None:
        return data_sentences.load_error(error)
    name, place = _NAME.search(error.message), _PLACE.search(error.message)
    if error.code in _OF_CONTENT and place is None:
        said = _sentences()["unplaced"]
    count = _NUMBER.search(error.message, name.end() if name else 0)
    return said.format(
        name=name[1] if name else translate("faults", "The file"),
        place=place[1] if place else "",
        count=count[0] if count else "",
    )


def _sentences() -> dict[str, str]:
    return {
        "content": translate(
            "lessons",
            "{name} is no sound lesson: at {place} something else is needed. Nothing was changed. “nnlab lessons "
            "check” says what.",
        ),
        "unplaced": translate(
            "lessons",
            "{name} cannot be read as a lesson. Nothing was changed. “nnlab lessons check” says why.",
        ),
        "lesson-name": translate(
            "lessons", "{name}: a lesson's name is made of letters, digits, - and _. Rename the file."
        ),
        "many-lessons": translate(
            "lessons",
            "There are {count} lessons in the folder; only those that were changed last are listed. Move others into "
            "another folder.",
        ),
        "no-own-lesson": translate(
            "lessons",
            "{name}: this lesson was written by somebody, and its file is not on this computer. Nothing was changed. "
            "Ask for the file, and drop it on this window.",
        ),
        "no-result": translate(
            "lessons",
            "{name} is no result of a lesson, or it is damaged. Nothing was changed. Have it handed in again.",
        ),
        "link": translate(
            "lessons", "This link cannot be used. Nothing was changed. Copy it again, from beginning to end."
        ),
        "link-version": translate(
            "lessons", "This link was made by a later nnlab. Nothing was changed. Update nnlab to open it."
        ),
    }


def _no_link() -> dict[str, str]:
    return {
        "own-data": translate(
            "lessons",
            "There is no link to this: it began with data of your own, which no link can hold. Save a project file "
            "instead.",
        ),
        "changed-data": translate(
            "lessons",
            "There is no link to this: the data was changed, which no link can hold. Save a project file instead.",
        ),
        "long": translate(
            "lessons",
            "There is no link to this: so much was changed that no short link can say it. Save a project file instead.",
        ),
        "name": translate(
            "lessons",
            "There is no link to this lesson: the name of its file is too long or has other signs. Rename it.",
        ),
    }
