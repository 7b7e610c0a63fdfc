"""Opening presets, data sets and pictures: the latest wish wins, and what cannot be opened leaves all as it was."""

import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nnlab.data import catalog, download, image_files, store
from nnlab.data.image_data import Scales, scales_of
from nnlab.desktop import file_content, openings
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.words import language
from nnlab.engine import LayerSpec
from nnlab.files import limits
from nnlab.files.patience import check
from nnlab.lessons import begin, load_preset
from nnlab.lessons.set_ups import SetUp
from nnlab.project import with_scales
from tests.data import bad_mirror
from tests.data.bad_mirror import serving, stand_in
from tests.desktop.pictures import project, split, write_idx


class Listener:
    """Keeps what was told, and does what a notice offers."""

    def __init__(self, lab: Lab) -> None:
        self.notices: list[Notice] = []
        lab.noticed.connect(self.notices.append)

    @property
    def last(self) -> Notice:
        return self.notices[-1]

    def choose(self, word: str) -> None:
        (action,) = [action for action in self.last.actions if action.text.startswith(word)]
        action.run()

    def offers(self) -> list[str]:
        return [action.text for action in self.last.actions]


@pytest.fixture
def lab(qapp) -> Iterator[Lab]:
    lab = Lab(begin(load_preset("seven-segment")))
    yield lab
    lab.shut_down()


@pytest.fixture
def picture_lab(qapp) -> Iterator[Lab]:
    lab = Lab(project(hidden=12))
    yield lab
    lab.shut_down()


@pytest.fixture
def slow(monkeypatch) -> threading.Event:
    """Hold up what is read or made, where it reports, until the event is set or it is cancelled."""
    gate, plain = threading.Event(), catalog._load_pictures

    def held(name, progress, cancelled):
        while not gate.wait(0.001):
            progress(0.5)
            check(cancelled)
        return plain(name, progress, cancelled)

    monkeypatch.setattr(catalog, "_load_pictures", held)
    monkeypatch.setattr(catalog, "_kept", type(catalog._kept)())
    return gate


def at_rest(qtbot, lab: Lab) -> None:
    qtbot.waitUntil(lambda: not lab.openings.is_busy, timeout=20_000)


def a_digit(path: Path) -> str:
    """Write the picture of a one, dark on white, as a telephone would."""
    pixels = np.full((120, 90), 235, dtype=np.uint8)
    pixels[20:100, 40:50] = 20
    Image.fromarray(pixels).save(path)
    return str(path)


# -- presets -----------------------------------------------------------------------------------------------


def test_that_a_small_preset_is_there_at_once_and_says_what_it_shows(lab):
    told = Listener(lab)
    lab.openings.open_preset("xor")
    assert lab.state.preset == "xor"
    assert told.last.text == load_preset("xor").about["en"]


def test_that_pictures_are_prepared_while_the_bench_stays_as_it_is(lab, qtbot, strokes):
    told = Listener(lab)
    before = lab.state
    lab.openings.open_preset("strokes")
    assert lab.state is before
    assert lab.openings.is_busy
    assert "Built-in digits" in told.last.text
    at_rest(qtbot, lab)
    assert lab.state.preset == "strokes"
    assert told.last.text == load_preset("strokes").about["en"]
    lab.controller.undo()
    assert lab.state is before


def test_that_a_late_preset_does_not_overwrite_a_newer_wish(lab, qtbot, slow):
    lab.openings.open_preset("strokes")
    qtbot.waitUntil(lambda: lab.jobs.is_busy)
    lab.openings.open_preset("xor")
    assert lab.state.preset == "xor"
    slow.set()
    lab.jobs.start(lambda _job: None, lambda _: lab.view.select_layer(1))
    qtbot.waitUntil(lambda: lab.view.selected_layer == 1, timeout=20_000)
    assert lab.state.preset == "xor"


