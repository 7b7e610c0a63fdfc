"""What data sets are called for a reader."""

import pytest

from nnlab.data import dataset_names
from nnlab.data.points import EDITED
from nnlab.data.titles import TITLES, title_of


def test_that_every_data_set_on_offer_has_a_title_in_both_languages() -> None:
    assert set(TITLES) == set(dataset_names())
    assert all(all(titles) for titles in TITLES.values())


@pytest.mark.parametrize(
    ("name", "english", "korean"),
    [
        ("seven-segments", "seven segments", "7세그먼트"),
        ("seven-segments: 2", "seven segments: 2", "7세그먼트: 2"),
        (f"moons{EDITED}", "moons, edited", "초승달, 편집됨"),
        ("heights", "heights", "heights"),
        ("", "", ""),
    ],
)
def test_that_a_name_is_said_in_the_reader_s_language(name: str, english: str, korean: str) -> None:
    assert title_of(name) == english
    assert title_of(name, "ko_KR") == korean
