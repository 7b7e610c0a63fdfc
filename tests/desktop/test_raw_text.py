"""The lines of a text that is no table yet: those around the fault, with their numbers."""

from nnlab.desktop.tables.raw_text import RawText, excerpt

THIRTY = "\n".join(["a,b", *(f"{at},{at}" for at in range(2, 31))]).encode()


def test_that_a_text_without_a_place_of_its_fault_is_shown_from_its_beginning():
    shown = excerpt(THIRTY, "utf-8")
    assert (shown.first, shown.faulty, shown.lines[0]) == (1, None, "a,b")
    assert len(shown.lines) == 12


def test_that_the_lines_around_the_fault_are_shown_by_their_numbers():
    shown = excerpt(THIRTY, "utf-8", 20)
    assert shown.faulty == 20
    assert shown.lines[20 - shown.first] == "20,20"
    assert shown.first > 1


def test_that_the_last_line_and_the_first_are_found_too():
    for row in (1, 2, 30):
        shown = excerpt(THIRTY, "utf-8", row)
        assert shown.lines[row - shown.first] == ("a,b" if row == 1 else f"{row},{row}")


def test_that_rows_that_may_be_several_lines_are_not_taken_for_lines():
    text = b'a,b\n"1\n2",3\n4\n'
    assert excerpt(text, "utf-8", 3).faulty is None


def test_that_nothing_invisible_and_nothing_endless_is_shown():
    (line,) = excerpt(b"a\tb\x00" + b"c" * 1000, "utf-8", 1).lines
    assert "\x00" not in line
    assert "⇥" in line
    assert len(line) == 160


def test_that_only_the_line_at_fault_stands_out(qtbot):
    raw = RawText()
    qtbot.addWidget(raw)
    raw.set_excerpt(excerpt(THIRTY, "utf-8", 20))
    strong = [line.text() for _number, line in raw._rows if line.property("role") == "section"]
    assert strong == ["20,20"]
