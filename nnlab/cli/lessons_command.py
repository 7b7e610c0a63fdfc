"""`nnlab lessons`: which there are, and whether files that a teacher wrote are such. `nnlab open` opens a link."""

import argparse
import sys
from pathlib import Path
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.report import as_json
from nnlab.cli.subjects import names_a_file
from nnlab.files import LoadError
from nnlab.files.errors import counted, quoted, visible
from nnlab.lessons import BadLesson, Lesson, lesson_parts, load_lesson, own_lessons, read_lesson
from nnlab.lessons.links import LessonLink, parse_link

EXIT_BAD = 1
_CHECK = "check"

_EXAMPLES = """\
examples:
  nnlab lessons                       what there is, with nnlab's own lessons and yours
  nnlab lessons --json
  nnlab lessons check mine.json       whether it is a lesson, and if not, where it is wrong
  nnlab lessons mine.json             the same

How a lesson is written is described in docs/lessons.md.

exit codes: 0 every file is a lesson, 1 one is not
"""
_OPEN_EXAMPLES = """\
examples:
  nnlab open nnlab:lesson/first-light
  nnlab open "nnlab:lesson/first-light?step=2"
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the commands `lessons` and `open` to the parser's commands."""
    lessons = add_command(
        commands,
        "lessons",
        help="list lessons, or check the file of one",
        description="List the lessons there are, or check files that are to be lessons.",
        epilog=_EXAMPLES,
    )
    lessons.add_argument("--json", action="store_true", help="as JSON, with the texts in every language")
    below = lessons.add_subparsers(dest="lessons_command", metavar="COMMAND")
    check = add_command(
        below,
        _CHECK,
        help="whether files are lessons",
        description="Say of every file whether it is a lesson, and if not, where it is wrong.",
        epilog="exit codes: 0 every file is a lesson, 1 one is not",
    )
    check.add_argument("files", metavar="FILE", nargs="+", help="a lesson (JSON)")
    opens = add_command(
        commands,
        "open",
        help="open the link to a lesson or a set-up",
        description="Open the window with what a link leads to.",
        epilog=_OPEN_EXAMPLES,
    )
    opens.add_argument("link", metavar="LINK", help="nnlab:lesson/… or nnlab:setup/…")


def with_check(arguments: list[str]) -> list[str]:
    """Return the words of a command line in which `nnlab lessons FILE` means to check that file."""
    if len(arguments) > 1 and arguments[0] == "lessons":
        word = arguments[1]
        if word != _CHECK and not word.startswith("-") and names_a_file(word):
            return ["lessons", _CHECK, *arguments[1:]]
    return arguments


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab lessons` and return the exit code. Raises LoadError when nnlab's own lessons are unusable."""
    if options.lessons_command == _CHECK:
        return _check(options.files)
    shipped = [(part, [load_lesson(key) for key in part.lessons]) for part in lesson_parts()]
    own = list(own_lessons())
    if options.json:
        every = [lesson for _, lessons in shipped for lesson in lessons]
        every += [lesson for lesson in own if isinstance(lesson, Lesson)]
        print(as_json([_object(lesson) for lesson in every]), flush=True)
        return 0
    blocks = ["\n".join([part.title.en, *map(_line, lessons)]) for part, lessons in shipped]
    if own:
        lines = [f"  {x.fault}" if isinstance(x, BadLesson) else _line(x) for x in own]
        blocks.append("\n".join(["My lessons", *lines]))
    print("\n\n".join(blocks), flush=True)
    return 0


def window_arguments(options: argparse.Namespace) -> list[str]:
    """Return what opens the window with a link. Raises LoadError for one that is none, EngineError for no lesson."""
    link = parse_link(options.link)
    if isinstance(link, LessonLink):
        load_lesson(link.lesson)
    return ["--link", options.link]


def _check(files: list[str]) -> int:
    code = 0
    for name in files:
        try:
            lesson = read_lesson(Path(name))
        except LoadError as fault:
            print(f"nnlab: {fault}", file=Aside(sys.stderr))
            code = EXIT_BAD
        else:
            steps = counted(len(lesson.steps), "step")
            checks = counted(sum(len(step.checks) for step in lesson.steps), "check")
            print(f"{visible(name)}: {quoted(lesson.title.en, 60)}, {steps}, {checks}", flush=True)
    return code


def _line(lesson: Lesson) -> str:
    return f"  {visible(lesson.key):<22}{visible(lesson.title.en)} ({lesson.minutes} min)"


def _object(lesson: Lesson) -> dict[str, object]:
    return {
        "key": lesson.key,
        "title": {"en": lesson.title.en, "ko": lesson.title.ko},
        "about": {"en": lesson.about.en, "ko": lesson.about.ko},
        "part": lesson.part,
        "minutes": lesson.minutes,
        "steps": len(lesson.steps),
    }
