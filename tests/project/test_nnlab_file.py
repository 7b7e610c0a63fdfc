"""The .nnlab file: what is saved comes back bit for bit, and nothing but a LoadError comes out of anything else."""

import hashlib
import json
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.data import Dataset, MissingDataError, load
from nnlab.data.image_data import Scales, first_pictures, image_dataset, one_digit, rescaled
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.made import MadeData
from nnlab.data.making import make
from nnlab.engine import (
    ACTIVATION_NAMES,
    OPTIMIZER_NAMES,
    EngineError,
    History,
    HistoryRecorder,
    LayerSpec,
    Mark,
    Network,
    NetworkSpec,
    Parameters,
    Task,
    Trainer,
    TrainingConfig,
)
from nnlab.files import Cancelled, LoadError, SaveError, format_npy, limits, pack, read_archive
from nnlab.files.limits import MIB
from nnlab.files.patience import check
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState, with_dataset, with_made, with_weight
from nnlab.project.nnlab_file import FORMAT, load_project, parse_project, project_bytes, save_project
from nnlab.project.restored_data import Load
from nnlab.project.saved import restored, saved
from nnlab.study.graph import PRESETS
from tests.files.mutants import mutant
from tests.presets_here import presets_here

MESSAGE_CHARACTERS = 170


def trainer_of(state: ProjectState) -> Trainer:
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    return Trainer(network, data.inputs, data.targets, state.config, task=data.task, state=state.training)


def through_a_file(state: ProjectState) -> ProjectState:
    return restored(parse_project(project_bytes(saved(state))))


def members_of(data: bytes) -> dict[str, bytes]:
    return {name: bytes(content) for name, content in read_archive(data).items()}


def sealed(members: dict[str, bytes]) -> bytes:
    """Return a file whose manifest has the right checksums, whatever the members are."""
    parts = {name: content for name, content in members.items() if name not in ("mimetype", "manifest.json")}
    manifest = json.loads(members["manifest.json"])
    manifest["sha256"] = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    whole = {"mimetype": members["mimetype"], "manifest.json": json.dumps(manifest).encode(), **parts}
    return pack(whole)


def changed(data: bytes, document: str, change: Callable[[dict[str, Any]], None]) -> bytes:
    members = members_of(data)
    content = json.loads(members[document])
    change(content)
    return sealed({**members, document: json.dumps(content).encode()})


def pictures(count: int, test: int | None = None, seed: int = 0) -> Dataset:
    rng = np.random.default_rng(seed)

    def part(size: int) -> LabelledImages:
        return LabelledImages(
            rng.integers(0, 256, (size, 4, 4), dtype=np.uint8), rng.integers(0, 10, size, dtype=np.uint8)
        )

    return image_dataset("drawn", ImageSplit(part(count), None if test is None else part(test)))


def of_pictures(dataset: Dataset) -> ProjectState:
    spec = NetworkSpec(16, (LayerSpec(len(dataset.target_names), "sigmoid"),), "float32")
    return ProjectState.begin(dataset, spec, TrainingConfig())


# -- what is saved comes back --------------------------------------------------------------------------------


@pytest.mark.usefixtures("strokes")
@pytest.mark.parametrize("key", presets_here())
def test_that_every_preset_goes_on_bit_for_bit(key: str) -> None:
    from nnlab.lessons import begin, load_preset

    state = begin(load_preset(key))
    trainer = trainer_of(state)
    trainer.advance(steps=37)
    reached = replace(state, training=trainer.state)
    back = through_a_file(reached)
    again = trainer_of(back)
    trainer.advance(steps=63)
    again.advance(steps=63)
    assert again.state.parameters.vector.tobytes() == trainer.state.parameters.vector.tobytes()
    assert again.state.rng == trainer.state.rng
    assert (back.preset, back.config, back.spec) == (state.preset, state.config, state.spec)
    assert back.fresh_parameters().vector.tobytes() == state.fresh_parameters().vector.tobytes()
    assert project_bytes(saved(back)) == project_bytes(saved(reached))


