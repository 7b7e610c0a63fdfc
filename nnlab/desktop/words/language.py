"""The language of the interface: Korean or English, switched while the window is open."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from nnlab import paths

LANGUAGES = ("en", "ko")
SYSTEM = "system"

_installed: list[QTranslator] = []


def system_language() -> str:
    """Return 'ko' on a Korean system, else 'en'."""
    return "ko" if QLocale.system().language() == QLocale.Language.Korean else "en"


def apply(application: QApplication, name: str) -> str:
    """Put a language in force, 'en', 'ko' or 'system'; return which. Every widget is told by LanguageChange."""
    language = system_language() if name not in LANGUAGES else name
    # First, for fonts have letters of another width in another language, and texts are measured when they are set.
    QLocale.setDefault(QLocale(QLocale.Language.Korean if language == "ko" else QLocale.Language.English))
    while _installed:
        translator = _installed.pop()
        application.removeTranslator(translator)
        translator.deleteLater()
    if language != "en":
        # The English texts are the source texts, and stand in where a file is missing.
        for file in (_qt_texts(language), paths.resources("translations", f"nnlab_{language}.qm")):
            translator = QTranslator(application)
            if translator.load(str(file)):
                application.installTranslator(translator)
                _installed.append(translator)
    _current[:] = [language]
    return language


def _qt_texts(language: str) -> Path:
    """Return the file with the texts of Qt's own menus and buttons, such as Copy and OK."""
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{language}.qm"


_current: list[str] = ["en"]


def current() -> str:
    """Return the language in force, 'en' or 'ko'."""
    return _current[0]
