"""Pixels: what sizes exist, which one a ratio and a resolution mean, and the nearest to any wish.

The rules are gpt-image-2's: both edges multiples of 16 and at most 3840, long to short at most 3:1,
655,360 to 8,294,400 pixels.
"""

import itertools
import math

from bot.models import GIF_FRAMES, Note, Ratio, Resolution, Size

STEP = 16
EDGE_MAX = 3840
RATIO_MAX = 3
PIXELS_MIN = 655_360
PIXELS_MAX = 8_294_400

_TABLE: dict[Ratio, tuple[tuple[int, int], ...]] = {
    # Every entry is exactly its ratio. 1K and 2K are the sizes providers publish where those are
    # exact; at 3:2 the published 2048x1360 and 3520x2336, at 4:3 3312x2480 and at 5:4 3216x2576
    # are not, so the exact size nearest in pixels stands here, at 4K the largest.
    Ratio.R1_1: ((1024, 1024), (2048, 2048), (2880, 2880)),
    Ratio.R3_2: ((1536, 1024), (2064, 1376), (3504, 2336)),
    Ratio.R4_3: ((1024, 768), (2048, 1536), (3264, 2448)),
    Ratio.R5_4: ((1280, 1024), (2560, 2048), (3200, 2560)),
    Ratio.R16_9: ((1536, 864), (2048, 1152), (3840, 2160)),
    Ratio.R2_1: ((1536, 768), (2048, 1024), (3840, 1920)),
    Ratio.R21_9: ((1568, 672), (2016, 864), (3808, 1632)),
}
_TRANSPOSED = {
    Ratio.R2_3: Ratio.R3_2,
    Ratio.R3_4: Ratio.R4_3,
    Ratio.R4_5: Ratio.R5_4,
    Ratio.R9_16: Ratio.R16_9,
    Ratio.R1_2: Ratio.R2_1,
    Ratio.R9_21: Ratio.R21_9,
}
# The most pixels a ratio of the class has; a custom size is priced with the class it falls in.
_PIXELS_OF_CLASS = {Resolution.K1: 1536 * 1024, Resolution.K2: 2560 * 2048}


def pixels(ratio: Ratio, resolution: Resolution) -> Size | None:
    """The size of a ratio at a resolution; None for AUTO, which the model chooses."""
    if ratio is Ratio.AUTO:
        return None
    column = tuple(Resolution).index(resolution)
    if ratio in _TRANSPOSED:
        height, width = _TABLE[_TRANSPOSED[ratio]][column]
    else:
        width, height = _TABLE[ratio][column]
    return Size(width=width, height=height)


def square(resolution: Resolution) -> Size:
    """The square of a resolution: what AUTO is held to be."""
    width, height = _TABLE[Ratio.R1_1][tuple(Resolution).index(resolution)]
    return Size(width=width, height=height)


def is_valid(size: Size) -> bool:
    """Whether the size keeps every rule."""
    return (
        size.width % STEP == 0
        and size.height % STEP == 0
        and min(size.width, size.height) >= STEP
        and max(size.width, size.height) <= EDGE_MAX
        and max(size.width, size.height) <= RATIO_MAX * min(size.width, size.height)
        and PIXELS_MIN <= size.pixels <= PIXELS_MAX
    )


def ratio_of(size: Size) -> Ratio | None:
    """The named ratio the size has exactly."""
    for ratio in Ratio:
        if ratio is not Ratio.AUTO:
            across, down = parts(ratio)
            if size.width * down == size.height * across:
                return ratio
    return None


def nearest_ratio(width: float, height: float) -> Ratio:
    """The named ratio whose shape is closest: least difference of the logarithms."""
    return min(
        (ratio for ratio in Ratio if ratio is not Ratio.AUTO),
        key=lambda ratio: abs(math.log(width / height) - math.log(_fraction(ratio))),
    )


def parts(ratio: Ratio) -> tuple[int, int]:
    """The two numbers of a named ratio."""
    across, _, down = ratio.value.partition(":")
    return int(across), int(down)