@settings(max_examples=60)
@given(
    widths=st.lists(st.integers(1, 6), min_size=0, max_size=4),
    activations=st.lists(
        st.sampled_from([name for name in ACTIVATION_NAMES if name != "step"]), min_size=5, max_size=5
    ),
    biases=st.lists(st.booleans(), min_size=5, max_size=5),
    dtype=st.sampled_from(["float32", "float64"]),
    optimizer=st.sampled_from(OPTIMIZER_NAMES),
    seed=st.integers(0, 2**63 - 1),
    steps=st.integers(0, 25),
    batch=st.one_of(st.none(), st.integers(1, 12)),
    shuffle=st.booleans(),
)
def test_that_any_network_goes_on_bit_for_bit(
    widths: list[int],
    activations: list[str],
    biases: list[bool],
    dtype: str,
    optimizer: str,
    seed: int,
    steps: int,
    batch: int | None,
    shuffle: bool,
) -> None:
    layers = tuple(
        LayerSpec(units, name, "lecun_normal", bias)
        for units, name, bias in zip((*widths, 4), activations, biases, strict=False)
    )
    config = TrainingConfig(
        optimizer=optimizer, learning_rate=0.001, batch_size=batch, seed=seed, shuffle=shuffle, epochs=None
    )
    state = ProjectState.begin(load("seven-segments"), NetworkSpec(7, layers, dtype), config)
    trainer = trainer_of(state)
    trainer.advance(steps=steps)
    again = trainer_of(through_a_file(replace(state, training=trainer.state)))
    trainer.advance(steps=11)
    again.advance(steps=11)
    assert again.state.parameters.vector.tobytes() == trainer.state.parameters.vector.tobytes()


def test_that_the_curve_comes_back_with_its_gaps_and_marks(seven, trained) -> None:
    history = History(
        np.array([0.0, 1.0, 2.0]),
        np.array([1.5, np.inf, 0.25]),
        np.array([np.nan, 0.5, 1.0]),
        np.array([np.nan, np.nan, 0.9]),
        stride=4,
        marks=(Mark(1.5, "learning_rate", "0.5"), Mark(1.75, "optimizer", "adam")),
        per_epoch=64,
        test_loss=np.array([np.nan, 0.75, np.inf]),
    )
    back = through_a_file(replace(trained(seven), history=history)).history
    for name in ("epochs", "loss", "accuracy", "test_accuracy", "test_loss"):
        assert getattr(back, name).tobytes() == getattr(history, name).tobytes()
    assert (back.stride, back.per_epoch, back.marks) == (4, 64, history.marks)


def test_that_counts_that_began_anew_in_mid_pass_come_back(seven, trained) -> None:
    state = with_weight(trained(seven), 0, 0, 0, 2.0)
    back = through_a_file(state).training
    assert back.hits_from == back.loss_from == back.position > 0


def test_that_losses_that_are_no_numbers_come_back(seven) -> None:
    state = replace(seven, training=replace(seven.training, loss_sum=np.inf, epoch_loss=-np.inf))
    back = through_a_file(state).training
    assert (back.loss_sum, back.epoch_loss) == (np.inf, -np.inf)
    assert np.isnan(back.epoch_accuracy)


def test_that_a_given_start_comes_back_even_where_a_layer_has_none(textbook) -> None:
    vector = textbook.given.vector.copy()
    vector[:4] = np.nan  # stands for no matrix
    given = Parameters(textbook.spec, vector)
    back = through_a_file(replace(textbook, given=given))
    assert back.given.vector.tobytes() == given.vector.tobytes()


def test_that_notes_are_kept_in_any_language(seven) -> None:
    notes = "A sentence.\n두 번째 줄 ✓"
    assert parse_project(project_bytes(saved(replace(seven, notes=notes)))).notes == notes


def test_that_equal_projects_give_equal_bytes_whenever_they_are_saved(seven, trained) -> None:
    assert project_bytes(saved(trained(seven))) == project_bytes(saved(trained(seven)))
    assert project_bytes(saved(trained(seven))) != project_bytes(saved(trained(seven, 14)))


def test_that_a_system_can_tell_it_by_its_first_bytes(seven) -> None:
    data = project_bytes(saved(seven))
    assert data[30 : 30 + len("mimetypeapplication/x-nnlab")] == b"mimetypeapplication/x-nnlab"


# -- the data ------------------------------------------------------------------------------------------------


