"""The remembered preferences: every file and folder is survived, and a refusal of the system is told."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest

from nnlab.desktop import preferences
from nnlab.desktop.preferences import Preferences
from nnlab.files import LoadError, SaveError, locked


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


def test_that_two_windows_lose_nothing_of_what_the_other_saves():
    def save_all(name: str) -> None:
        for number in range(40):
            preferences.save(**{name: f"{number}"})

    with ThreadPoolExecutor(2) as windows:
        list(windows.map(save_all, ("learner", "board_folder")))
    kept = preferences.load()
    assert (kept.learner, kept.board_folder) == ("39", "39")


def test_that_a_file_that_is_being_written_is_waited_for_and_not_for_ever(monkeypatch):
    monkeypatch.setattr(preferences, "_WAIT_S", 0.0)
    preferences.save(theme="dark")
    with locked(preferences.folder() / "preferences.json"), pytest.raises(SaveError) as told:
        preferences.save(theme="light")
    assert told.value.code == "held"
    assert load()[0].theme == "dark"


def test_that_a_damaged_file_is_put_aside_before_anything_is_saved():
    preferences.folder().mkdir(parents=True)
    (preferences.folder() / "preferences.json").write_text('{"theme": "da')
    preferences.save(language="ko")
    assert load() == (Preferences(language="ko"), [])
    assert (preferences.folder() / "preferences-unreadable-1.json").read_text() == '{"theme": "da'


def test_that_nothing_is_saved_over_a_file_that_cannot_be_read_just_now(monkeypatch):
    preferences.save(sign="0a0a0a")
    before = (preferences.folder() / "preferences.json").read_bytes()

    def refuses(*_: object) -> None:
        raise LoadError("no-permission", "permission is missing")

    with monkeypatch.context() as patched:
        patched.setattr(preferences, "open_untrusted", refuses)
        with pytest.raises(SaveError):
            preferences.save(language="ko")
    assert (preferences.folder() / "preferences.json").read_bytes() == before


def test_that_windows_agree_on_what_the_first_of_them_has_kept():
    assert preferences.agreed("sign", "one", bool) == "one"
    assert preferences.agreed("sign", "two", bool) == "one"
    assert preferences.agreed("sign", "two", lambda text: text == "two") == "two"
    assert load()[0].sign == "two"
