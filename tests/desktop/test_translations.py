import ast
import re
import shutil
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTranslator
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

import nnlab.app
from nnlab import paths
from nnlab.desktop import translations
from nnlab.desktop.dialogs import ExplosionDialog, KeysDialog, TextDialog
from nnlab.desktop.keys import bindings
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.widgets.fields import ChoiceField
from nnlab.desktop.widgets.notice_bar import NoticeBar
from nnlab.desktop.words import language, texts
from nnlab.engine import ACTIVATION_NAMES
from nnlab.lessons import begin, load_preset
from nnlab.lessons.workspaces import ARITHMETIC
from nnlab.training import Divergence, StepSize

TS = paths.resources("translations", "nnlab_ko.ts")
QM = paths.resources("translations", "nnlab_ko.qm")
DESKTOP = Path(nnlab.app.__file__).parent / "desktop"
PLACEHOLDER = re.compile(r"\{(\w*)\}")
HANGUL = re.compile("[가-힣]")
# One for each pair of input and output panels.
PRESETS = ("seven-segment", "binary-to-segments", "xor", "textbook/311_1", "textbook/318_3")
Key = tuple[str, str]  # context and English text


def messages(ts: Path) -> dict[Key, ElementTree.Element]:
    """Return the <translation> of every text of a .ts file."""
    found = {}
    for context in ElementTree.parse(ts).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found[context.findtext("name", ""), message.findtext("source", "")] = translation
    return found


MESSAGES = messages(TS)


# The files


def test_that_every_text_has_a_finished_translation():
    assert translations.unfinished(TS) == []
    for key, translation in MESSAGES.items():
        assert translation.get("type") is None, key
        assert (translation.text or "").strip(), key


def test_that_a_translation_keeps_the_placeholders():
    for (context, source), translation in MESSAGES.items():
        expected = sorted(PLACEHOLDER.findall(source))
        assert sorted(PLACEHOLDER.findall(translation.text or "")) == expected, (context, source)


def test_that_a_translation_is_korean_where_the_text_has_words():
    signs_say_it = {
        "{low} to {high}",
        "{value} of {count}",
        "{number} of {total}: {what}",
        "z times sigmoid of z",
    }
    for (context, source), translation in MESSAGES.items():
        if re.search("[A-Za-z]{2}", PLACEHOLDER.sub("", source)) and source not in signs_say_it:
            assert HANGUL.search(translation.text or ""), (context, source)


def test_that_no_particle_hangs_on_a_placeholder_of_unknown_sound():
    # 은/는, 이/가, 을/를, 과/와 and (으)로 depend on how the last syllable sounds, which a number hides.
    hanging = re.compile(r"\}\s?(은|는|이|가|을|를|과|와|로|으로)(?![가-힣])")
    for translation in MESSAGES.values():
        assert not hanging.search(translation.text or ""), translation.text


def test_that_the_texts_are_those_of_the_sources(tmp_path):
    fresh = tmp_path / TS.name
    shutil.copy(TS, fresh)
    translations.refresh(fresh)
    assert set(messages(fresh)) == set(MESSAGES), "run: python -m nnlab.desktop.translations"


def test_that_the_texts_name_no_place_on_a_machine():
    text = TS.read_text(encoding="utf-8")
    assert "<location" not in text
    assert str(DESKTOP.parent) not in text
    assert str(Path.home()) + "/" not in text


def test_that_the_compiled_texts_are_those_of_the_source_file(qapp):
    translator = QTranslator()
    assert translator.load(str(QM))
    for (context, source), translation in MESSAGES.items():
        assert translator.translate(context, source) == translation.text, "run: nnlab.desktop.translations"


def test_that_the_tools_compile_a_translation(qapp, tmp_path):
    qm = tmp_path / "sample.qm"
    translations.release(TS, qm)
    translator = QTranslator()
    assert translator.load(str(qm))
    assert translator.translate("TransportBar", "Train") == "학습"


def test_that_a_missing_tool_says_how_to_get_it():
    with pytest.raises(FileNotFoundError, match="PySide6-Essentials"):
        translations.tool("lnothing")


# The calls in the sources


class _Calls(ast.NodeVisitor):
    """Collects context and text of every call to tr() and translate(), and the calls that lupdate cannot read."""

    def __init__(self) -> None:
        self.keys: set[Key] = set()
        self.unreadable: list[int] = []
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        match node.func:
            case ast.Attribute(value=ast.Name("self"), attr="tr"):
                self._read(node, [ast.Constant(self._classes[-1]), *node.args])
            case ast.Attribute(attr="tr"):
                self.unreadable.append(node.lineno)
            case ast.Name("translate"):
                self._read(node, node.args)
        self.generic_visit(node)

    def _read(self, node: ast.Call, parts: list[ast.expr]) -> None:
        match parts:
            case [ast.Constant(str(context)), ast.Constant(str(text))] if not node.keywords:
                self.keys.add((context, text))
            case _:
                self.unreadable.append(node.lineno)


