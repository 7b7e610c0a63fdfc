"""One window, one file: who has it open is known to the others."""

from pathlib import Path

from nnlab.project.claims import Claim


def is_claimed(folder: Path, path: Path) -> bool:
    claim = Claim(folder)
    free = claim.take(path)
    claim.release()
    return not free


def test_that_a_second_window_is_told(tmp_path: Path) -> None:
    first, second, path = Claim(tmp_path / "open"), Claim(tmp_path / "open"), tmp_path / "lamps.nnlab"
    assert first.take(path)
    assert not second.take(path)
    assert is_claimed(tmp_path / "open", path)
    assert second.take(tmp_path / "other.nnlab")
    first.release()
    assert second.take(path)
    assert is_claimed(tmp_path / "open", path)
    assert not is_claimed(tmp_path / "open", tmp_path / "other.nnlab")  # it was given up
    second.release()


def test_that_a_link_is_the_file_it_leads_to(tmp_path: Path) -> None:
    path = tmp_path / "lamps.nnlab"
    path.write_bytes(b"")
    link = tmp_path / "link.nnlab"
    link.symlink_to(path)
    first, second = Claim(tmp_path / "open"), Claim(tmp_path / "open")
    assert first.take(path)
    assert not second.take(link)
    first.release()


def test_that_the_same_window_may_open_its_file_again(tmp_path: Path) -> None:
    claim = Claim(tmp_path / "open")
    assert claim.take(tmp_path / "lamps.nnlab")
    assert claim.take(tmp_path / "lamps.nnlab")
    claim.release()


def test_that_where_no_lock_can_be_nobody_is_known_to_have_it(tmp_path: Path) -> None:
    (tmp_path / "open").write_text("a file where the folder should be")
    claim = Claim(tmp_path / "open")
    assert claim.take(tmp_path / "lamps.nnlab")
    claim.release()
