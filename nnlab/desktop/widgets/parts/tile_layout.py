"""Where small pictures with captions lie in a grid that is filled row by row. Arithmetic without Qt."""

from dataclasses import dataclass

GAP_PX = 4.0  # the least space between two frames
_WIDEST_GAP_PX = 14.0
_MARGIN_PX = 2.0  # above a frame and below its caption: room for a ring around the frame
_CAPTION_GAP_PX = 3.0


@dataclass(frozen=True, slots=True)
class TileLayout:
    """A grid of equal cells, each with a square frame and a caption below it, in whole device pixels."""

    columns: int
    cell_width: int
    cell_height: int
    tile: int  # side of a frame
    left: int  # of the frame in its cell
    top: int
    caption_top: int  # in the cell
    caption_height: int  # 0 for no captions

    def rows(self, count: int) -> int:
        """Return how many rows `count` pictures take."""
        return -(-count // self.columns)

    def frame(self, place: int) -> tuple[int, int]:
        """Return (x, y), where the frame of the picture at `place` of the order lies, from the top of the grid."""
        row, column = divmod(place, self.columns)
        return column * self.cell_width + self.left, row * self.cell_height + self.top

    def place_at(self, x: float, y: float, count: int) -> int | None:
        """Return which of `count` pictures has the cell at a point of the grid."""
        row, column = int(y // self.cell_height), int(x // self.cell_width)
        place = row * self.columns + column
        return place if row >= 0 and 0 <= column < self.columns and place < count else None


def tile_layout(width: float, tile_px: float, caption_px: float, ratio: float) -> TileLayout:
    """Return the layout of frames with sides of `tile_px` on `width` pixels, all at `ratio` device pixels each.

    `caption_px` is the height of a line below each frame, 0 for none. As many columns as fit share the width,
    as long as that does not put them far apart.
    """
    room, tile = int(width * ratio), max(round(tile_px * ratio), 1)
    least, widest = (tile + round(gap * ratio) for gap in (GAP_PX, _WIDEST_GAP_PX))
    columns = max(room // least, 1)
    cell_width = max(min(room // columns, widest), tile)
    top, caption = round(_MARGIN_PX * ratio), round(caption_px * ratio)
    below = round(_CAPTION_GAP_PX * ratio) if caption else 0
    return TileLayout(
        columns=columns,
        cell_width=cell_width,
        cell_height=2 * top + tile + below + caption,
        tile=tile,
        left=(cell_width - tile) // 2,
        top=top,
        caption_top=top + tile + below,
        caption_height=caption,
    )


def stepped(place: int, steps: int, columns: int, count: int) -> int:
    """Return the place `steps` rows below `place` (above, if negative) in its column, at most in the last row there."""
    row, column = divmod(place, columns)
    last = (count - 1 - column) // columns
    return min(max(row + steps, 0), last) * columns + column
