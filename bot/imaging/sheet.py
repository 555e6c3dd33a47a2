"""A contact sheet: the pictures of one job side by side, each with its number."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.imaging.made import Made
from bot.imaging.preview import shrink_to_fit
from bot.imaging.provenance import Provenance
from bot.imaging.reading import read
from bot.imaging.saving import flattened

PICTURES_MAX = 4

_GAP = 8
_PAPER = (255, 255, 255)
_BADGE_SHARE = 0.09
_INK = (20, 20, 24)


def contact_sheet(
    pictures: Sequence[tuple[int, Path]],
    folder: Path,
    *,
    max_edge: int,
    bytes_max: int,
    provenance: Provenance | None = None,
) -> Made:
    """Write `sheet.jpg`: 1 to PICTURES_MAX pictures, given with the numbers people call them by.

    Two stand side by side, or above each other where they are wide; more make two rows. Raises
    ValueError for another count, CannotShrink.
    """
    if not 1 <= len(pictures) <= PICTURES_MAX:
        raise ValueError(f"a sheet of {len(pictures)} pictures")
    cell = max_edge if len(pictures) == 1 else (max_edge - _GAP) // 2
    tiles = [_numbered(flattened(read(path, edge_max=cell)), n) for n, path in pictures]
    return shrink_to_fit(
        _arranged(tiles), folder / "sheet.jpg", bytes_max=bytes_max, provenance=provenance
    )


def _arranged(tiles: list[Image.Image]) -> Image.Image:
    width = max(tile.width for tile in tiles)
    height = max(tile.height for tile in tiles)
    stacked = len(tiles) == 2 and width > height
    columns = 1 if stacked or len(tiles) == 1 else 2
    rows = -(-len(tiles) // columns)
    paper = Image.new(
        "RGB", (columns * (width + _GAP) - _GAP, rows * (height + _GAP) - _GAP), _PAPER
    )
    for place, tile in enumerate(tiles):
        row, column = divmod(place, columns)
        left = column * (width + _GAP) + (width - tile.width) // 2
        paper.paste(tile, (left, row * (height + _GAP) + (height - tile.height) // 2))
    return paper


def _numbered(tile: Image.Image, number: int) -> Image.Image:
    """A badge in the upper left corner, readable on any picture."""
    edge = max(12, int(min(tile.size) * _BADGE_SHARE))
    draw = ImageDraw.Draw(tile)
    draw.rounded_rectangle((edge // 4, edge // 4, edge // 4 + edge, edge // 4 + edge), edge // 4,
                           fill=_PAPER)  # fmt: skip
    centre = (edge // 4 + edge / 2, edge // 4 + edge / 2)
    font = ImageFont.load_default(edge * 0.7)
    draw.text(centre, str(number), fill=_INK, font=font, anchor="mm")
    return tile
