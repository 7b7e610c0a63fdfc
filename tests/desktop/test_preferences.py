"""The remembered preferences: every file and folder is survived, and a refusal of the system is told."""

import json
from dataclasses import asdict

import pytest

from nnlab.desktop import preferences
from nnlab.desktop.preferences import Preferences
from nnlab.files import SaveError


def load() -> tuple[Preferences, list[str]]:
    codes: list[str] = []
    return preferences.load(lambda error: codes.append(error.code)), codes


def test_that_what_was_saved_is_loaded():
    chosen = Preferences(theme="dark", language="ko", speed=3, geometry=(1, 2, 900, 700), maximized=True)
    preferences.save(**asdict(chosen))
    assert load() == (chosen, [])


def test_that_the_first_start_is_silent():
    assert load() == (Preferences(), [])


@pytest.mark.parametrize("text", ["", "{", "[]", '{"theme": 3}', '{"geometry": [1]}', "\x00" * 100])
def test_that_a_damaged_file_is_as_none(text):
    preferences.folder().mkdir(parents=True)
    (preferences.folder() / "preferences.json").write_text(text)
    assert load() == (Preferences(), [])


def test_that_one_damaged_choice_does_not_spoil_the_others():
    preferences.folder().mkdir(parents=True)
    (preferences.folder() / "preferences.json").write_text('{"theme": "dark", "speed": "8", "geometry": 1}')
    assert load() == (Preferences(theme="dark"), [])


def test_that_what_another_version_or_window_keeps_stays():
    preferences.folder().mkdir(parents=True)
    file = preferences.folder() / "preferences.json"
    file.write_text('{"theme": "dark", "of_tomorrow": [1, 2]}')
    preferences.save(language="ko")
    assert json.loads(file.read_text()) == {"theme": "dark", "of_tomorrow": [1, 2], "language": "ko"}


def test_that_a_folder_with_an_impossible_name_is_told_and_survived(monkeypatch):
    monkeypatch.setenv("NNLAB_CONFIG", "/" + "x" * 5000)
    assert load() == (Preferences(), ["bad-name"])
    with pytest.raises(SaveError):
        preferences.save(theme="dark")


def test_that_a_file_in_place_of_the_folder_is_survived(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("NNLAB_CONFIG", str(tmp_path / "file"))
    assert load()[0] == Preferences()
    with pytest.raises(SaveError):
        preferences.save(theme="dark")
