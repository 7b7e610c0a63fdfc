"""Lesson links: short, whole, and of no use to anybody who damages one."""

import base64
import zlib
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.data import Dataset
from nnlab.data.made import MOST_CLASSES, MOST_NOISE, MadeData
from nnlab.data.making import make
from nnlab.data.points import with_point, without_point
from nnlab.data.resplit import unsplit
from nnlab.data.splits import Split
from nnlab.engine import LOSS_NAMES, OPTIMIZER_NAMES, EngineError, Pixels
from nnlab.files import LoadError
from nnlab.lessons import begin, lesson_keys, load_preset
from nnlab.lessons.links import LONGEST, LessonLink, encode, is_link, is_own, parse_link
from nnlab.lessons.set_ups import SetUp, applied, setup_of
from nnlab.project import (
    ProjectState,
    with_config,
    with_dataset,
    with_hidden_widths,
    with_layer,
    with_made,
    with_split,
)
from tests.presets_here import presets_here

SMALL = tuple(key for key in presets_here() if load_preset(key).data.name not in ("strokes",))


def made_otherwise(draw: st.DrawFn, state: ProjectState) -> ProjectState:
    origin = state.dataset.origin
    if not isinstance(origin, MadeData) or not draw(st.booleans()):
        return state
    return with_made(
        state,
        samples=draw(st.integers(20, 300)),
        noise=draw(st.floats(0.0, MOST_NOISE)),
        seed=draw(st.integers(0, 2**31)),
        classes=draw(st.integers(2, MOST_CLASSES)) if origin.kind == "blobs" else 2,
    ).state


def parted(draw: st.DrawFn, state: ProjectState) -> ProjectState:
    if len(state.dataset.inputs) < 8 or isinstance(state.dataset.inputs, Pixels) or not draw(st.booleans()):
        return state
    shares = st.floats(0.0, 0.4)
    split = Split(draw(shares), draw(shares), draw(st.booleans()), draw(st.integers(0, 2**31)))
    return with_split(state, split).state


def parts_of(data: Dataset | None) -> tuple[Dataset, ...]:
    parts = () if data is None else (data, data.validation, data.test)
    return tuple(part for part in parts if part is not None)


@st.composite
def projects(draw: st.DrawFn) -> ProjectState:
    """Projects that began with a preset, with settings and layers of their own."""
    state = begin(load_preset(draw(st.sampled_from(SMALL))))
    state = parted(draw, made_otherwise(draw, state))
    widths = draw(st.none() | st.lists(st.integers(1, 40), max_size=4))
    if widths is not None:
        state = with_hidden_widths(state, widths).state
    for index in range(len(state.spec.layers) - 1):
        if draw(st.booleans()):
            state = with_layer(
                state, index, activation=draw(st.sampled_from(["relu", "tanh", "sigmoid"]))
            ).state
    return with_config(
        state,
        seed=draw(st.integers(0, 2**31)),
        learning_rate=draw(st.floats(1e-6, 100)),
        optimizer=draw(st.sampled_from(sorted(OPTIMIZER_NAMES))),
        loss=draw(st.sampled_from(sorted(LOSS_NAMES))),
        batch_size=draw(st.none() | st.integers(1, 100)),
        epochs=draw(st.none() | st.integers(0, 10**6)),
        stop_loss=draw(st.none() | st.floats(0, 1)),
    )


@settings(max_examples=80, deadline=None)
@given(projects())
def test_that_a_set_up_comes_back_as_it_was_with_the_same_first_weights(state: ProjectState) -> None:
    text = encode(setup_of(state))
    assert len(text) <= LONGEST
    link = parse_link(f"  {text}\n")
    assert isinstance(link, SetUp)
    again = applied(link, begin(load_preset(link.preset)))
    assert (again.spec, again.config, again.preset) == (state.spec, state.config, state.preset)
    assert (again.parameters.vector == state.fresh_parameters().vector).all()
    assert (again.dataset.split, again.dataset.origin) == (state.dataset.split, state.dataset.origin)
    for one, other in zip(parts_of(again.dataset), parts_of(state.dataset), strict=True):
        assert (one.inputs[:] == other.inputs[:]).all()
        assert (one.targets == other.targets).all()


@given(st.sampled_from(lesson_keys()), st.none() | st.integers(0, 99))
def test_that_a_link_to_a_lesson_comes_back(key: str, step: int | None) -> None:
    link = LessonLink(key, step)
    assert parse_link(encode(link)) == link


