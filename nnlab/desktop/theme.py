"""The look as values: colours, sizes and strokes of the light, dark and projector themes.

A widget that paints itself reads `theme.current()` while painting and keeps no colour of its own;
`apply` changes the theme of a running application, and Qt repaints everything.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from nnlab import paths

THEME_NAMES = ("light", "dark", "projector")

FONT_FAMILIES = (
    "Inter", "Segoe UI", "SF Pro Text", "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo",
    "Noto Sans", "DejaVu Sans",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)  # each is loaded once: hashing thirty fields is for nothing
class Theme:
    """One look. Colours are '#RRGGBB', sizes pixels, `stroke` a factor on every line width."""

    name: str
    dark: bool
    ground: str
    surface: str
    field: str
    hover: str
    ink: str
    muted: str
    faint: str
    line: str
    primary: str
    on_primary: str
    primary_hover: str
    focus: str
    popup: str
    popup_hover: str
    negative: str
    zero: str
    positive: str
    lamp: str
    lamp_halo: str
    off: str
    right: str
    text_px: int
    caption_px: int
    title_px: int
    counter_px: int
    answer_px: int
    stroke: float

    def font(self, role: str = "text", *, bold: bool = False) -> QFont:
        """Return the font of a role ('text', 'caption', 'title', 'counter', 'answer'), tabular numerals."""
        font = QFont()
        font.setFamilies(list(FONT_FAMILIES))
        font.setPixelSize(getattr(self, f"{role}_px"))
        font.setWeight(QFont.Weight.DemiBold if bold or role in ("title", "counter") else QFont.Weight.Normal)
        if role == "answer":
            font.setWeight(QFont.Weight.Bold)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font


@cache
def load(name: str) -> Theme:
    """Return the theme `name`, one of THEME_NAMES."""
    return Theme(**json.loads(paths.resources("themes", f"{name}.json").read_text(encoding="utf-8")))


@cache
def color(text: str) -> QColor:
    """Return '#RRGGBB' as a QColor. The colour is shared: copy it before changing it."""
    return QColor(text)


_current: list[Theme] = []


def current() -> Theme:
    """Return the theme in force."""
    return _current[0] if _current else load("light")


def system_theme_name(scheme: Qt.ColorScheme | None = None) -> str:
    """Return 'dark' or 'light', as the desktop asks by `scheme`; None is what it asks now."""
    scheme = QApplication.styleHints().colorScheme() if scheme is None else scheme
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def apply(application: QApplication, name: str) -> Theme:
    """Put the theme `name` in force: palette, font and style sheet of the whole application."""
    theme = load(name)
    _current[:] = [theme]
    palette, font, sheet = _palette(theme), theme.font(), _style_sheet(theme)
    is_new = sheet != application.styleSheet()
    if not application.styleSheet():  # a sheet wraps the style, which stays what it was
        application.setStyle("Fusion")
    elif is_new:
        # Over another one Qt goes through everything below every widget, over none through each widget once.
        application.setStyleSheet("")
    # Each of these makes every widget lay itself out again, so only what changes is set, and the sheet last.
    if palette != application.palette():
        application.setPalette(palette)
    if font != application.font():
        application.setFont(font)
    if is_new:
        application.setStyleSheet(sheet)
        _tell_again(application)
    return theme


def _tell_again(application: QApplication) -> None:
    """Tell every widget of the change once more: what it measured may have been dressed after it."""
    for widget in application.allWidgets():
        if isValid(widget):  # one that was told before may have replaced it
            application.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


@contextmanager
def dressed_last(application: QApplication) -> Iterator[None]:
    """Make many widgets while no style sheet is in force, and put it on them all at the end.

    Under a sheet Qt goes through everything below a widget each time that it is given a parent, and a window is made
    from its leaves: this way it is gone through once, which halves the time that it takes.
    """
    sheet = application.styleSheet()
    application.setStyleSheet("")
    try:
        yield
    finally:
        application.setStyleSheet(sheet)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, value in (
        (role.Window, theme.ground),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.field),
        (role.Button, theme.surface),
        (role.WindowText, theme.ink),
        (role.Text, theme.ink),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.lamp),
        (role.PlaceholderText, theme.muted),
        (role.Highlight, theme.primary),
        (role.HighlightedText, theme.on_primary),
        (role.ToolTipBase, theme.ink),
        (role.ToolTipText, theme.surface),
        (role.Mid, theme.line),
        (role.Link, theme.ink),
    ):
        palette.setColor(which, color(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, color(theme.faint))
    return palette


@cache
def _style_sheet(theme: Theme) -> str:
    """Return resources/themes/nnlab.qss with every @token replaced by the theme's value."""
    text = paths.resources("themes", "nnlab.qss").read_text(encoding="utf-8")
    # Longest names first: @primary must not eat the head of @primary_hover.
    for field in sorted(Theme.__dataclass_fields__, key=len, reverse=True):
        text = text.replace(f"@{field}", str(getattr(theme, field)))
    return text.replace("@icons", paths.resources("icons").as_posix())
