"""How a figure meets the canvas: as flat paper, shaded, as neon tubes or as lines."""

from dataclasses import replace
from enum import StrEnum

from bot.providers.sketch.canvas import Canvas, Fade, Paint
from bot.providers.sketch.colour import RGB, lighter, mix, towards
from bot.providers.sketch.geometry import Outline, bounds, thick
from bot.providers.sketch.palette import Palette
from bot.providers.sketch.shapes import Figure, Part

SHADED_LEVEL = 1
FAINT = frozenset({"shade-thin", "cheek"})
AMBIENCE = 0.16  # how much of the scene's air lies over a figure's own colours
NIGHT_AMBIENCE = 0.3


class Style(StrEnum):
    """The hand a picture is drawn in."""

    FLAT = "flat"
    NEON = "neon"
    WASH = "wash"


def dressed(figure: Figure, palette: Palette, own_colour: RGB | None) -> Figure:
    """The figure in the scene's light, its main parts in the colour the prompt gives it."""
    air = palette.sky[-1]
    share = NIGHT_AMBIENCE if palette.dark else AMBIENCE
    own = {tone: mix(colour, air, share) for tone, colour in figure.colours.items()}
    if own_colour:
        for tone in figure.main:
            own[tone] = towards(own.get(tone, own_colour), own_colour, lightness=0.6)
        own["shade"] = lighter(own[figure.main[0]], -0.12)
    scene = {
        "accent": palette.accent,
        "second": palette.second,
        "light": palette.light,
        "ink": palette.ink,
        "dark": palette.ink,
        "white": palette.light,
        "body": palette.accent,
        "shade-thin": palette.ink,
    }
    return replace(figure, colours={**scene, **own})


def draw(canvas: Canvas, figure: Figure, style: Style, level: int) -> None:
    """Draw a placed and dressed figure. `level` 0 is flat, 1 shaded, 2 has a rim of light."""
    match style:
        case Style.NEON:
            _neon(canvas, figure)
        case Style.WASH:
            _flat(canvas, figure, level=0, opacity=0.86)
        case Style.FLAT:
            _flat(canvas, figure, level=level, opacity=1.0)


def shadow(canvas: Canvas, figure: Figure, colour: RGB) -> None:
    """The soft shadow under a standing figure."""
    left, _, right, foot = bounds(p.outline for p in figure.parts)
    half, middle = (right - left) * 0.46, (left + right) / 2
    flat = half * 0.09
    outline = [
        (middle - half, foot),
        (middle, foot - flat),
        (middle + half, foot),
        (middle, foot + flat),
    ]
    canvas.haze([outline], flat * 0.9, colour, 0.5)


def _flat(canvas: Canvas, figure: Figure, *, level: int, opacity: float) -> None:
    for part in figure.parts:
        colour = figure.colours[part.tone]
        faint = part.tone in FAINT or (part.hint and part.tone == "shade")
        paint: Paint = colour
        if level >= SHADED_LEVEL and not part.hint:
            paint = Fade(top=lighter(colour, 0.045), bottom=lighter(colour, -0.06))
        canvas.fill(part.outlines(), paint, opacity=opacity * (0.45 if faint else 1.0))


def _neon(canvas: Canvas, figure: Figure) -> None:
    """Each part hides the tubes behind it, as a sign on a board does; then all of them shine."""
    left, top, right, bottom = bounds(p.outline for p in figure.parts)
    size = max(right - left, bottom - top)
    tubes = [part for part in figure.parts if not part.hint]
    colours = _tube_colours(figure)
    for part in tubes:
        if not part.width:
            canvas.fill([part.outline], figure.colours["ink"], opacity=0.9)
        _tube(canvas, part, size * 0.013, colours[part.tone])
        _tube(canvas, part, size * 0.005, mix(colours[part.tone], (255, 255, 255), 0.75))
    for colour in dict.fromkeys(colours.values()):
        group = [part for part in tubes if colours[part.tone] == colour]
        outlines = [o for part in group for o in thick(_path(part), size * 0.02)]
        canvas.glow(outlines, size * 0.035, colour, 1.0)
        canvas.glow(outlines, size * 0.1, colour, 0.7)


def _tube(canvas: Canvas, part: Part, width: float, colour: RGB) -> None:
    canvas.stroke(_path(part), width, colour)


def _path(part: Part) -> Outline:
    return part.outline if part.width else [*part.outline, part.outline[0]]


def _tube_colours(figure: Figure) -> dict[str, RGB]:
    """One colour for each tone: the first accent for the body, the rest in turn."""
    own = figure.colours
    tubes = (own["accent"], own["second"], mix(own["light"], own["accent"], 0.25))
    tones = dict.fromkeys(p.tone for p in figure.parts if not p.hint and p.tone not in figure.main)
    turns = {tone: tubes[(k + 1) % len(tubes)] for k, tone in enumerate(tones)}
    return {**turns, **dict.fromkeys(figure.main, tubes[0])}