def _fraction(ratio: Ratio) -> float:
    across, down = parts(ratio)
    return across / down


def resolution_of(size: Size) -> Resolution:
    """The class a size is priced in: the first whose largest ratio has as many pixels."""
    for resolution, most in _PIXELS_OF_CLASS.items():
        if size.pixels <= most:
            return resolution
    return Resolution.K4


def into_limits(width: int, height: int) -> tuple[float, float]:
    """Bring any two positive edges within the limits, keeping as much of the wish as they allow.

    A shape beyond 3:1 becomes 3:1 of as many pixels; then both edges are scaled alike until the
    pixels and the longer edge fit.
    """
    shape = min(max(width / height, 1 / RATIO_MAX), RATIO_MAX)
    count = min(max(float(width * height), PIXELS_MIN), PIXELS_MAX)
    wide, high = math.sqrt(count * shape), math.sqrt(count / shape)
    if math.isclose(wide, width) and math.isclose(high, height):
        wide, high = float(width), float(height)
    shrink = min(1.0, EDGE_MAX / max(wide, high))
    return wide * shrink, high * shrink


def snap(width: int, height: int) -> Size:
    """The nearest valid size.

    Nearest to the wish brought `into_limits`: the least straight-line distance in pixels, and of
    equally near sizes the one with more pixels, then the wider. Both edges must be positive.
    """
    wide, high = into_limits(width, height)
    found = (
        Size(width=across, height=down)
        for across, down in itertools.product(_around(wide), _around(high))
    )
    return min(
        filter(is_valid, found),
        key=lambda size: (
            round((size.width - wide) ** 2 + (size.height - high) ** 2, 6),
            -size.pixels,
            -size.width,
        ),
    )


def animated(size: Size) -> Size:
    """The size as a model animates it: its pictures lie on one sheet, which has the usual limits.

    GIF_FRAMES of them, three by three: edges up to a third of the longest, of a ninth the pixels.
    """
    side = math.isqrt(GIF_FRAMES)
    edge_max, pixels_max = EDGE_MAX // side, PIXELS_MAX // GIF_FRAMES
    shrink = min(
        1.0,
        edge_max / max(size.width, size.height),
        math.sqrt(pixels_max / size.pixels),
    )
    width, height = (int(edge * shrink) // STEP * STEP for edge in (size.width, size.height))
    return Size(width=max(width, STEP), height=max(height, STEP))


def on_grid(size: Size, *, step: int, edge_max: int) -> Size:
    """The size scaled until its longer edge fits, each edge the nearest multiple of the step."""
    shrink = min(1.0, edge_max / max(size.width, size.height))
    edges = (round(edge * shrink / step) * step for edge in (size.width, size.height))
    width, height = (min(max(edge, step), edge_max // step * step) for edge in edges)
    return Size(width=width, height=height)


def _around(edge: float) -> range:
    middle = round(edge / STEP) * STEP
    return range(middle - 4 * STEP, middle + 5 * STEP, STEP)


def why_snapped(asked: Size, got: Size) -> Note | None:
    """Say which rule the wish broke, the weightiest first; None where it stands as asked."""
    if asked == got:
        return None
    rule, limit = _broken(asked)
    facts: dict[str, str | int] = {"asked": str(asked), "got": str(got), "limit": limit}
    return Note(key=f"size-snapped-{rule}", facts=facts)


def _broken(asked: Size) -> tuple[str, int]:
    long, short = max(asked.width, asked.height), min(asked.width, asked.height)
    if long > RATIO_MAX * short:
        return "ratio", RATIO_MAX
    if long > EDGE_MAX:
        return "edge", EDGE_MAX
    if asked.pixels > PIXELS_MAX:
        return "pixels-max", PIXELS_MAX
    if asked.pixels < PIXELS_MIN:
        return "pixels-min", PIXELS_MIN
    return "step", STEP
