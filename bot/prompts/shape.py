"""Which pixels a job gets: what was said, else the source's, else the defaults."""

from dataclasses import dataclass

from bot.models import Note, Operation, Ratio, Resolution, Size
from bot.prompts.parse import ParsedPrompt
from bot.prompts.sizes import (
    is_valid,
    nearest_ratio,
    pixels,
    ratio_of,
    resolution_of,
    snap,
    square,
    why_snapped,
)


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A request's shape. `said` tells a wish, which is refused where it cannot be, from a default.

    `resolution` is the class that `size` is priced in.
    """

    ratio: Ratio
    resolution: Resolution
    size: Size | None
    said: bool
    notes: tuple[Note, ...] = ()


def exactly(size: Size, *, said: bool, notes: tuple[Note, ...] = ()) -> Shape:
    """The shape of a valid size; its ratio is the nearest that has a name."""
    ratio = ratio_of(size) or nearest_ratio(size.width, size.height)
    return Shape(ratio=ratio, resolution=resolution_of(size), size=size, said=said, notes=notes)


def snapped(asked: Size, *, said: bool) -> Shape:
    """The shape of any size, with a note where it was no valid one."""
    got = asked if is_valid(asked) else snap(asked.width, asked.height)
    note = why_snapped(asked, got)
    return exactly(got, said=said, notes=(note,) if note else ())


def at_resolution(size: Size, resolution: Resolution) -> Size:
    """The same shape in another class; exact where the ratio has a name."""
    ratio = ratio_of(size)
    named = pixels(ratio, resolution) if ratio else None
    if named:
        return named
    scale = (square(resolution).pixels / size.pixels) ** 0.5
    return snap(max(1, round(size.width * scale)), max(1, round(size.height * scale)))


def shape_of(
    parsed: ParsedPrompt,
    *,
    ratio: Ratio,
    resolution: Resolution,
    operation: Operation,
    source: Size | None,
) -> Shape:
    """Decide the shape; `ratio` and `resolution` are the defaults.

    A job with a source keeps its size, or its shape where only a resolution was said, or its class
    where only a ratio was. An upscale is 4K unless it says otherwise.
    """
    if parsed.size is not None:
        return snapped(parsed.size, said=True)
    wanted = parsed.resolution or (Resolution.K4 if operation is Operation.UPSCALE else None)
    said = bool(parsed.ratio or parsed.resolution)
    if source is not None and parsed.ratio is None:
        if wanted is None:
            return snapped(source, said=False)
        return exactly(at_resolution(source, wanted), said=said)
    if source is not None:
        resolution = resolution_of(source)
    chosen, level = parsed.ratio or ratio, wanted or resolution
    size = pixels(chosen, level)
    return Shape(ratio=chosen, resolution=level, size=size, said=said)