def test_that_a_link_to_a_lesson_can_be_read_by_eye() -> None:
    assert encode(LessonLink("first-light")) == "nnlab:lesson/first-light"
    assert encode(LessonLink("first-light", 1)) == "nnlab:lesson/first-light?step=2"


def test_that_a_link_to_a_lesson_of_one_s_own_is_known_as_such() -> None:
    link = LessonLink("own/my lesson 3")
    assert parse_link(encode(link)) == link
    assert is_own(link)
    assert not is_own(LessonLink("first-light"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "http://nnlab:lesson/first-light",
        "nnlab:",
        "nnlab:lesson/",
        "nnlab:lesson/../../etc/passwd",
        "nnlab:lesson/first-light?step=0",
        "nnlab:lesson/first-light?step=101",
        "nnlab:lesson/first-light?step=2&x=1",
        "nnlab:setup/1.abc",
        "nnlab:setup/1.abc.00000000",
        "nnlab:setup/1.!!!.00000000",
        "nnlab:lesson/" + "a" * 600,
    ],
)
def test_that_nonsense_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(LoadError) as caught:
        parse_link(text)
    assert "Nothing was changed." in caught.value.message
    assert len(caught.value.message) <= 240


def test_that_a_link_to_a_setting_that_is_unknown_is_told_with_one_mark_at_a_sentence_s_end() -> None:
    with pytest.raises(LoadError) as caught:
        parse_link(forged(b'{"p": "xor", "d": "float16"}', 1))
    assert "Did you mean 'float64'? Nothing was changed." in caught.value.message


def test_that_a_link_to_a_network_that_is_too_large_does_not_name_another_one() -> None:
    layers = b'{"units": 4096}, {"units": 4096}, {"units": 4096}, {"units": 1}'
    with pytest.raises(LoadError, match=r"cannot be used: its network is too large\. Nothing"):
        parse_link(forged(b'{"p": "xor", "l": [%s]}' % layers, 1))


def forged(content: bytes, version: int = 2) -> str:
    """Return a link with a sound checksum around any content."""
    packed = zlib.compress(content)
    body = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return f"nnlab:setup/{version}.{body}.{zlib.crc32(packed):08x}"


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b'{"p": "no-such-preset"}',
        b'{"p": "xor", "x": 1}',
        b'{"p": "xor", "t": {"learning_rate": "fast"}}',
        b'{"p": "xor", "t": {"learning_rate": -1}}',
        b'{"p": "xor", "t": {"no_such_setting": 1}}',
        b'{"p": "xor", "l": [{"units": 0, "activation": "tanh"}]}',
        b'{"p": "xor", "l": [{"units": 2, "activation": "__import__"}]}',
        b'{"p": "xor", "l": [{"units": 5}]}',
        b'{"p": "xor", "t": {"batch_size": "all"}}',
        b'{"p": 3}',
        b'{"p": "xor", "m": {}}',
        b'{"p": "textbook/317_1", "m": {"samples": 50}}',
        b'{"p": "moons", "m": {"samples": 1000000000}}',
        b'{"p": "moons", "m": {"samples": 3}}',
        b'{"p": "moons", "m": {"noise": 1e9}}',
        b'{"p": "moons", "m": {"noise": NaN}}',
        b'{"p": "moons", "m": {"seed": -1}}',
        b'{"p": "moons", "m": {"classes": 3}}',
        b'{"p": "moons", "m": {"kind": "sine"}}',
        b'{"p": "blobs", "m": {"classes": 4}, "l": [{"units": 3}]}',
        b'{"p": "moons", "s": {"test": 1.5}}',
        b'{"p": "moons", "s": {"validation": 0.6, "test": 0.6}}',
        b'{"p": "moons", "s": {"test": 0.2, "seed": 1e300}}',
        b'{"p": "xor", "s": {"validation": 0.49, "test": 0.5}}',
        b'{"p": "draw", "s": {"test": 0.5}}',
        b'{"p": "' + b" " * 100_000 + b'"}',
    ],
)
def test_that_a_set_up_with_a_sound_checksum_and_an_unsound_content_is_refused(
    content: bytes, version: int
) -> None:
    with pytest.raises(LoadError) as caught:
        parse_link(forged(content, version))
    assert "Nothing was changed." in caught.value.message
    assert "`" not in caught.value.message  # where in the hidden text it is helps nobody
    assert caught.value.code == "link"


