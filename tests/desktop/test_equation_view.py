import numpy as np
import pytest

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.equation_view import Equation, EquationView, Term, Tone, _place

SIGN = Tone.SIGN
NARROW_PX = 150


def product() -> Equation:
    terms = (
        Term(np.array([[1.0, 0.5]]), "X"),
        Term("@", tone=SIGN),
        Term(np.array([[0.9, 0.2], [0.3, 0.8]]), "W"),
        Term("=", tone=SIGN),
        Term(np.array([[1.05, 0.6]]), "Y", Tone.STRONG),
    )
    return Equation("forward", terms)


@pytest.fixture
def view(qtbot):
    view = EquationView()
    qtbot.addWidget(view)
    view.resize(600, 100)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
@pytest.mark.parametrize("width", [NARROW_PX, 268, 900])
def test_that_terms_lie_side_by_side_within_the_width_and_cover_nothing(qapp, theme, width):
    placed, bottom = _place(product(), 0.0, width, themes.load(theme))
    rects = [one.rect for one in placed]
    assert all(rect.left() >= 0 and rect.right() <= width + 1e-6 for rect in rects)
    assert all(rect.bottom() <= bottom + 1e-6 for rect in rects)
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[:i])


def test_that_a_sign_is_not_left_behind_by_what_follows_it(qapp):
    placed, _ = _place(product(), 0.0, NARROW_PX, themes.load("light"))
    signs = [k for k, one in enumerate(placed) if one.term.tone is SIGN]
    assert len({one.rect.center().y() for one in placed}) > 1  # it took several lines
    for k in signs:
        assert placed[k].rect.center().y() == pytest.approx(placed[k + 1].rect.center().y())


def test_that_a_narrower_view_is_taller(view):
    view.set_equations([product(), product()])
    view.setFixedWidth(600)
    wide = view.height()
    view.setFixedWidth(NARROW_PX)
    assert view.height() > wide


def test_that_a_matrix_too_wide_is_told_by_its_shape(qapp):
    wide = Equation("", (Term(np.full((3, 8), 123.456)),))
    (one,) = _place(wide, 0.0, NARROW_PX, themes.load("light"))[0]
    assert one.text == "(3, 8)"


def test_that_equations_can_be_heard(view):
    view.set_equations([product(), Equation("← back to x", (Term(np.array(2.2), tone=Tone.BACKWARD),))])
    assert view.accessibleDescription() == "forward (1, 2) @ (2, 2) = (1, 2); ← back to x 2.2"


def test_that_what_flows_backward_has_its_colour(view):
    def has_lamp() -> bool:
        image = view.grab().toImage()
        lamp = themes.color(themes.current().lamp).rgb()
        return any(image.pixel(x, y) == lamp for x in range(image.width()) for y in range(image.height()))

    view.set_equations([product()])
    assert not has_lamp()
    view.set_equations([Equation("", (Term(np.array(2.2), tone=Tone.BACKWARD),))])
    assert has_lamp()
