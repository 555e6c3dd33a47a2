"""Sizes where the request leaves them open."""

from collections.abc import Mapping
from math import sqrt

from bot.models import Resolution, Size
from bot.providers.sketch.words import Brief

EDGE_MAX = 3840
EDGE_LEAST = 256
PIXELS_MAX = 8_294_400

_SQUARE: Mapping[Resolution, tuple[int, int]] = {
    Resolution.K1: (1024, 1024),
    Resolution.K2: (2048, 2048),
    Resolution.K4: (2880, 2880),
}
_TALL: Mapping[Resolution, tuple[int, int]] = {
    Resolution.K1: (928, 1152),
    Resolution.K2: (1856, 2304),
    Resolution.K4: (2560, 3200),
}
_BROAD: Mapping[Resolution, tuple[int, int]] = {
    Resolution.K1: (1248, 832),
    Resolution.K2: (2496, 1664),
    Resolution.K4: (3504, 2336),
}


def auto_size(brief: Brief, resolution: Resolution) -> Size:
    """Posters and people stand, landscapes lie, all else is square."""
    shapes = _SQUARE
    if "poster" in brief.kinds or "person" in brief.subjects:
        shapes = _TALL
    elif brief.places and not brief.subjects:
        shapes = _BROAD
    width, height = shapes[resolution]
    return Size(width=width, height=height)


def within(size: Size, edge: int = EDGE_MAX) -> Size:
    """The size itself, or the nearest of its shape between the least and the greatest edge."""
    shrink = min(1.0, edge / max(size.width, size.height), sqrt(PIXELS_MAX / size.pixels))
    grow = max(1.0, EDGE_LEAST / max(size.width, size.height))
    share = shrink if shrink < 1 else grow
    return Size(width=max(1, round(size.width * share)), height=max(1, round(size.height * share)))
