"""The cast: subjects and prints put into their area of a place."""

from collections.abc import Sequence
from pathlib import Path

from bot.providers.sketch import ink, photos
from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.geometry import Box, ellipse
from bot.providers.sketch.ink import Style
from bot.providers.sketch.scene import Ground, Scene, detail
from bot.providers.sketch.shapes import Figure, figure_named

FIGURES_MAX = 3
FLYING = frozenset({"rocket", "balloon", "fish", "heart"})
SWIMMING = frozenset({"boat", "whale"})
SECOND_SIZE = 0.74  # of the first figure


def cast(canvas: Canvas, scene: Scene, prints: Sequence[Path], ground: Ground, area: Box) -> None:
    """Place the subjects and prints inside the area (prints in its upper part, if both)."""
    names = scene.brief.subjects[:FIGURES_MAX]
    if prints and names:
        left, top, right, bottom = area
        middle = left + (right - left) * 0.52
        photos.prints(canvas, scene, prints, (left, top, middle, bottom - (bottom - top) * 0.12))
        area = (middle, top, right, bottom)
    elif prints:
        left, top, right, bottom = area
        photos.prints(canvas, scene, prints, (left, top, right, bottom - (bottom - top) * 0.08))
    if names:
        _figures(canvas, scene, names, ground, area)


def _figures(canvas: Canvas, scene: Scene, names: Sequence[str], ground: Ground, area: Box) -> None:
    rng = scene.chance("cast")
    left, top, right, bottom = area
    share = (right - left) / len(names)
    order = list(range(len(names)))
    rng.shuffle(order)
    for k, name in enumerate(names):
        figure = figure_named(name, scene.chance(f"figure {name}"))
        x = left + share * (order[k] + 0.5) + share * rng.uniform(-0.06, 0.06)
        foot = _foot(name, figure, ground, area)
        room = min(foot - top, (share * 0.96) / figure.aspect)
        height = room * (SECOND_SIZE if k else 1.0) * rng.uniform(0.9, 1.0)
        if name in FLYING:
            foot = top + (bottom - top) * 0.5 + height / 2
        _show(canvas, scene, name, figure, (x, foot, height))


def _foot(name: str, figure: Figure, ground: Ground, area: Box) -> float:
    if figure.peeks:
        return area[3] + (area[3] - area[1]) * 0.02
    if name in FLYING:
        return area[1] + (area[3] - area[1]) * 0.86
    return min(ground.foot, area[3] * 0.985)


def _show(
    canvas: Canvas, scene: Scene, name: str, figure: Figure, place: tuple[float, float, float]
) -> None:
    x, foot, height = place
    tilt = scene.chance("tilt").uniform(8, 22) if name == "rocket" else 0.0
    placed = figure.placed(x, foot, height, tilt=tilt)
    dressed = ink.dressed(placed, scene.palette, scene.brief.owned.get(name))
    if name in SWIMMING and scene.place == "sea":
        _ripples(canvas, scene, place, figure.aspect)
    elif (
        not scene.bare and not figure.peeks and name not in FLYING and scene.style is not Style.NEON
    ):
        ink.shadow(canvas, dressed, scene.palette.ink)
    if name == "rocket":
        _exhaust(canvas, scene, place)
    if name == "lighthouse" and scene.palette.dark:
        _beam(canvas, scene, place)
    ink.draw(canvas, dressed, scene.style, scene.level)


def _ripples(
    canvas: Canvas, scene: Scene, place: tuple[float, float, float], aspect: float
) -> None:
    x, foot, height = place
    half = height * aspect * 0.5
    rings = [ellipse(x, foot - height * 0.01, half * s, half * 0.1 * s) for s in (1.25, 1.0)]
    canvas.fill(rings[:1], scene.palette.light, opacity=0.35)
    canvas.fill(rings[1:], scene.palette.near, opacity=0.5)


def _exhaust(canvas: Canvas, scene: Scene, place: tuple[float, float, float]) -> None:
    x, foot, height = place
    rng = scene.chance("exhaust")
    canvas.light(x, foot, height * 0.5, scene.palette.accent, 0.6)
    puffs = []
    for k in range(detail(scene, 9, 12, 16)):
        t = k / 12
        puffs.append(
            ellipse(
                x - height * 0.12 * t + rng.uniform(-1, 1) * height * 0.07 * t,
                foot + height * 0.32 * t,
                height * (0.03 + 0.075 * t),
            )
        )
    canvas.fill(puffs, scene.palette.light, opacity=0.55)


def _beam(canvas: Canvas, scene: Scene, place: tuple[float, float, float]) -> None:
    x, foot, height = place
    y = foot - height * 0.8
    for side in (-1, 1):
        far = x + side * height * 1.6
        canvas.haze(
            [[(x, y), (far, y - height * 0.2), (far, y + height * 0.16)]],
            height * 0.02,
            scene.palette.light,
            0.4,
        )