def test_that_of_two_long_wishes_the_later_one_holds(lab, qtbot, strokes):
    lab.openings.open_preset("strokes")
    lab.openings.open_preset("draw")
    at_rest(qtbot, lab)
    assert lab.state.preset == "draw"
    assert lab.document.undo_steps.next_undo.text == "Open Draw a digit"
    lab.controller.undo()
    assert lab.state.preset == "seven-segment"


def test_that_what_is_being_prepared_can_be_called_off(lab, qtbot, slow):
    told = Listener(lab)
    before = lab.state
    lab.openings.open_preset("strokes")
    qtbot.waitUntil(lambda: "50%" in told.last.text)
    told.choose("Cancel")
    assert not lab.openings.is_busy
    assert told.last.text == "Cancelled. The bench stays as it was."
    assert lab.state is before


def test_that_a_preset_is_opened_in_the_middle_of_a_training(lab, qtbot, strokes):
    lab.controller.train()
    lab.openings.open_preset("strokes")
    at_rest(qtbot, lab)
    qtbot.waitUntil(lambda: lab.state.preset == "strokes")
    assert not lab.controller.is_busy


def test_that_missing_data_leave_the_bench_and_offer_the_ways_out(lab, qtbot):
    told, wanted = Listener(lab), []
    lab.openings.files_wanted.connect(lambda: wanted.append(1))
    before = lab.state
    lab.openings.open_preset("mnist-softmax")
    at_rest(qtbot, lab)
    assert lab.state is before
    assert told.last.kind == "warning"
    assert "MNIST" in told.last.text
    assert told.offers() == ["Download", "Open files …"]
    told.choose("Open files")
    assert wanted == [1]


def test_that_without_digits_of_one_s_own_there_is_nothing_to_download(lab, qtbot):
    told = Listener(lab)
    lab.openings.open_preset("my-digits")
    at_rest(qtbot, lab)
    assert lab.state.preset == "seven-segment"
    assert told.last.kind == "warning"
    assert told.offers() == []


# -- data sets ---------------------------------------------------------------------------------------------


def idx(folder: Path) -> str:
    return str(write_idx(folder / "letters", split()))


def npz(folder: Path) -> str:
    whole = split()
    path = folder / "letters.npz"
    np.savez(
        path,
        x_train=whole.train.images,
        y_train=whole.train.labels,
        x_test=whole.test.images,
        y_test=whole.test.labels,
    )
    return str(path)


def csv(folder: Path) -> str:
    train, path = split().train, folder / "letters.csv"
    table = np.column_stack([train.labels, train.images.reshape(len(train), -1)])
    np.savetxt(path, table, fmt="%d", delimiter=",")
    return str(path)


KINDS = {"idx": idx, "npz": npz, "csv": csv}


@pytest.mark.parametrize("kind", KINDS)
def test_that_pictures_opened_over_another_kind_of_data_bring_a_network_that_fits(lab, qtbot, tmp_path, kind):
    told = Listener(lab)
    lab.openings.open_path(KINDS[kind](tmp_path))
    at_rest(qtbot, lab)
    assert lab.state.spec.sizes == (784, 64, 10)
    assert lab.state.dataset.name == "letters"
    assert lab.state.preset == ""
    assert len(lab.state.dataset.inputs) == 300
    assert (lab.state.dataset.test is None) == (kind == "csv")
    assert told.last.text.startswith("letters: 300 pictures")
    lab.controller.undo()
    assert lab.state.spec.sizes == (7, 8, 4)


@pytest.mark.parametrize("kind", KINDS)
def test_that_pictures_opened_over_pictures_keep_the_network(picture_lab, qtbot, tmp_path, kind):
    lab = picture_lab
    before = lab.state
    lab.openings.open_path(KINDS[kind](tmp_path))
    at_rest(qtbot, lab)
    assert lab.state.dataset.name == "letters"
    assert lab.state.spec == before.spec
    assert np.array_equal(lab.state.parameters.vector, before.parameters.vector)


def damaged(folder: Path) -> str:
    path = folder / "letters.npz"
    path.write_bytes(Path(npz(folder)).read_bytes()[:3000])
    return str(path)


