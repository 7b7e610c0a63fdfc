"""Puts the desktop together. Nothing of Qt is imported before it is known that a window can open."""

import argparse
import gc
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nnlab import paths
from nnlab.desktop.system.platform_check import why_no_window
from nnlab.interrupts import Interruption, noted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from nnlab.desktop.main_window import MainWindow

FIRST_PRESET = "seven-segment"
# Spelled here because the command line names them where there is no Qt.
THEMES = ("system", "light", "dark", "projector")
LANGUAGES = ("system", "en", "ko")
OPTIONS_WITH_VALUES = ("--preset", "--data", "--theme", "--language", "--link")
_SWITCH_INTERVAL_S = 0.001  # the worker gives the interpreter back to the window this often


def add_window_options(parser: "argparse._ActionsContainer") -> None:
    """Add the options of the window to a parser or to a group of one: --preset, --data, --theme and so on."""
    parser.add_argument("--preset", metavar="PRESET", default=FIRST_PRESET, help="what it begins with")
    parser.add_argument("--data", metavar="PATH", help="what to open: a project, or pictures as MNIST's")
    parser.add_argument("--link", metavar="LINK", help="a lesson or a set-up to open: nnlab:…")
    parser.add_argument("--theme", choices=THEMES, help="how it looks")
    parser.add_argument("--language", choices=LANGUAGES, help="what it speaks")


def build(argv: Sequence[str] = ()) -> "MainWindow":
    """Make the QApplication if there is none, and return the window without starting the event loop.

    `argv` may begin with the program's name; the options are those that `add_window_options` adds. Where the data of
    the preset is missing the first one is on the bench. Raises EngineError for a preset that does not exist.
    """
    # pyqtgraph would otherwise look for other bindings first.
    os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
    from nnlab.desktop.system.overrides import guard_overrides

    guard_overrides()  # before the modules of the window make their classes
    from nnlab.desktop import preferences, theme
    from nnlab.desktop.lab import Lab
    from nnlab.desktop.main_window import MainWindow
    from nnlab.desktop.notices import Notice
    from nnlab.desktop.words import language, sentences
    from nnlab.files import LoadError
    from nnlab.lessons import begin, load_preset

    options = _parse(argv)
    application = _application()
    refusals: list[LoadError] = []
    remembered = preferences.load(refusals.append)
    wanted = options.theme or remembered.theme
    theme.apply(application, wanted if wanted in theme.THEME_NAMES else theme.system_theme_name())
    language.apply(application, options.language or remembered.language)
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    wanted_preset, is_here = load_preset(options.preset), True
    try:
        state = begin(wanted_preset)
    except LoadError:  # the window opens all the same, and says what is missing as its menu does
        state, is_here = begin(load_preset(FIRST_PRESET)), False
    lab = Lab(state)
    chosen = {"theme": options.theme, "language": options.language}
    with theme.dressed_last(application):
        window = MainWindow(
            lab, replace(remembered, **{key: value for key, value in chosen.items() if value})
        )
    window.follows_system = wanted not in theme.THEME_NAMES
    lab.setParent(window)
    if options.link is not None:
        window.classroom.open_link(options.link)
    elif options.data is not None:
        lab.openings.open_path(options.data, None if is_here else wanted_preset)
    elif not is_here:
        lab.openings.open_preset(wanted_preset.key)
    elif wanted_preset.key != FIRST_PRESET:
        lab.openings.greet(wanted_preset)
    if refusals:
        lab.tell(Notice(sentences.preferences_unreadable, fades=False))
    return window


def main(argv: Sequence[str] = ()) -> int:
    """Open the window and return the exit code when it is closed. Ctrl-C closes it, as SIGTERM does."""
    with noted(signal.SIGINT, signal.SIGTERM) as interruption:
        reason = why_no_window()
        if reason:
            if sys.stderr is not None:  # else nobody is there to be told
                print(reason, file=sys.stderr)
            code = 1
        else:
            code = _show(argv, interruption)
    if interruption.number == signal.SIGINT:
        raise KeyboardInterrupt
    return code if interruption.number is None else 128 + interruption.number


def _show(argv: Sequence[str], interruption: Interruption) -> int:
    from nnlab.desktop.system.closing import let_go
    from nnlab.desktop.system.faults import Faults
    from nnlab.desktop.system.wake_up import WakeUp

    window = build(argv)
    Faults(window, window.lab.tell).install()
    application = _application()
    wake_up = WakeUp(lambda: application.exit() if interruption.came else None)  # no window is asked
    code = 0
    if not interruption.came:  # else it came while everything was being made
        window.show()
        gc.freeze()  # what has been made so far stays: to search it for garbage would only hold up pictures
        window.lab.autosaver.look_for_leftovers()
        window.classroom.workshop.drafts.look_for_leftovers()
        code = application.exec()
    window.leave()
    wake_up.close()
    let_go(application, window)
    return int(code)


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    arguments = list(argv[1:] if argv and not argv[0].startswith("-") else argv)
    parser = argparse.ArgumentParser(prog="nnlab", add_help=False)
    add_window_options(parser)
    return parser.parse_args(arguments)


def _application() -> "QApplication":
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(["nnlab"])
    assert isinstance(application, QApplication)
    application.setApplicationName("nnlab")
    application.setDesktopFileName("nnlab")
    application.setWindowIcon(QIcon(str(paths.resources("desktop", "nnlab.svg"))))
    return application