def test_that_a_table_is_in_the_file_with_its_names(seven) -> None:
    back = through_a_file(seven).dataset
    before = seven.dataset
    assert back.inputs.tobytes() == before.inputs.tobytes()
    assert back.targets.tobytes() == before.targets.tobytes()
    for name in ("name", "task", "input_names", "target_names", "row_names", "source"):
        assert getattr(back, name) == getattr(before, name)


@pytest.mark.parametrize("made", [MadeData("moons", 40, 0.25, 3), MadeData("blobs", 30, 0.2, 1, 4)])
def test_that_data_that_were_made_can_be_made_in_another_way_after_reopening(made: MadeData) -> None:
    state = with_dataset(begin(load_preset("xor")), make(made)).state
    back = through_a_file(state)
    assert back.dataset.origin == made
    assert back.dataset.inputs.tobytes() == state.dataset.inputs.tobytes()
    again, other = with_made(back, noise=0.5).state.dataset, with_made(state, noise=0.5).state.dataset
    assert again.inputs.tobytes() == other.inputs.tobytes()


def test_that_made_data_come_back_parted_as_they_were() -> None:
    state = begin(load_preset("sine"))
    noisier = [with_made(one, noise=0.3).state.dataset for one in (state, through_a_file(state))]
    assert noisier[0].split == noisier[1].split == state.dataset.split
    for part in ("train", "validation"):
        one, other = (data if part == "train" else data.validation for data in noisier)
        assert one.inputs.tobytes() == other.inputs.tobytes()


def test_that_a_description_of_what_cannot_be_made_is_a_fault_of_the_file() -> None:
    def make_loud(content: dict[str, Any]) -> None:
        content["data"]["made"]["noise"] = 7.0

    data = project_bytes(saved(begin(load_preset("moons"))))
    with pytest.raises(LoadError, match="noise"):
        parse_project(changed(data, "model.json", make_loud))


@pytest.mark.parametrize("test", [None, 7])
def test_that_a_few_pictures_are_in_the_file_on_their_scales(test: int | None) -> None:
    before = rescaled(pictures(20, test), Scales((0.01, 1.0), (0.01, 0.99)))
    back = through_a_file(of_pictures(before)).dataset
    assert back.inputs[:].tobytes() == before.inputs[:].tobytes()
    assert back.targets.tobytes() == before.targets.tobytes()
    assert back.image_shape == (4, 4)
    if test is None:
        assert back.test is None
    else:
        assert back.test.inputs[:].tobytes() == before.test.inputs[:].tobytes()


def large(seed: int = 0) -> Dataset:
    """Return more pictures than go into a file."""
    rng = np.random.default_rng(seed)
    images = np.zeros((90_000, 28, 28), dtype=np.uint8)
    images[:, 0, 0] = rng.integers(0, 256, len(images))
    labels = rng.integers(0, 10, len(images), dtype=np.uint8)
    labels[0] = 9
    return image_dataset("many", ImageSplit(LabelledImages(images, labels)))


def of_large(dataset: Dataset) -> ProjectState:
    spec = NetworkSpec(784, (LayerSpec(len(dataset.target_names), "sigmoid"),), "float32")
    return ProjectState.begin(dataset, spec, TrainingConfig())


def finding(dataset: Dataset) -> Load:
    """Return a catalog with this data set alone."""

    def find(name: str, /, *, cancelled: Cancelled | None = None) -> Dataset:
        check(cancelled)
        return {dataset.name: dataset}[name]

    return find


def test_that_many_pictures_are_looked_for_by_name_and_must_be_the_same() -> None:
    whole = large()
    asked = rescaled(first_pictures(whole, 88_000), Scales((0.0, 0.5)))
    data = project_bytes(saved(of_large(asked)))
    assert len(data) < MIB
    project = parse_project(data)
    back = restored(project, finding(whole)).dataset
    assert back.inputs.data.tobytes() == asked.inputs.data.tobytes()
    assert (back.inputs.high, back.targets.tobytes()) == (0.5, asked.targets.tobytes())
    with pytest.raises(LoadError, match="are others than those that it learned from"):
        restored(project, finding(large(1)))


