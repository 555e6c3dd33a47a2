"""What animals share: a middle line, paired parts, eyes."""

from bot.providers.sketch.colour import RGB, rgb
from bot.providers.sketch.geometry import Outline, ellipse, mirrored
from bot.providers.sketch.shapes.figure import Part, hint, part

MIDDLE = 0.4  # animals sit in a box 0.8 wide and 1 high
ASPECT = 0.8


def pair(tone: str, outline: Outline) -> tuple[Part, Part]:
    """A shape and its mirror image."""
    return part(tone, outline), part(tone, mirrored(outline, MIDDLE))


def hint_pair(tone: str, outline: Outline) -> tuple[Part, Part]:
    """A shape of detail and its mirror image."""
    return hint(tone, outline), hint(tone, mirrored(outline, MIDDLE))


def eyes(x: float, y: float, r: float, *, iris: str = "dark", slit: bool = False) -> list[Part]:
    """Two eyes, the left one at x, y."""
    found: list[Part] = [*pair(iris, ellipse(x, y, r, r * 1.12))]
    if slit:
        found += hint_pair("dark", ellipse(x, y, r * 0.34, r * 0.95))
    return [*found, *glints(x, y, r)]


def glints(x: float, y: float, r: float) -> list[Part]:
    """The light in two eyes of radius r."""
    dx, dy = -0.3 * r, -0.4 * r
    right = 2 * MIDDLE - x
    return [
        hint("white", ellipse(x + dx, y + dy, 0.27 * r)),
        hint("white", ellipse(right + dx, y + dy, 0.27 * r)),
    ]


def colours(**tones: str) -> dict[str, RGB]:
    """The tones of every animal, and its own as hex codes."""
    base = {"white": "ffffff", "dark": "22191f", "light": "fff1de", "rose": "f08a8f"}
    return {name: rgb(text) for name, text in {**base, **tones}.items()}
