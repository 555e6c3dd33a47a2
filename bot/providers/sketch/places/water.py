"""The sea from above and from below."""

from math import pi, sin
from random import Random

from bot.providers.sketch import sky
from bot.providers.sketch.canvas import Canvas, Fade
from bot.providers.sketch.colour import lighter, mix
from bot.providers.sketch.geometry import Outline, Point, ellipse, ray, ring, smooth
from bot.providers.sketch.places.terrain import below, ridge
from bot.providers.sketch.scene import Ground, Scene, detail


def sea(canvas: Canvas, scene: Scene) -> Ground:
    """Open water under a big sky; an island far off, waves in front."""
    horizon = canvas.height * 0.56
    palette = scene.palette
    sky.paint(canvas, scene, horizon)
    _island(canvas, scene, horizon)
    canvas.ground(
        [mix(palette.far, palette.sky[-1], 0.35), palette.far, palette.near],
        (0, horizon, canvas.width, canvas.height),
    )
    _glitter(canvas, scene, horizon)
    rows = detail(scene, 4, 5, 7)
    for k in range(rows):
        depth = (k + 1) / rows
        _wave(canvas, scene, horizon + (canvas.height - horizon) * (0.26 + 0.66 * k / rows), depth)
    return Ground(horizon=horizon, foot=horizon + (canvas.height - horizon) * 0.55)


def _island(canvas: Canvas, scene: Scene, horizon: float) -> None:
    rng = scene.chance("island")
    x = canvas.width * rng.choice((0.12, 0.2, 0.84, 0.92))
    half, height = canvas.width * rng.uniform(0.16, 0.26), canvas.height * rng.uniform(0.05, 0.12)
    line = smooth(
        [
            (x - half, horizon + 3),
            (x - half * 0.4, horizon - height * 0.6),
            (x, horizon - height),
            (x + half * 0.45, horizon - height * 0.4),
            (x + half, horizon + 3),
        ],
        closed=False,
    )
    canvas.fill([line], mix(scene.palette.far, scene.palette.sky[-1], 0.3))


def _glitter(canvas: Canvas, scene: Scene, horizon: float) -> None:
    rng = scene.chance("glitter")
    x = canvas.width * rng.choice((0.3, 0.5, 0.7))
    colour = mix(scene.palette.accent, scene.palette.light, 0.6)
    dashes: list[Outline] = []
    for k in range(detail(scene, 22, 34, 60)):
        t = (k / 60) % 1
        y = horizon + (canvas.height - horizon) * (0.02 + 0.6 * t)
        spread = canvas.unit * (0.05 + 0.16 * t)
        dashes.append(
            ellipse(
                x + rng.gauss(0, 0.5) * spread,
                y,
                canvas.unit * rng.uniform(0.008, 0.035),
                canvas.unit * 0.0022,
            )
        )
    canvas.fill(dashes, colour, opacity=0.8)


def _wave(canvas: Canvas, scene: Scene, y: float, depth: float) -> None:
    rng = scene.chance(f"wave{depth:.2f}")
    length = canvas.unit * (0.14 + 0.12 * depth)
    height = canvas.unit * (0.012 + 0.022 * depth)
    shift = rng.random() * length
    line = _crests(canvas, y, length, height, shift)
    colour = scene.palette.land(0.15 + 0.8 * depth)
    foam = mix(colour, scene.palette.light, 0.55)
    canvas.fill([below(canvas, [(x, py - height * 0.28) for x, py in line])], foam)
    canvas.fill(
        [below(canvas, line)], Fade(top=lighter(colour, 0.04), bottom=lighter(colour, -0.04))
    )


def _crests(canvas: Canvas, y: float, length: float, height: float, shift: float) -> list[Point]:
    steps = int(canvas.width / length * 16) + 32
    points = []
    for k in range(steps):
        x = -length * 2 + k * length / 16 + shift
        t = ((x - shift) / length) % 1.0
        points.append((x, y - height * (abs(sin(pi * t)) ** 0.8 * 2 - 1)))
    return points


def underwater(canvas: Canvas, scene: Scene) -> Ground:
    """Light falling through water onto sand, weed and bubbles."""
    palette = scene.palette
    canvas.ground([mix(palette.far, palette.light, 0.45), palette.far, palette.near])
    rng = scene.chance("water")
    x = canvas.width * rng.uniform(0.3, 0.7)
    top = -canvas.height * 0.35
    beams = [ray(x, top, canvas.height * 1.6, 90 + 12 * k, 5) for k in range(-3, 4)]
    canvas.haze(beams, canvas.unit * 0.012, palette.light, 0.17)
    for k in range(2):
        line = ridge(rng, canvas, canvas.height * (0.86 + 0.06 * k), canvas.unit * 0.025, 1.0)
        canvas.fill([below(canvas, line)], mix(palette.near, palette.accent, 0.12 + 0.1 * k))
        _weed(canvas, scene, rng, k)
    _bubbles(canvas, scene, rng)
    return Ground(horizon=canvas.height * 0.5, foot=canvas.height * 0.78)


def _weed(canvas: Canvas, scene: Scene, rng: Random, row: int) -> None:
    colours = (
        scene.palette.second,
        mix(scene.palette.far, scene.palette.ink, 0.4),
        scene.palette.accent,
    )
    for k in range(detail(scene, 7, 10, 16)):
        x = canvas.width * (rng.random() ** 0.6 * 0.36 + (0.64 if k % 2 else 0))
        x = canvas.width - x if k % 2 == 0 and rng.random() < 0.3 else x
        height, lean = canvas.unit * rng.uniform(0.1, 0.26), canvas.unit * rng.uniform(0.015, 0.03)
        foot = canvas.height * (0.93 + 0.06 * row)
        points = [(x + lean * sin(i * 1.15 + k), foot - height * i / 5) for i in range(6)]
        canvas.stroke(
            smooth(points, closed=False),
            canvas.unit * rng.uniform(0.009, 0.018),
            colours[k % 3],
            opacity=0.8,
        )


def _bubbles(canvas: Canvas, scene: Scene, rng: Random) -> None:
    rings = []
    for _ in range(detail(scene, 14, 20, 34)):
        r = canvas.unit * rng.uniform(0.004, 0.016)
        rings.append(
            ring(
                canvas.width * rng.random(),
                canvas.height * rng.random() * 0.85,
                r,
                r * 0.72,
                0,
                360,
            )
        )
    canvas.fill(rings, scene.palette.light, opacity=0.55)
