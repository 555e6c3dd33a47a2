"""Where a mark goes: the named corner, else the one where it covers least."""

from collections.abc import Sequence

from PIL import Image, ImageFilter, ImageStat

from bot.providers.sketch.canvas import Canvas

Corner = tuple[bool, bool]
"""(right, low)"""

USUAL: Corner = (True, False)
_SIDES = frozenset({"left", "right", "top", "bottom", "centre"})
_MUCH_QUIETER = 0.7
"""A corner must have less than this share of the usual one's edges to be taken instead."""


def corner(canvas: Canvas, spots: Sequence[str], size: tuple[int, int], margin: float) -> Corner:
    """The corner that the words name; where they name none, the quietest."""
    if _SIDES & set(spots):
        return "left" not in spots, "bottom" in spots
    noise = {one: _edges(canvas, one, size, margin) for one in _corners()}
    quietest = min(_corners(), key=noise.__getitem__)
    return quietest if noise[quietest] < noise[USUAL] * _MUCH_QUIETER else USUAL


def place(
    canvas: Canvas, where: Corner, size: tuple[int, int], margin: float
) -> tuple[float, float]:
    """The upper left point of a mark in that corner, above the badge where that is."""
    right, low = where
    x = canvas.width - margin - size[0] if right else margin
    y = canvas.height - margin - size[1] if low else margin
    return x, y - canvas.unit * 0.04 if low and right else y


def _corners() -> tuple[Corner, ...]:
    return USUAL, (False, False), (False, True), (True, True)


def _edges(canvas: Canvas, where: Corner, size: tuple[int, int], margin: float) -> float:
    x, y = place(canvas, where, size, margin)
    box = (round(x), round(y), round(x) + size[0], round(y) + size[1])
    patch = canvas.image.crop(box).convert("L").resize((64, 64), Image.Resampling.BILINEAR)
    edges = patch.filter(ImageFilter.FIND_EDGES).crop((2, 2, 62, 62))
    return float(ImageStat.Stat(edges).mean[0])