def nonsense(folder: Path) -> str:
    path = folder / "homework.txt"
    path.write_text("dear diary")
    return str(path)


def empty_folder(folder: Path) -> str:
    return str(folder)


def other_zip(folder: Path) -> str:
    path = folder / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    return str(path)


def no_picture(folder: Path) -> str:
    path = folder / "digit.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n nothing more")
    return str(path)


def missing(folder: Path) -> str:
    return str(folder / "gone.npz")


@pytest.mark.parametrize("wrong", [damaged, nonsense, empty_folder, other_zip, no_picture, missing])
def test_that_a_wrong_file_leaves_everything_as_it_was_and_says_why(picture_lab, qtbot, tmp_path, wrong):
    lab, told = picture_lab, Listener(picture_lab)
    before = lab.state
    lab.openings.open_path(wrong(tmp_path))
    at_rest(qtbot, lab)
    assert lab.state is before
    assert lab.drawing.ink is None
    assert told.last.kind == "warning"
    assert 20 < len(told.last.text) <= 240
    assert "Traceback" not in told.last.text


@pytest.fixture
def endless(monkeypatch) -> threading.Event:
    """Let every file be read for ever, where it asks whether to go on; the event is set when that begins."""
    began = threading.Event()

    def held(path, cancelled):
        began.set()
        while True:
            check(cancelled)

    monkeypatch.setattr(image_files, "read_content", held)
    return began


def test_that_files_that_are_read_for_ever_can_be_called_off_and_keep_nobody_waiting(
    lab, qtbot, tmp_path, endless
):
    told, before = Listener(lab), lab.state
    lab.openings.open_path(npz(tmp_path))
    endless.wait()
    told.choose("Cancel")
    assert told.last.text == "Cancelled. The bench stays as it was."
    heard = len(told.notices)
    lab.jobs.start(lambda _job: None, lambda _: lab.view.select_layer(1))
    qtbot.waitUntil(lambda: lab.view.selected_layer == 1)
    assert lab.state is before
    assert len(told.notices) == heard


def test_that_a_later_wish_does_not_wait_for_a_file_that_is_read_for_ever(
    lab, qtbot, tmp_path, endless, strokes
):
    lab.openings.open_path(npz(tmp_path))
    endless.wait()
    lab.openings.open_preset("strokes")
    at_rest(qtbot, lab)
    assert lab.state.preset == "strokes"


def test_that_closing_does_not_wait_for_a_file_that_is_read_for_ever(qapp, tmp_path, endless):
    before = set(threading.enumerate())
    lab = Lab(begin(load_preset("seven-segment")))
    lab.openings.open_path(npz(tmp_path))
    endless.wait()
    lab.shut_down()
    assert "nnlab-jobs" not in {thread.name for thread in set(threading.enumerate()) - before}


def test_that_what_takes_too_long_is_refused_and_says_what_to_do(lab, qtbot, tmp_path, endless, monkeypatch):
    monkeypatch.setattr(limits, "LOAD_SECONDS", 0.05)
    told, before = Listener(lab), lab.state
    lab.openings.open_path(npz(tmp_path))
    at_rest(qtbot, lab)
    assert lab.state is before
    assert told.last.kind == "warning"
    assert "longer than 0.05 seconds" in told.last.text


