"""Texts from outside, which are shown as they are: none is read as markup, which could open any file."""

import ast
from html import escape
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

import nnlab.desktop
from nnlab.lessons import drafts as d
from nnlab.lessons import own_folder
from nnlab.lessons.workspaces import LESSONS
from tests.desktop import tables

DESKTOP = Path(nnlab.desktop.__file__).parent
HOSTILE = '<img src="/gone">'
LABELS = DESKTOP / "widgets" / "parts" / "labels.py"


def _hostile_table(folder: Path) -> Path:
    classes = (f"{HOSTILE} p", f"{HOSTILE} q")
    cells = [("<img src=x> a", "<b>b</b>", "kind")]
    cells += [(str(n % 7), str(n % 5), classes[n * n % 3 % 2]) for n in range(24)]
    return tables.write(folder, "\n".join(",".join(row) for row in cells).encode(), "t<img src=x>.csv")


def _keep_hostile_lessons() -> None:
    draft = d.blank_lesson()
    text = {"en": f"{HOSTILE} lesson", "ko": f"{HOSTILE} lesson"}
    draft["title"], draft["about"], draft["steps"] = text, text, [{"text": text}]
    own_folder().mkdir(parents=True, exist_ok=True)
    (own_folder() / "hostile.json").write_bytes(d.file_of(draft))
    (own_folder() / "<img src=x>no lesson.json").write_bytes(b"{}")


def _everything() -> list[QWidget]:
    tops = QApplication.topLevelWidgets()
    return [*tops, *(widget for top in tops for widget in top.findChildren(QWidget))]


def _require_plain(seen: set[tuple[str, str]]) -> None:
    """Fail where a label could read a text as markup; add to `seen` where labels and tips hold hostile texts."""
    for widget in _everything():
        name = widget.objectName()
        if "<img" in widget.toolTip():
            seen.add(("tip", name))
        if not isinstance(widget, QLabel) or name.startswith("qt_msgbox"):
            continue
        text, form = widget.text(), widget.textFormat()
        assert form != Qt.TextFormat.AutoText, (name, text)
        if "<img" in text:
            assert form == Qt.TextFormat.PlainText, (name, text)
            seen.add(("text", name or text))
        elif escape(HOSTILE, quote=False) in text or escape(HOSTILE) in text:
            seen.add(("escaped", name))


def test_that_no_label_of_the_window_reads_a_foreign_text_as_markup(build_window, qtbot, tmp_path):
    _keep_hostile_lessons()
    window = build_window("en")
    seen: set[tuple[str, str]] = set()
    window.lab.openings.open_path(str(_hostile_table(tmp_path)))
    dialog = tables.wait_for_dialog(qtbot, window)
    _require_plain(seen)
    dialog.findChild(QWidget, "table_open_button").click()
    qtbot.waitUntil(lambda: window.lab.state.dataset.name.startswith("t<img"), timeout=20_000)
    window.lab.probe.set_row(0)
    for key in window.workspaces.keys:
        window.workspaces.show(key)
        qtbot.wait(30)
        for name in ("option_sweep", "option_folds", "option_runs"):
            option = window.findChild(QWidget, name)
            if option is not None and option.isVisible():
                option.click()
                qtbot.wait(10)
        _require_plain(seen)
    window.workspaces.show(LESSONS)
    room = window.classroom.workshop.pages.room
    qtbot.waitUntil(lambda: room.findChild(QWidget, "begin_own/hostile") is not None)
    _require_plain(seen)
    room.findChild(QWidget, "begin_own/hostile").click()
    qtbot.wait(100)
    _require_plain(seen)
    assert seen >= {
        ("text", "large_answer"),
        ("text", "plane_answer"),
        ("text", f"{HOSTILE} lesson"),
        ("tip", "undo_button"),
        ("tip", "begin_own/hostile"),
        ("escaped", ""),  # what a step says, where strong words are nnlab's own
    }
    assert any(kind == "text" and "no lesson.json" in where for kind, where in seen)


def test_that_a_tooltip_shows_markup_instead_of_obeying_it(build_window):
    window = build_window("en")
    QToolTip.showText(QPoint(9, 9), f"<b>{HOSTILE}</b>", window)
    (tip,) = (each for each in QApplication.topLevelWidgets() if each.metaObject().className() == "QTipLabel")
    assert isinstance(tip, QLabel)
    assert tip.text() == f"<b>{HOSTILE}</b>"
    assert tip.textFormat() == Qt.TextFormat.PlainText
    QToolTip.hideText()


def test_that_labels_are_made_in_one_place_where_it_is_said_whether_they_read_markup():
    """A label of Qt's own, which guesses, is made nowhere else; nor is what a label reads changed afterwards."""
    others = []
    for path in sorted(DESKTOP.rglob("*.py")):
        if path == LABELS:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            makes = isinstance(node, ast.Call) and "QLabel" in ast.unparse(node.func).split(".")
            is_kind = isinstance(node, ast.ClassDef) and any(
                "QLabel" in ast.unparse(base) for base in node.bases
            )
            reads = isinstance(node, ast.Attribute) and node.attr in (
                "RichText",
                "AutoText",
                "MarkdownText",
                "setHtml",
            )
            if makes or is_kind or reads:
                others.append((path.name, node.lineno))
    assert others == []