def calls_of(path: Path) -> _Calls:
    calls = _Calls()
    calls.visit(ast.parse(path.read_text(encoding="utf-8")))
    return calls


def test_that_every_call_names_its_text_so_that_it_is_found():
    found: set[Key] = set()
    for path in sorted(DESKTOP.rglob("*.py")):
        calls = calls_of(path)
        assert not calls.unreadable, f"{path.name}: lupdate cannot read the call in line {calls.unreadable}"
        found |= calls.keys
    assert found == set(MESSAGES)


# The window


def switch(window: MainWindow, tongue: str) -> None:
    window.set_language(tongue)
    QApplication.sendPostedEvents()


def settled_picture(window: MainWindow, qtbot: QtBot) -> QImage:
    """Return what the window shows when it has come to rest, with the mouse on no control of it."""
    # Wherever an earlier test has left it, something might be hovered. To where it is already, it does not move.
    for corner in (QPoint(3, 3), QPoint(1, 1)):
        qtbot.mouseMove(window, corner)
    before, same = QImage(), 0
    for _ in range(100):
        picture = window.grab().toImage()
        same = same + 1 if picture == before else 0
        if same == 3:  # a busy machine may pause for one of them
            return picture
        before = picture
        qtbot.wait(40)
    raise AssertionError("the window does not come to rest")


def places_of_difference(one: QImage, other: QImage) -> list[QPoint]:
    """Return the first and the last place where two pictures differ, to say more than that they do."""
    if one == other:
        return []
    assert one.size() == other.size()
    width, height = one.width(), one.height()
    places = [
        QPoint(x, y) for y in range(height) for x in range(width) if one.pixel(x, y) != other.pixel(x, y)
    ]
    return [places[0], places[-1]]


def texts_of(root: QWidget) -> list[tuple[str, str]]:
    """Return every text of a window that a reader or a screen reader meets, each with the widget it is in."""
    return [
        (f"{type(widget).__name__} {widget.objectName()}", text)
        for widget in (root, *root.findChildren(QWidget))
        for text in _texts_in(widget)
        if text
    ]


def _texts_in(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    yield from (widget.windowTitle(), widget.statusTip(), widget.whatsThis())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, NoticeBar):
        yield widget.text()
    if isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())


def offered(field: ChoiceField) -> Iterator[str]:
    """Return what a field offers and what it says about it."""
    field.open()
    model = field.findChild(QListView, "choice_list").model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        yield str(index.data())
        yield str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")
    field.findChild(QListView, "choice_list").window().close()


def english(text: str) -> bool:
    """Return whether a text, or a line of it, is one of the English sources or two English words in a row."""
    if text in FUNCTIONS:
        return False
    parts = {text, *text.splitlines(), *text.split(": ")}
    if any(pattern.fullmatch(part.strip()) for part in parts for pattern in SOURCES):
        return True
    plain = re.sub(r"\([^)]*\)", "", text.replace("leaky ReLU", ""))  # the English term beside the Korean
    return re.search("[A-Za-z]{2,} [A-Za-z]{2,}", plain) is not None


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(".+".join(re.escape(part) for part in re.split(r"\{\w*\}", source)), re.DOTALL)


FUNCTIONS = {texts.activation_name(name) for name in ACTIVATION_NAMES}  # the same in every language
SOURCES = [
    _pattern(source)
    for (_, source), translation in MESSAGES.items()
    if translation.text != source and re.search("[A-Za-z]{2}", PLACEHOLDER.sub("", source))
]


def divergence() -> Divergence:
    steps = np.arange(1180, 1215)
    grown = np.stack([np.geomspace(1, 1e6, 35), np.geomspace(1, 1e4, 35)], axis=1)
    return Divergence(
        step=1214, restored_step=1190, layer=0, weight_before=1.3, weight_after=4.2e6, grew_in=24,
        learning_rate=30.0, suggested_rate=3.0, largest_input=1.0, steps=steps,
        losses=np.geomspace(0.1, 1e9, 35), weights=grown, gradients=grown,
    )  # fmt: skip