def test_that_no_content_near_a_sound_one_raises_anything_but_a_load_error() -> None:
    sound = (
        b'{"p":"blobs","m":{"samples":90,"noise":0.3,"seed":7,"classes":4},"s":{"validation":0.2,"seed":5}}'
    )
    assert isinstance(parse_link(forged(sound)), SetUp)
    random, refused = Random(5), []
    for _ in range(2000):
        content = bytearray(sound)
        for _ in range(random.randint(1, 3)):
            place = random.randrange(len(content))
            content[place : place + random.randint(0, 2)] = random.choice(
                (b"", b"0", b"-", b"9e9", b'"', b"null", b"{}", b",", b"\xff", b"0.")
            )
        try:
            link = parse_link(forged(bytes(content)))
        except LoadError as fault:
            refused.append(fault.message)
        else:
            assert isinstance(link, SetUp)
            applied(link, begin(load_preset(link.preset)))
    assert 500 < len(refused) < 2000
    assert max(map(len, refused)) <= 240


def test_that_a_link_that_says_nothing_of_data_is_read_by_who_knows_no_other() -> None:
    state = begin(load_preset("moons"))
    assert encode(setup_of(state)).startswith("nnlab:setup/1.")
    otherwise = encode(setup_of(with_made(state, noise=0.3).state))
    assert otherwise.startswith("nnlab:setup/2.")
    with pytest.raises(LoadError, match="no set-up"):
        parse_link(forged(b'{"p":"moons","m":{"noise":0.3}}', version=1))


def test_that_samples_that_are_parted_no_more_come_back_as_one() -> None:
    state = with_split(begin(load_preset("animals")), Split()).state
    link = parse_link(encode(setup_of(state)))
    assert isinstance(link, SetUp)
    again = applied(link, begin(load_preset("animals"))).dataset
    assert (again.split, again.validation, len(again.inputs)) == (None, None, len(state.dataset.inputs))


@pytest.mark.parametrize(
    "state",
    [
        with_config(begin(load_preset("xor")), learning_rate=0.25, seed=99),
        with_split(with_made(begin(load_preset("blobs")), noise=0.3, classes=4).state, Split(0.1, 0.2)).state,
    ],
    ids=["settings", "data"],
)
def test_that_no_damaged_link_raises_anything_but_a_load_error_or_leads_elsewhere(
    state: ProjectState,
) -> None:
    sound = encode(setup_of(state))
    random, refused = Random(3), 0
    for _ in range(400):
        place = random.randrange(len("nnlab:setup/1."), len(sound))
        damaged = sound[:place] + random.choice("Aa0-_.Zz9") + sound[place + random.randint(0, 2) :]
        try:
            link = parse_link(damaged)
        except LoadError:
            refused += 1
        else:  # base64 has spare bits at its end
            assert link == parse_link(sound)
    assert refused > 350


def test_that_a_link_of_a_later_version_says_so() -> None:
    with pytest.raises(LoadError, match="later nnlab") as caught:
        parse_link("nnlab:setup/3.abc.00000000")
    assert caught.value.code == "link-version"


def test_that_data_of_one_s_own_have_no_link() -> None:
    state = begin(load_preset("xor"))
    with pytest.raises(EngineError, match="data of your own"):
        setup_of(replace(state, preset=""))


@pytest.mark.parametrize("parts", [None, Split(test=0.3)])
def test_that_samples_that_were_edited_have_no_link(parts: Split | None) -> None:
    state = begin(load_preset("moons"))
    state = state if parts is None else with_split(state, parts).state
    for edited in (with_point(state.dataset, [0.0, 0.0], [1.0]), without_point(state.dataset, 0)):
        with pytest.raises(EngineError, match="the data was changed"):
            setup_of(with_dataset(state, edited).state)


def test_that_other_data_under_the_name_of_a_preset_have_no_link() -> None:
    state = begin(load_preset("moons"))
    sine = make(MadeData("sine"))
    for other in (sine, replace(unsplit(state.dataset), origin=MadeData("moons", seed=9))):
        with pytest.raises(EngineError, match="the data was changed"):
            setup_of(with_dataset(state, other, preset="moons").state)


def test_that_a_network_that_does_not_fit_the_data_is_refused() -> None:
    link = setup_of(with_hidden_widths(begin(load_preset("xor")), [3]).state)
    with pytest.raises(EngineError, match="does not fit"):
        applied(link, begin(load_preset("seven-segment")))


def test_that_what_is_meant_as_a_link_is_known_by_its_beginning() -> None:
    assert is_link(" NNLAB:lesson/x")
    assert not is_link("lesson/x")
