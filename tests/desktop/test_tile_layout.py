import pytest

from nnlab.desktop.widgets.parts.tile_layout import stepped, tile_layout


def test_that_four_pictures_stand_side_by_side_on_the_card_of_mistakes():
    layout = tile_layout(192, 44, 14, 1.0)
    assert layout.columns == 4
    assert layout.cell_height == 65


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("width", [30, 90, 193, 1400])
def test_that_all_columns_lie_within_the_width(width, ratio):
    layout = tile_layout(width, 44, 14, ratio)
    x, _y = layout.frame(layout.columns - 1)
    assert x + layout.tile <= max(width * ratio, layout.tile)
    assert layout.cell_width * layout.columns <= max(width * ratio, layout.tile)


def test_that_frames_are_never_far_apart():
    assert tile_layout(140, 44, 14, 1.0).cell_width <= 44 + 14


def test_that_a_frame_and_its_caption_share_a_cell_and_without_captions_there_is_no_room_for_them():
    captioned, plain = tile_layout(192, 44, 14, 1.0), tile_layout(192, 44, 0, 1.0)
    assert captioned.caption_top >= captioned.top + captioned.tile
    assert captioned.caption_top + captioned.caption_height <= captioned.cell_height
    assert plain.cell_height < 44 + 14


def test_that_a_point_finds_the_picture_whose_cell_it_is_in():
    layout = tile_layout(192, 44, 14, 1.0)
    for place in range(10):
        x, y = layout.frame(place)
        assert layout.place_at(x + 20, y + 20, 10) == place
    x, y = layout.frame(10)
    assert layout.place_at(x + 20, y + 20, 10) is None
    assert layout.place_at(layout.columns * layout.cell_width + 1, 5, 10) is None
    assert layout.place_at(-1, 5, 10) is None
    assert layout.place_at(5, -1, 10) is None


@pytest.mark.parametrize(
    ("place", "steps", "target"), [(1, 1, 5), (5, -1, 1), (1, -1, 1), (2, 9, 6), (1, 9, 9), (9, 1, 9)]
)
def test_that_steps_up_and_down_stay_in_their_column(place, steps, target):
    assert stepped(place, steps, columns=4, count=10) == target