def test_that_the_check_for_english_can_find_it():
    assert english("92 parameters")
    assert english("full speed\n학습이 진행되는 빠르기")
    assert english("실행 취소: Change the shape")
    assert english("never translated at all")
    assert not english("에폭 epoch")
    assert not english("tanh나 leaky ReLU처럼")


@pytest.mark.parametrize("preset", PRESETS)
def test_that_the_korean_window_has_no_english_left(build_window, preset):
    window = build_window("ko", preset)
    found = texts_of(window)
    assert len(found) > 100
    assert [entry for entry in found if english(entry[1])] == []


def test_that_choices_and_menus_are_korean(build_window):
    window = build_window("ko")
    fields = window.findChildren(ChoiceField)
    assert fields
    for field in fields:
        assert [text for text in offered(field) if english(text)] == [], field.objectName()
    window.findChild(QPushButton, "settings_button").click()
    menus = [menu for menu in window.findChildren(QMenu) if menu.actions()]
    texts = [action.text() for menu in menus for action in menu.actions()]
    assert "단축키…" in texts
    assert [text for text in texts if english(text) and text != "English"] == []
    for menu in menus:
        menu.close()


def test_that_dialogs_are_korean_down_to_what_they_inherit(build_window):
    window = build_window("ko")
    dialogs: list[QDialog] = [
        KeysDialog(bindings(window), window),
        ExplosionDialog(divergence(), window),
        TextDialog("이유", "설명", window),
    ]
    for dialog in dialogs:
        dialog.show()
        assert dialog.findChild(QPushButton, "dialog_close_button").text() == "닫기"
        assert [entry for entry in texts_of(dialog) if english(entry[1])] == []
        dialog.close()


def test_that_notices_are_korean_and_said_again_in_another_language(build_window, qtbot):
    window = build_window("ko")
    bar = window.findChild(NoticeBar)
    window.toolbar.findChild(ChoiceField, "preset_field").value_chosen.emit("xor")
    assert not bar.isHidden()
    korean = [text for _, text in texts_of(bar)]
    assert [text for text in korean if english(text)] == []
    switch(window, "en")
    assert not any(HANGUL.search(text) for _, text in texts_of(bar))
    switch(window, "ko")
    assert [text for _, text in texts_of(bar)] == korean


def test_that_the_name_of_an_operation_follows_the_language(build_window, qtbot):
    window = build_window("en")
    window.lab.controller.step(StepSize.OPERATION)
    stage = window.bench.stage
    qtbot.waitUntil(lambda: any("Z = X·W + b" in text for _, text in texts_of(stage)))
    switch(window, "ko")
    assert any(text.endswith("1번 층") and "Z = X·W + b" in text for _, text in texts_of(stage))


def test_that_a_refusal_does_not_outlive_its_language(build_window):
    window = build_window("en")
    field = window.findChild(QWidget, "shape_field")
    field.text_entered.emit("7-y-4")
    assert field.error()
    switch(window, "ko")
    assert [entry for entry in texts_of(field) if english(entry[1])] == []


def await_step(window, qtbot):
    """Wait for the step that the arithmetic shows, where that is what a preset opens."""
    if window.workspaces.current == ARITHMETIC:
        workspace = window.workspaces.widget(ARITHMETIC)
        qtbot.waitUntil(lambda: workspace.study.step is not None and workspace.equations.is_up_to_date)


@pytest.mark.parametrize("preset", PRESETS)
def test_that_switching_leaves_nothing_behind(build_window, qtbot, preset):
    """A window that was switched reads, and looks, as one that was built in that language."""
    fresh = {}
    for tongue in language.LANGUAGES:
        window = build_window(tongue, preset)
        await_step(window, qtbot)
        fresh[tongue] = texts_of(window), settled_picture(window, qtbot)
        window.close()
    window = build_window("en", preset)
    await_step(window, qtbot)
    for tongue in ("ko", "en", "ko"):
        switch(window, tongue)
        texts, picture = fresh[tongue]
        assert texts_of(window) == texts
        assert places_of_difference(settled_picture(window, qtbot), picture) == []


def test_that_a_switch_reaches_no_panel_that_was_put_away(build_window, capfd):
    window = build_window("ko")
    window.set_language("en")
    window.lab.document.open(begin(load_preset("binary-to-segments")))
    QApplication.sendPostedEvents()
    assert "Traceback" not in capfd.readouterr().err


def test_that_the_texts_of_qt_itself_are_korean_too(build_window):
    build_window("ko")
    edit = QLineEdit()
    menu = edit.createStandardContextMenu()
    assert all(HANGUL.search(action.text()) for action in menu.actions() if not action.isSeparator())
