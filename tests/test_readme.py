"""What the README promises holds."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from nnlab.desktop.system.platform_check import DEBIAN_PACKAGES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_that_it_names_the_packages_that_the_program_names() -> None:
    assert f"sudo apt install {DEBIAN_PACKAGES}" in README


def test_that_run_and_test_are_one_command_each() -> None:
    for name in ("run", "test"):
        (command,) = re.findall(rf"<!-- {name} command -->\n```sh\n(.*?)```", README, re.DOTALL)
        assert command.count("\n") == 1
        assert command.startswith("python3 -m venv .venv && ")


def test_that_its_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 7
    assert {(ROOT / picture).name for picture in pictures} == {
        path.name for path in (ROOT / "docs" / "images").iterdir()
    }
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)


def test_that_it_counts_the_lessons_rightly() -> None:
    from nnlab.lessons import shelf

    assert f"{len(shelf.lesson_keys())} of them in both languages" in README


@pytest.mark.parametrize("document", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_that_every_module_that_a_document_names_is_there(document: Path) -> None:
    modules = {
        path.relative_to(ROOT).as_posix()
        for room in ("nnlab", "tests")
        for path in (ROOT / room).rglob("*.py")
    }
    named = re.findall(r"`([\w/]+\.py)", document.read_text(encoding="utf-8"))
    assert [name for name in named if not any(f"/{path}".endswith(f"/{name}") for path in modules)] == []


def test_that_the_library_example_has_learned_all_ten_digits(tmp_path: Path) -> None:
    (example,) = blocks("python")
    script = tmp_path / "example.py"
    script.write_text(example, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
    outputs = [[float(number) for number in re.findall(r"[\d.]+", row)] for row in done.stdout.splitlines()]
    targets = [[digit >> bit & 1 for bit in (3, 2, 1, 0)] for digit in range(10)]
    assert outputs == [pytest.approx(row, abs=0.06) for row in targets]


COMMANDS = [line.split("#")[0].split() for line in blocks("sh")[2].splitlines() if line.startswith("nnlab")]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_that_the_commands_without_a_window_work(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    from nnlab.cli import main

    assert main(words[1:]) == 0
    assert capsys.readouterr().out
