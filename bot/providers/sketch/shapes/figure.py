"""Figure: a subject as flat parts, standing on y = 1 in a box one high and `aspect` wide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from bot.providers.sketch.colour import RGB
from bot.providers.sketch.geometry import Outline, Point, moved, rotated, smooth, thick


@dataclass(frozen=True, kw_only=True)
class Part:
    """One flat shape; `tone` names its colour in the figure. A `hint` is left out of line art.

    With a `width` it is an open line of that thickness.
    """

    outline: Outline
    tone: str
    hint: bool = False
    width: float = 0.0

    def outlines(self) -> list[Outline]:
        """What is to be filled."""
        return thick(self.outline, self.width) if self.width else [self.outline]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`colours` are the subject's own; "accent", "second", "light" and "ink" are the scene's.

    `main` are the tones that take a colour the prompt names. `peeks` says that the figure is cut
    off at its foot and wants to rise from an edge.
    """

    parts: tuple[Part, ...]
    aspect: float
    colours: Mapping[str, RGB]
    main: tuple[str, ...] = ("body",)
    peeks: bool = False

    def placed(self, x: float, foot: float, height: float, *, tilt: float = 0) -> "Figure":
        """The figure in a canvas: its middle at `x`, standing on `foot`, turned by degrees."""
        left, top = x - self.aspect * height / 2, foot - height
        parts = (
            replace(
                p,
                outline=rotated(moved(p.outline, left, top, height, height), tilt, x, foot),
                width=p.width * height,
            )
            for p in self.parts
        )
        return replace(self, parts=tuple(parts))


def dots(text: str) -> Outline:
    """Points written as `x,y x,y ...` in hundredths of the figure's height."""
    pairs = (word.split(",") for word in text.split())
    return [(float(x) / 100, float(y) / 100) for x, y in pairs]


def part(tone: str, outline: Outline) -> Part:
    """A shape that matters in every style."""
    return Part(outline=outline, tone=tone)


def hint(tone: str, outline: Outline) -> Part:
    """A shape of shading or detail."""
    return Part(outline=outline, tone=tone, hint=True)


def line(tone: str, points: Sequence[Point], width: float) -> Part:
    """A soft open line."""
    bent = smooth(points, closed=False) if len(points) > 2 else list(points)
    return Part(outline=bent, tone=tone, width=width)


def figure_named(name: str, rng: Random) -> Figure:
    """Draw up the figure of a subject's key. Raises KeyError for one that is not there."""
    return _makers()[name](rng)


def _makers() -> dict[str, Callable[[Random], Figure]]:
    from bot.providers.sketch.shapes import animals, nature, people, things, vehicles, wild

    rooms = (animals, nature, people, things, vehicles, wild)
    return {name: maker for room in rooms for name, maker in room.MAKERS.items()}