def test_that_nobody_waits_for_pictures_that_are_called_off() -> None:
    project = parse_project(project_bytes(saved(of_large(large()))))
    with pytest.raises(LoadError) as fault:
        restored(project, finding(large()), cancelled=lambda: True)
    assert fault.value.code == "cancelled"


def test_that_pictures_of_the_catalog_asked_for_one_digit_are_asked_for_it_again() -> None:
    whole = replace(pictures(30, 12), name="mnist")
    asked = one_digit(whole, 8)
    project = parse_project(project_bytes(saved(of_pictures(asked))))
    assert not project.members
    back = restored(project, finding(whole)).dataset
    assert back.task is Task.BITS
    assert back.targets.tobytes() == asked.targets.tobytes()
    assert back.test.targets.tobytes() == asked.test.targets.tobytes()


@pytest.mark.parametrize("digit", [3, 9])
def test_that_pictures_of_ones_own_asked_for_one_digit_are_in_the_file(digit: int) -> None:
    asked = rescaled(one_digit(pictures(20, 5), digit), Scales((0.01, 1.0)))
    assert parse_project(project_bytes(saved(of_pictures(asked)))).data.whole
    back = through_a_file(of_pictures(asked)).dataset
    assert (back.task, back.target_names) == (Task.BITS, (str(digit),))
    assert back.inputs[:].tobytes() == asked.inputs[:].tobytes()
    assert back.targets.tobytes() == asked.targets.tobytes()
    assert back.test.targets.tobytes() == asked.test.targets.tobytes()


def test_that_as_many_pictures_as_mnist_has_are_in_the_file_even_if_they_are_empty() -> None:
    labels = np.arange(70_000, dtype=np.uint8) % 10
    blank = np.zeros((70_000, 28, 28), dtype=np.uint8)
    split = ImageSplit(
        LabelledImages(blank[:60_000], labels[:60_000]), LabelledImages(blank[60_000:], labels[60_000:])
    )
    back = through_a_file(of_large(image_dataset("mine", split))).dataset
    assert (len(back.inputs), len(back.test.inputs)) == (60_000, 10_000)


def test_that_pictures_that_are_nowhere_are_named_and_the_network_can_be_read_all_the_same() -> None:
    project = parse_project(project_bytes(saved(of_large(large()))))
    with pytest.raises(MissingDataError, match="“many”, were too many to lie in the file") as found:
        restored(project)
    assert found.value.name == "many"
    assert project.parameters.spec.sizes == (784, 10)


