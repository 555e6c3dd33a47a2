"""What landscapes are made of: ridges, hills, mist and pines."""

from math import pi, sin
from random import Random

from bot.providers.sketch.canvas import Canvas, Fade
from bot.providers.sketch.colour import RGB, lighter, mix
from bot.providers.sketch.geometry import Outline, Point, rect
from bot.providers.sketch.scene import Scene

MISTY = 0.35


def ridge(rng: Random, canvas: Canvas, y: float, height: float, waves: float) -> list[Point]:
    """A rolling line from edge to edge, `height` up and down about `y`."""
    count = 48
    phases = [(k + 1, rng.uniform(0, 2 * pi), (k + 1.0) ** -0.9) for k in range(4)]
    total = sum(weight for _, _, weight in phases)

    def level(t: float) -> float:
        swings = (w * sin(2 * pi * t * waves * k * 0.62 + p) for k, p, w in phases)
        return float(sum(swings)) / float(total)

    return [(canvas.width * i / count, y + height * level(i / count)) for i in range(-1, count + 2)]


def below(canvas: Canvas, line: list[Point]) -> Outline:
    """The area under a line."""
    return [(-2, canvas.height + 2), *line, (canvas.width + 2, canvas.height + 2)]


def hills(canvas: Canvas, scene: Scene, top: float, count: int, name: str) -> list[list[Point]]:
    """Layers of hills from far to near; returns their lines."""
    rng = scene.chance(name)
    lines = []
    for k in range(count):
        depth = (k + 1) / count
        y = top + (canvas.height - top) * (0.08 + 0.72 * (k / count))
        line = ridge(rng, canvas, y, canvas.unit * (0.035 + 0.02 * depth), rng.uniform(0.7, 1.4))
        colour = scene.palette.land(0.25 + 0.75 * depth)
        paint = Fade(top=lighter(colour, 0.035), bottom=colour) if scene.level else colour
        canvas.fill([below(canvas, line)], paint)
        lines.append(line)
    return lines


def mist(canvas: Canvas, scene: Scene, y: float) -> None:
    """A band of air at a height."""
    strength = 0.75 if "fog" in scene.weather else MISTY
    band = rect(-canvas.width, y, 2 * canvas.width, y + canvas.height * 0.07)
    canvas.haze(
        [band], canvas.unit * 0.035, mix(scene.palette.sky[-1], scene.palette.light, 0.3), strength
    )


def pine(x: float, foot: float, height: float) -> list[Outline]:
    """Three triangles on a trunk."""
    tiers = []
    for k, (top, bottom, half) in enumerate(
        ((0.0, 0.42, 0.17), (0.22, 0.68, 0.24), (0.46, 0.93, 0.31))
    ):
        lean = height * 0.008 * (k - 1)
        tiers.append(
            [
                (x + lean, foot - height * (1 - top)),
                (x + height * half, foot - height * (1 - bottom)),
                (x - height * half, foot - height * (1 - bottom)),
            ]
        )
    return [
        *tiers,
        [
            (x - height * 0.035, foot - height * 0.1),
            (x + height * 0.035, foot - height * 0.1),
            (x + height * 0.035, foot + height * 0.04),
            (x - height * 0.035, foot + height * 0.04),
        ],
    ]


def pines(
    canvas: Canvas, rng: Random, line: list[Point], height: float, colour: RGB, count: int
) -> None:
    """A row of pines along a line, in groups."""
    trees: list[Outline] = []
    centre = rng.random()
    for _ in range(count):
        t = (centre + rng.gauss(0, 0.2)) % 1.0 if rng.random() < 0.75 else rng.random()
        x, y = along(line, t)
        trees += pine(x, y + height * 0.05, height * rng.uniform(0.55, 1.15))
    canvas.fill(trees, colour)


def along(line: list[Point], t: float) -> Point:
    """The point a share of the way along a line."""
    return line[min(len(line) - 1, int(t * len(line)))]