def test_that_a_fault_of_nnlab_s_own_is_told_and_leaves_nothing_under_way(lab, qtbot, tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(file_content, "adopt", broken)
    told, before = Listener(lab), lab.state
    with qtbot.captureExceptions() as faults:
        lab.openings.open_path(npz(tmp_path))
        at_rest(qtbot, lab)
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    assert lab.state is before
    assert told.last.kind == "warning"
    assert told.offers() == []


def test_that_a_fault_of_nnlab_s_own_in_a_download_is_told(lab, qtbot, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(download, "download", broken)
    told = Listener(lab)
    with qtbot.captureExceptions() as faults:
        lab.openings.fetch_for_preset("mnist", "mnist-softmax")
        at_rest(qtbot, lab)
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    assert told.last.kind == "warning"
    assert told.last.text.endswith("The bench stays as it was.")


def test_that_a_file_named_like_a_known_set_is_not_taken_for_it(lab, qtbot, tmp_path):
    path = Path(npz(tmp_path)).rename(tmp_path / "my-digits.npz")
    lab.openings.open_path(str(path))
    at_rest(qtbot, lab)
    assert lab.state.dataset.name == "my-digits.npz"


# -- pictures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["png", "jpg", "bmp"])
def test_that_a_picture_is_put_onto_the_pad_and_read(picture_lab, qtbot, tmp_path, suffix):
    lab = picture_lab
    lab.openings.open_path(a_digit(tmp_path / f"one.{suffix}"))
    qtbot.waitUntil(lambda: lab.drawing.ink is not None)
    final = lab.drawing.seen.final
    rows, columns = np.nonzero(final > 128)
    assert np.ptp(rows) > 14  # an upright bar
    assert np.ptp(columns) < 6
    assert np.allclose(lab.picture.figures.probe[0], final.reshape(-1) / 255)


def test_that_of_two_pictures_the_later_one_stays(picture_lab, qtbot, tmp_path):
    lab, drawn = picture_lab, []
    lab.drawing.changed.connect(lambda: drawn.append(lab.drawing.ink))
    lab.openings.draw_picture(a_digit(tmp_path / "one.png"))
    lab.openings.draw_picture(np.pad(np.full((10, 60), 20, np.uint8), 30, constant_values=240))
    at_rest(qtbot, lab)
    assert len(drawn) == 1
    rows, columns = np.nonzero(lab.drawing.seen.final > 128)
    assert np.ptp(columns) > np.ptp(rows)


@pytest.fixture
def known_mnist(monkeypatch, tmp_path) -> Path:
    """A folder with the four files of a small MNIST, taken for the published one."""
    folder = tmp_path / "mine"
    folder.mkdir()
    write_idx(folder, split(300, 40))
    monkeypatch.setattr(catalog, "known_set", lambda _split: "mnist")
    monkeypatch.setattr(store, "_holds", lambda place, _wanted: place == folder.resolve())
    return folder


def test_that_files_that_are_opened_for_a_preset_begin_it(lab, qtbot, known_mnist):
    told = Listener(lab)
    lab.openings.files_wanted.connect(lambda: lab.openings.open_path(str(known_mnist)))
    lab.openings.open_preset("two-layer-net")
    qtbot.waitUntil(lambda: told.last.kind == "warning")
    told.choose("Open")
    qtbot.waitUntil(lambda: lab.state.preset == "two-layer-net")
    assert lab.state.spec.sizes == (784, 50, 10)
    assert len(lab.state.dataset.inputs) == 300


def test_that_a_known_set_that_was_opened_serves_presets_and_is_found_again(lab, qtbot, known_mnist):
    lab.openings.open_path(str(known_mnist))
    qtbot.waitUntil(lambda: lab.state.dataset.name == "mnist")
    opened = lab.state.dataset
    lab.openings.open_preset("mnist-sigmoid")
    qtbot.waitUntil(lambda: lab.state.preset == "mnist-sigmoid")
    assert lab.state.dataset.inputs.data is opened.inputs.data
    assert store.find("mnist") == known_mnist.resolve()


def test_that_where_there_is_no_pad_one_is_offered_and_the_picture_is_on_it(lab, qtbot, tmp_path, strokes):
    told = Listener(lab)
    lab.openings.open_path(a_digit(tmp_path / "one.png"))
    assert lab.drawing.ink is None
    assert told.last.kind == "warning"
    assert told.offers() == ["Open Draw a digit"]
    told.choose("Open")
    qtbot.waitUntil(lambda: lab.drawing.ink is not None and not lab.drawing.is_blank, timeout=20_000)
    assert lab.state.preset == "draw"
    assert int(lab.picture.figures.probe[-1].argmax()) == 1


# -- the internet ------------------------------------------------------------------------------------------


@pytest.fixture
def small_mnist(monkeypatch, tmp_path):
    """Let MNIST be a small set on a mirror of this machine."""
    published, files = stand_in(3)
    with serving(files) as mirror:
        here = type(published)(published.name, published.title, published.files, (mirror.url,))
        monkeypatch.setattr(store, "published", lambda name: here)
        monkeypatch.setattr(download, "published", lambda name: here, raising=False)
        yield mirror


def test_that_data_are_fetched_and_then_opened(lab, qtbot, small_mnist):
    lab.openings.fetch_for_preset("mnist", "mnist-softmax")
    at_rest(qtbot, lab)
    qtbot.waitUntil(lambda: lab.state.preset == "mnist-softmax")
    assert len(lab.state.dataset.inputs) == 400


def test_that_fetched_data_do_not_overwrite_a_newer_wish_but_are_offered(lab, qtbot, small_mnist):
    told = Listener(lab)
    lab.openings.fetch_for_preset("mnist", "mnist-softmax")
    lab.openings.open_preset("xor")
    at_rest(qtbot, lab)
    assert lab.state.preset == "xor"
    assert told.last.text == "MNIST is on this computer now."
    told.choose("Open")
    at_rest(qtbot, lab)
    assert lab.state.preset == "mnist-softmax"


def test_that_a_download_that_fails_says_why_and_can_be_tried_again(lab, qtbot, small_mnist):
    told = Listener(lab)
    before = lab.state
    small_mnist.behave(bad_mirror.not_found)
    lab.openings.fetch_for_preset("mnist", "mnist-softmax")
    at_rest(qtbot, lab)
    assert lab.state is before
    assert told.last.kind == "warning"
    assert told.offers() == ["Try again", "Open files …"]
    small_mnist.behave(bad_mirror.whole)
    told.choose("Try again")
    at_rest(qtbot, lab)
    assert lab.state.preset == "mnist-softmax"


def test_that_a_download_tells_how_far_it_is_and_can_be_cancelled(lab, qtbot, small_mnist):
    told = Listener(lab)
    small_mnist.behave(bad_mirror.stalled_in_the_middle)
    lab.openings.fetch_for_preset("mnist", "mnist-softmax")
    qtbot.waitUntil(small_mnist.silent.is_set, timeout=20_000)
    qtbot.waitUntil(lambda: "127.0.0.1" in told.last.text)
    told.choose("Cancel")
    assert not lab.openings.is_busy
    assert told.last.text.startswith("The download was cancelled.")
    heard = len(told.notices)
    qtbot.waitUntil(lambda: not lab.downloads._open, timeout=20_000)
    assert len(told.notices) == heard
    assert lab.state.preset == "seven-segment"


def test_that_closing_in_the_middle_of_a_download_ends_it(qapp, qtbot, small_mnist):
    before = set(threading.enumerate())
    lab = Lab(begin(load_preset("seven-segment")))
    small_mnist.behave(bad_mirror.stalled_from_the_start)
    lab.openings.fetch_for_preset("mnist", "mnist-softmax")
    qtbot.waitUntil(small_mnist.silent.is_set, timeout=20_000)
    lab.shut_down()
    assert "nnlab-jobs" not in {thread.name for thread in set(threading.enumerate()) - before}


def test_that_pictures_that_are_opened_keep_nothing_of_the_scales_before(picture_lab, qtbot, tmp_path):
    lab = picture_lab
    lab.controller.edit("Scale", lambda state: with_scales(state, Scales((0.01, 1.0))))
    lab.openings.open_path(npz(tmp_path))
    at_rest(qtbot, lab)
    assert scales_of(lab.state.dataset) == Scales()


# -- tables of one's own -----------------------------------------------------------------------------------


def test_that_a_table_is_handed_on_with_what_is_guessed_of_it(lab, qtbot, tmp_path):
    path = tmp_path / "flowers.csv"
    path.write_text("length,kind\n1,a\n2,b\n3,a\n", encoding="utf-8")
    before, read = lab.state, []
    lab.openings.table_read.connect(lambda name, source, path: read.append((name, source, path)))
    lab.openings.open_path(str(path))
    at_rest(qtbot, lab)
    ((name, source, where),) = read
    assert (name, source.text, where) == ("flowers", path.read_bytes(), path)
    assert [column.name for column in source.plan.columns] == ["length", "kind"]
    assert lab.state is before


def test_that_a_table_that_says_what_its_columns_are_for_goes_onto_the_bench(lab, qtbot, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("# source: me\n# task: bits\nrow,in:a,in:b,out:y\n0,1,0,1\n1,0,1,0\n", encoding="utf-8")
    told = Listener(lab)
    lab.openings.open_path(str(path))
    at_rest(qtbot, lab)
    assert lab.state.dataset.input_names == ("a", "b")
    assert lab.state.spec.sizes == (2, 8, 1)
    assert told.last.text.startswith("mine: samples to train on: 2")


def test_that_a_ragged_table_is_refused_with_its_row(lab, qtbot, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b,c\n1,2,3\n1,2\n", encoding="utf-8")
    told = Listener(lab)
    before = lab.state
    lab.openings.open_path(str(path))
    at_rest(qtbot, lab)
    assert lab.state is before
    assert "Line 3 has 2 cells" in told.last.text


@pytest.mark.parametrize("language_name", ["en", "ko"])
def test_that_a_nul_in_a_table_is_told_as_such_and_no_dialog_asks_how_to_read_it(
    lab, qtbot, qapp, tmp_path, language_name
):
    told = Listener(lab)
    unread = []
    lab.openings.table_unread.connect(lambda *words: unread.append(words))
    language.apply(qapp, language_name)
    path = tmp_path / "nul.csv"
    path.write_bytes(b"a,b,y\n1,2,0\n3,\x004,1\n")
    lab.openings.open_path(str(path))
    at_rest(qtbot, lab)
    text = told.last.text
    language.apply(qapp, "en")
    assert unread == []
    assert "nul.csv" in text
    assert "NUL" in text
    assert "3" in text


def test_that_a_table_of_names_alone_can_be_read_without_names(lab, qtbot, tmp_path):
    told = Listener(lab)
    unread = []
    lab.openings.table_unread.connect(lambda *words: unread.append(words))
    (tmp_path / "hdr.csv").write_bytes(b"a,b,y\n")
    lab.openings.open_path(str(tmp_path / "hdr.csv"))
    at_rest(qtbot, lab)
    assert "no rows below" in told.last.text
    assert unread == [("hdr", b"a,b,y\n", tmp_path / "hdr.csv")]


def test_that_a_table_in_two_encodings_is_told_to_be_garbled(lab, qtbot, tmp_path):
    told = Listener(lab)
    (tmp_path / "mixed.csv").write_bytes(
        "이름,b,y\n".encode("cp949") + "김,2,0\n".encode() + "이,3,1\n".encode("cp949")
    )
    lab.openings.open_path(str(tmp_path / "mixed.csv"))
    at_rest(qtbot, lab)
    assert "some of its lines are UTF-8" in told.last.text


def test_that_a_set_up_of_many_weights_is_made_beside_the_window(lab, qtbot, monkeypatch):
    makers, plain = [], openings.applied

    def noted(setup, state):
        makers.append(threading.current_thread())
        return plain(setup, state)

    monkeypatch.setattr(openings, "applied", noted)
    layers = (LayerSpec(240, "tanh"), LayerSpec(240, "tanh"), LayerSpec(1, "sigmoid"))
    lab.openings.open_setup(SetUp("xor", layers), lambda: "wide")
    assert lab.state.preset == "seven-segment"
    qtbot.waitUntil(lambda: lab.state.preset == "xor", timeout=20_000)
    lab.openings.open_setup(SetUp("xor", (LayerSpec(3, "tanh"), LayerSpec(1, "sigmoid"))), lambda: "small")
    assert lab.state.spec.shape_text == "2-3-1"
    here = threading.main_thread()
    assert [maker is here for maker in makers] == [False, True]