def test_that_a_project_larger_than_is_read_again_is_not_saved(
    seven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PROJECT_BYTES", 3000)
    with pytest.raises(SaveError, match="at most 3,000 can be opened again") as fault:
        save_project(tmp_path / "mine.nnlab", saved(seven))
    assert fault.value.code == "too-large"
    assert not list(tmp_path.iterdir())


def test_that_notes_without_end_are_neither_saved_nor_read(seven) -> None:
    with pytest.raises(SaveError, match="its notes have more than 1,048,576 bytes"):
        project_bytes(saved(replace(seven, notes="가" * 400_000)))
    members = members_of(project_bytes(saved(seven)))
    with pytest.raises(LoadError, match="Its notes have more than 1,048,576 bytes"):
        parse_project(sealed({**members, "notes.txt": bytes(MIB + 1)}))


# -- other versions ------------------------------------------------------------------------------------------


def test_that_what_a_later_version_has_added_is_kept_and_written_back(seven, trained) -> None:
    def add(model: dict[str, Any]) -> None:
        model["colour"] = "blue"
        model["training"]["warm_up"] = 3
        model["progress"]["pulse"] = {"a": [1, 2]}
        model["network"]["layers"][0]["dropout"] = 0.5

    data = changed(project_bytes(saved(seven)), "model.json", add)
    data = changed(data, "ui.json", lambda ui: ui.update(zoom=2))
    members = members_of(data)
    manifest = json.loads(members["manifest.json"])
    manifest |= {"format": [FORMAT[0], FORMAT[1] + 7], "made_by": "a later one"}
    members |= {"manifest.json": json.dumps(manifest).encode(), "extra/thing.bin": b"\x00\x01"}
    members |= {"data/weights_of_rows.npy": b"\x02"}
    project = parse_project(sealed(members))
    later = members_of(project_bytes(saved(trained(restored(project)), after=project)))
    model = json.loads(later["model.json"])
    assert model["colour"] == "blue"
    assert model["training"]["warm_up"] == 3
    assert model["progress"]["pulse"] == {"a": [1, 2]}
    assert model["progress"]["step"] == 13
    assert [layer.get("dropout") for layer in model["network"]["layers"]] == [0.5, None]
    assert json.loads(later["manifest.json"])["made_by"] == "a later one"
    assert later["data/weights_of_rows.npy"] == b"\x02"
    assert json.loads(later["ui.json"]) == {"zoom": 2}
    assert later["extra/thing.bin"] == b"\x00\x01"


def test_that_what_is_known_wins_over_what_was_not_and_order_does_not_count(seven, trained) -> None:
    members = members_of(project_bytes(saved(seven)))
    left = {"z.bin": b"z", "optim/v.npy": b"left over", "a.bin": b"a"}
    after = parse_project(sealed({**members, **left}))
    momentum = trained(replace(seven, config=replace(seven.config, optimizer="momentum")))
    data = project_bytes(saved(momentum, after=after))
    assert restored(parse_project(data)).training.slots[0].tobytes() == momentum.training.slots[0].tobytes()
    turned = parse_project(sealed({**members, **dict(reversed(left.items()))}))
    assert project_bytes(saved(momentum, after=turned)) == data


def test_that_a_higher_major_format_is_refused(seven) -> None:
    members = members_of(project_bytes(saved(seven)))
    manifest = json.loads(members["manifest.json"])
    manifest["format"] = [FORMAT[0] + 1, 0]
    with pytest.raises(LoadError, match="Install a newer nnlab") as fault:
        parse_project(sealed({**members, "manifest.json": json.dumps(manifest).encode()}))
    assert fault.value.code == "newer"


# -- what is no project --------------------------------------------------------------------------------------


def without(name: str) -> Callable[[bytes], bytes]:
    return lambda data: sealed({n: content for n, content in members_of(data).items() if n != name})


def with_model(change: Callable[[dict[str, Any]], None]) -> Callable[[bytes], bytes]:
    return lambda data: changed(data, "model.json", change)


def with_member(name: str, content: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def make(data: bytes) -> bytes:
        members = members_of(data)
        return sealed({**members, name: content(members[name])})

    return make


def with_nan(npy: bytes) -> bytes:
    return npy[:-8] + np.array([np.nan]).tobytes()


def unsealed(data: bytes) -> bytes:
    members = members_of(data)
    weights = members["weights/0.W.npy"]
    return pack({**members, "weights/0.W.npy": weights[:-1] + bytes([weights[-1] ^ 1])})


FAULTS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "another archive": (lambda _data: pack({"a.txt": b"a"}), "not a project of nnlab"),
    "changed weights": (unsealed, "“weights/0.W.npy” in it is not what was saved"),
    "no weights": (without("weights/1.W.npy"), "“weights/1.W.npy” is missing in it"),
    "no model": (without("model.json"), "“model.json” is missing in it"),
    "no data": (without("data/inputs.npy"), "“data/inputs.npy” is missing in it"),
    "weights of another shape": (
        with_model(lambda m: m["network"]["layers"][0].update(units=9)),
        r"should be float64 of shape \(7, 9\), but is float64 of \(7, 8\)",
    ),
    "weights of another type": (
        with_model(lambda m: m["network"].update(dtype="float32")),
        "should be float32",
    ),
    "weights that are no numbers": (with_member("weights/0.W.npy", with_nan), "holds a number that is none"),
    "a layer too wide": (
        with_model(lambda m: m["network"]["layers"][0].update(units=5000)),
        "layer 1: units must be a whole number from 1 to 4096",
    ),
    "a width in words": (
        with_model(lambda m: m["network"]["layers"][0].update(units="eight")),
        r"“network\.layers\[0\]\.units” is text, where a whole number is needed",
    ),
    "an unknown loss": (with_model(lambda m: m["training"].update(loss="fury")), "unknown loss"),
    "a step before the first": (with_model(lambda m: m["progress"].update(step=-1)), "step -1"),
    "a loss in words": (
        with_model(lambda m: m["progress"].update(loss_sum="much")),
        "“much” in it is no number",
    ),
    "no such generator": (
        with_model(lambda m: m["progress"].update(rng=["1", "2", "0", "0"])),
        "no such state",
    ),
    "a generator of three": (
        with_model(lambda m: m["progress"].update(rng=["1", "3", "0"])),
        "no such state",
    ),
    "a number too large": (
        with_model(lambda m: m["progress"].update(rng=["1" * 33, "3", "0", "0"])),
        "no such",
    ),
    "samples with other checksums": (
        with_model(lambda m: m["data"]["train"].update(count=11)),
        "not those that it was saved with",
    ),
    "two names for four outputs": (
        with_model(lambda m: m["data"].update(target_names=["a", "b"])),
        "names are given to 2 targets, but the network has 4 targets",
    ),
    "a name for seven inputs": (
        with_model(lambda m: m["data"].update(input_names=["a"])),
        "names are given to 1 input, but the network has 7 inputs",
    ),
    "no samples": (
        with_model(lambda m: m["data"]["train"].update(count=0)),
        "samples must be a whole number from 1",
    ),
    "samples without end": (
        with_model(lambda m: m["data"]["train"].update(count=10**30)),
        "samples must be a whole number from 1",
    ),
    "a checksum that is none": (
        with_model(lambda m: m["data"]["train"].update(sha256="12")),
        r"“data\.train” cannot be: “12” is no checksum\.",
    ),
    "a table that is elsewhere": (
        with_model(lambda m: m["data"].update(whole=False)),
        "data that are not in the file must be pictures",
    ),
    "pictures of another size": (
        with_model(lambda m: m["data"].update(image_shape=[4, 4])),
        "pictures of 4 × 4 pixels do not fit 7 inputs",
    ),
    "pictures without rows": (
        with_model(lambda m: m["data"].update(image_shape=[-1, -7])),
        "pictures must have rows",
    ),
    "pictures without names": (
        with_model(lambda m: m["data"].update(image_shape=[1, 7], target_names=[])),
        "names of what they show",
    ),
    "pixels without bounds": (
        with_model(lambda m: m["data"].update(pixels=[1e300, 1e308])),
        "pixels must go from a number to a number of at most 1e",
    ),
    "targets that fall": (
        with_model(lambda m: m["data"].update(one_hot=[1, 0])),
        "one_hot must rise",
    ),
    "more hits than samples": (
        with_model(lambda m: m["progress"].update(hits=5000)),
        "5000 hits, but judged 0",
    ),
    "an accuracy of seven": (
        with_model(lambda m: m["progress"].update(epoch_accuracy=7)),
        "epoch_accuracy of 7",
    ),
    "a step without end": (
        with_model(lambda m: m["progress"].update(step=10**30)),
        "step that no training can reach",
    ),
    "an unknown optimizer": (
        with_model(lambda m: m["progress"].update(optimizer="rush")),
        r"rmsprop, sgd\. Choose another copy of it",
    ),
    "a curve thinned without end": (
        lambda data: changed(data, "history.json", lambda curve: curve.update(per_epoch=10**30)),
        "does not go forward",
    ),
    "an endless order": (
        lambda data: sealed({**members_of(data), "order.npy": format_npy(np.arange(1_000_001))}),
        "order of samples is no row of numbers",
    ),
    "an array that is none": (with_member("data/inputs.npy", lambda _npy: b"inputs"), "not an array"),
    "a document that is a list": (with_member("ui.json", lambda _json: b"[]"), "ui.json in it is no object"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_that_a_wrong_file_is_refused_with_what_is_wrong(seven, name: str) -> None:
    damage, sentence = FAULTS[name]
    with pytest.raises(LoadError, match=sentence) as fault:
        restored(parse_project(damage(project_bytes(saved(seven)))))
    assert len(fault.value.message) <= MESSAGE_CHARACTERS + 30


def test_that_a_network_with_broken_weights_is_not_saved(seven, tmp_path: Path) -> None:
    path = tmp_path / "mine.nnlab"
    save_project(path, saved(seven))
    before = path.read_bytes()
    vector = seven.parameters.vector.copy()
    vector[3] = np.inf
    broken = replace(seven, training=replace(seven.training, parameters=Parameters(seven.spec, vector)))
    with pytest.raises(SaveError, match="no numbers any more"):
        save_project(path, saved(broken))
    assert path.read_bytes() == before
    assert load_project(path).parameters.vector.tobytes() == seven.parameters.vector.tobytes()


def test_that_a_load_can_be_called_off(seven, tmp_path: Path) -> None:
    path = tmp_path / "mine.nnlab"
    save_project(path, saved(seven))
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 12  # in the middle of its members

    with pytest.raises(LoadError, match="cancelled") as fault:
        load_project(path, cancelled=cancelled)
    assert fault.value.code == "cancelled"
    assert asked == 13


@pytest.mark.parametrize("seals", [False, True])
def test_that_nothing_but_a_load_error_comes_out_of_damaged_projects(
    seven, trained, request: pytest.FixtureRequest, seals: bool
) -> None:
    adam = replace(seven, config=replace(seven.config, optimizer="adam"), graph=PRESETS["sigmoid_unfolded"]())
    known = replace(pictures(9, 3), name="mnist")
    states = [
        trained(adam),
        *map(of_pictures, (pictures(9, 3), one_digit(pictures(9, 3), 8), known, one_digit(known, 8))),
    ]
    samples = [project_bytes(saved(state)) for state in states]
    parts = [members_of(data) for data in samples]
    seed = f"{request.config.getoption('--mutant-seed')} project {seals}"
    random = Random(seed)
    refused, count = 0, request.config.getoption("--mutants") // 8
    tracemalloc.start()
    try:
        for number in range(count):
            if seals:  # or hardly any damage would get past the checksums
                members = dict(random.choice(parts))
                name = random.choice([name for name in members if name not in ("mimetype", "manifest.json")])
                data = sealed({**members, name: mutant([members[name]], random)})
            else:
                data = mutant(samples, random)
            started = time.perf_counter()
            try:
                restored(parse_project(data), lambda _name, cancelled=None: known)
            except LoadError:  # which cuts its message to what a notice can hold
                refused += 1
            except Exception as error:
                raise AssertionError(f"mutant {number} of seed {seed!r}") from error
            assert time.perf_counter() - started < 5, f"mutant {number} of seed {seed!r}"
        assert tracemalloc.get_traced_memory()[1] < 64 * MIB
    finally:
        tracemalloc.stop()
    assert refused > count // 2


def test_that_a_curve_cannot_be_ahead_of_its_training(seven, trained) -> None:
    state = trained(seven)
    recorder = HistoryRecorder(state.history)
    recorder.add(state.training.epoch + 2.0, 0.5, None)
    project = saved(replace(state, history=recorder.freeze()))
    with pytest.raises(LoadError, match="its curve does not go forward"):
        parse_project(project_bytes(project))


@pytest.mark.parametrize("field", ["step", "epoch", "optimizer_step"])
def test_that_counters_that_no_training_reaches_are_refused(seven, field) -> None:
    project = saved(replace(seven, training=replace(seven.training, **{field: 2**53})))
    with pytest.raises(LoadError, match="that no training can reach"):
        parse_project(project_bytes(project))


def test_that_a_name_cannot_be_a_book(seven) -> None:
    project = saved(seven)
    with pytest.raises(EngineError, match="a name has more than 1,000 characters"):
        replace(project.data, input_names=("a" * 1001, *"bcdefg"))


def test_that_a_start_of_infinite_numbers_is_refused(textbook) -> None:
    vector = textbook.given.vector.copy()
    vector[2] = np.inf
    project = saved(replace(textbook, given=Parameters(textbook.spec, vector)))
    with pytest.raises(LoadError, match=r"start\.npy"):
        parse_project(project_bytes(project))


def test_that_data_that_no_file_can_hold_are_refused_as_a_saving_that_failed(seven: ProjectState) -> None:
    long_names = ("n" * 1001, *seven.dataset.input_names[1:])
    state = replace(seven, dataset=replace(seven.dataset, name="mine", input_names=long_names))
    with pytest.raises(SaveError, match="It cannot be saved: a name has more than 1,000 characters") as fault:
        saved(state)
    assert fault.value.code == "not-valid"
