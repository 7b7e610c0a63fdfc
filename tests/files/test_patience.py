"""`cancelled`, which ends a load that nobody waits for, or that takes too long: heard by whatever takes time."""

import gzip
import pickle
from collections.abc import Callable

import numpy as np
import pytest

from nnlab.data.image_content import parse_content
from nnlab.data.tabular.guessing import guess_plan
from nnlab.files import LoadError, gunzip, limits, parse_byte_table, parse_csv, parse_npz, parse_pickle
from nnlab.files.patience import check, timed
from tests.files.samples import csv_of, npz_of, three_pairs

SOURCE = np.random.default_rng(3)
IMAGES = SOURCE.integers(0, 256, (3000, 28, 28), dtype=np.uint8)
LABELS = SOURCE.integers(0, 10, len(IMAGES), dtype=np.uint8)
PAIRS = three_pairs(IMAGES, LABELS)

# Each of them large enough to be worked on in several steps.
STEPS: dict[str, Callable[[Callable[[], bool]], object]] = {
    "gzip": lambda cancelled: gunzip(gzip.compress(IMAGES.tobytes(), 1), cancelled=cancelled),
    "members": lambda cancelled: gunzip(gzip.compress(b"a") * 30, cancelled=cancelled),
    "npz": lambda cancelled: parse_npz(npz_of(x=IMAGES, y=LABELS), cancelled=cancelled),
    "stored npz": lambda cancelled: parse_npz(
        npz_of(compressed=False, x=IMAGES, y=LABELS), cancelled=cancelled
    ),
    "csv": lambda cancelled: parse_byte_table(csv_of(IMAGES, LABELS), cancelled=cancelled),
    "table": lambda cancelled: parse_csv(b"a,b\n" + b"1,2\n" * 20_000, cancelled=cancelled),
    "columns of a table": lambda cancelled: guess_plan(parse_csv(b"a,b,c\n1,2,3\n"), cancelled),
    "text in a pickle": lambda cancelled: parse_pickle(pickle.dumps(PAIRS, 2), cancelled=cancelled),
    "fractions": lambda cancelled: parse_content(pickle.dumps(PAIRS, 5), cancelled=cancelled),
    "columns first": lambda cancelled: parse_content(
        npz_of(compressed=False, x=np.asfortranarray(IMAGES), y=LABELS), cancelled=cancelled
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_that_whatever_takes_time_asks_and_ends_wherever_it_is_cancelled(name: str) -> None:
    asked = 0

    def never() -> bool:
        nonlocal asked
        asked += 1
        return False

    STEPS[name](never)
    total = asked
    assert total >= 3
    for last in (1, total // 2, total):
        answers = iter([False] * (last - 1) + [True])
        with pytest.raises(LoadError) as caught:
            STEPS[name](lambda answers=answers: next(answers))
        assert caught.value.code == "cancelled"


def test_that_columns_first_are_brought_into_rows() -> None:
    content = parse_content(npz_of(compressed=False, x=np.asfortranarray(IMAGES), y=LABELS))
    assert np.array_equal(content.split.train.images, IMAGES)


def test_that_unpacking_asks_after_no_more_than_some_megabytes() -> None:
    packed = gzip.compress(bytes(200 << 20), 9)
    assert len(packed) < 1 << 18
    asked: list[int] = []
    gunzip(packed, cancelled=lambda: bool(asked.append(1)))
    assert len(asked) >= 4


def test_that_a_load_has_one_time_however_many_files_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = timed(None)
    monkeypatch.setattr(limits, "LOAD_SECONDS", 0.0)
    assert timed(whole) is whole
    check(timed(whole))
    with pytest.raises(LoadError, match="takes longer than 0 seconds"):
        check(timed(None))


def test_that_what_is_cancelled_is_not_called_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LOAD_SECONDS", 0.0)
    with pytest.raises(LoadError) as caught:
        check(timed(lambda: True))
    assert caught.value.code == "cancelled"


def test_that_without_anybody_to_ask_all_goes_on() -> None:
    check(None)
