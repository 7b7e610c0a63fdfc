import pytest

from nnlab.desktop.widgets.parts.typed_search import found

NAMES = ("tanh", "ReLU", "leaky ReLU", "softmax", "softplus")


@pytest.mark.parametrize(
    ("typed", "current", "index"),
    [
        ("re", 0, 1),  # a name that begins so comes before a word that does
        ("re", 1, 1),  # what is reached stays while more is typed
        ("ky r", 0, 2),
        ("max", 0, 3),
        ("SOFT", 0, 3),
        ("s", 3, 4),  # typed again: the next
        ("ss", 4, 3),  # and round
        ("elu", 3, 1),
        ("q", 0, None),
        ("", 0, None),
    ],
)
def test_that_a_name_is_found_by_what_is_typed_of_it(typed, current, index):
    assert found(NAMES, typed, current) == index


def test_that_nothing_is_found_among_no_names():
    assert found((), "a", -1) is None


def test_that_a_search_begins_at_the_first_where_none_is_current():
    assert found(NAMES, "t", -1) == 0
