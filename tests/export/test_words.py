"""The words of pages, pictures and scripts: in Korean those of a class, whatever name or number stands in them."""

import re

import pytest

from nnlab.export import words
from nnlab.export.scripts import words as script_words

KOREAN = {
    **{key: korean for key, (_, korean) in words._WORDS.items()},
    **script_words._KO,
}
# A particle that depends on the last sound of what stands before it, spelled for both or for a name.
UNDECIDED = re.compile(r"\((으|이|을|를|은|는|과|와|가)\)|}[”’]?(을|를|은|는|이|가|과|와|으로)(?![가-힣])")


@pytest.mark.parametrize("key", KOREAN)
def test_that_no_particle_depends_on_a_name(key: str) -> None:
    assert not UNDECIDED.search(KOREAN[key])


@pytest.mark.parametrize("foreign", ["에포크", "옵티마이저"])
def test_that_korean_has_one_word_for_a_thing(foreign: str) -> None:
    assert not [text for text in KOREAN.values() if foreign in text]
