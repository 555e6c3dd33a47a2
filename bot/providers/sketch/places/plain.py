"""Grounds without a place: rays, arches, tiles, paper cut-outs, a disc."""

from math import ceil, hypot
from random import Random

from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.colour import RGB, distance, lighter, mix
from bot.providers.sketch.geometry import Outline, ellipse, ray, rect, ring, rotated, smooth
from bot.providers.sketch.scene import Ground, Scene, detail

DISC_HEIGHT = 0.52  # of the canvas: the middle of `disc`


def _bands(scene: Scene) -> tuple[RGB, ...]:
    """The palette's colours in an order that alternates light and dark."""
    p = scene.palette
    options = (p.accent, p.light, p.second, p.far, p.near)
    seen = tuple(c for c in options if distance(c, p.sky[0]) > 0.06)
    return seen if len(seen) > 1 else options


def _ground(canvas: Canvas) -> Ground:
    return Ground(horizon=canvas.height * 0.6, foot=canvas.height)


def rays(canvas: Canvas, scene: Scene) -> Ground:
    """A sunburst."""
    rng = scene.chance("rays")
    sky = scene.palette.sky
    canvas.ground(sky)
    x, y = canvas.width * rng.choice((0.5, 0.5, 0.2, 0.8)), canvas.height * rng.uniform(0.55, 0.7)
    if scene.calm:
        x, y = canvas.width * 0.5, canvas.height * 0.92
    count, length = rng.choice((12, 16, 20)), hypot(canvas.width, canvas.height)
    shift = rng.uniform(0, 20)
    beams = [ray(x, y, length, shift + 360 * k / count, 180 / count) for k in range(count)]
    canvas.fill(beams, mix(sky[-1], scene.palette.accent, 0.2 if scene.calm else 0.42))
    r = canvas.unit * rng.uniform(0.3, 0.36)
    canvas.fill([ellipse(x, y, r * 1.16)], mix(sky[-1], scene.palette.accent, 0.75))
    canvas.fill([ellipse(x, y, r)], scene.palette.accent)
    return _ground(canvas)


def arches(canvas: Canvas, scene: Scene) -> Ground:
    """Concentric arches rising from the foot, as on a seventies record sleeve."""
    rng = scene.chance("arches")
    canvas.ground(scene.palette.sky)
    x = canvas.width * rng.choice((0.5, 0.5, 0.18, 0.82))
    bands, count = _bands(scene), detail(scene, 6, 7, 8)
    outer = min(canvas.width * 0.62, canvas.height * (0.48 if scene.calm else 0.66))
    foot = canvas.height * rng.uniform(0.86, 1.0)
    for k in range(count):
        r = outer * (1 - k / count)
        legs = rect(x - r, foot, x + r, canvas.height + 2)
        canvas.fill([ellipse(x, foot, r), legs], bands[k % len(bands)])
    return _ground(canvas)


def disc(canvas: Canvas, scene: Scene) -> Ground:
    """One big disc on a calm ground, with a floor."""
    palette = scene.palette
    canvas.ground(palette.sky)
    x, y = canvas.width * 0.5, canvas.height * (0.72 if scene.calm else DISC_HEIGHT)
    r = canvas.unit * (0.35 if scene.calm else 0.42)
    if scene.calm and canvas.width > canvas.height:
        x = canvas.width * 0.73  # the words stand to the left
    canvas.fill([ellipse(x, y, r)], palette.accent)
    for k in range(0 if scene.calm else 3):
        rr = r * (1.12 + 0.11 * k)
        canvas.fill(
            [ring(x, y, rr, rr - canvas.unit * 0.006, 0, 360)],
            palette.accent,
            opacity=0.6 - 0.15 * k,
        )
    floor = canvas.height * 0.86
    canvas.fill([rect(-2, floor, canvas.width + 2, canvas.height + 2)], palette.land(0.75))
    return Ground(horizon=y, foot=canvas.height * 0.95)


def tiles(canvas: Canvas, scene: Scene) -> Ground:
    """Quarter circles, discs and triangles on a square grid."""
    rng = scene.chance("tiles")
    canvas.ground([scene.palette.sky[0]])
    across = rng.choice((4, 5, 6))
    if canvas.width > canvas.height:
        across = max(rng.choice((6, 7, 8)), round(2 * canvas.width / canvas.height))
    rows = max(1, round(canvas.height * across / canvas.width))
    side = canvas.height / rows
    bands = _bands(scene)
    for row in range(rows):
        for column in range(ceil(canvas.width / side)):
            back, front = (
                rng.sample(bands, 2) if rng.random() < 0.8 else (scene.palette.sky[0], bands[0])
            )
            x, y = column * side, row * side
            canvas.fill([rect(x - 0.5, y - 0.5, x + side + 0.5, y + side + 0.5)], back)
            canvas.fill(_tile(rng, x, y, side), front)
    return _ground(canvas)


def _tile(rng: Random, x: float, y: float, side: float) -> list[Outline]:
    corner = rng.choice(
        ((x, y, 0), (x + side, y, 90), (x + side, y + side, 180), (x, y + side, 270))
    )
    match rng.randrange(5):
        case 0 | 1:
            return [
                [
                    corner[:2],
                    *ellipse(corner[0], corner[1], side, start=corner[2], end=corner[2] + 90),
                ]
            ]
        case 2:
            return [ellipse(x + side / 2, y + side / 2, side * 0.34)]
        case 3:
            half = ring(corner[0], corner[1], side, side * 0.55, corner[2], corner[2] + 90)
            return [
                half,
                [
                    corner[:2],
                    *ellipse(
                        corner[0], corner[1], side * 0.28, start=corner[2], end=corner[2] + 90
                    ),
                ],
            ]
        case _:
            return [
                [(x, y), (x + side, y), (x, y + side)]
                if rng.random() < 0.5
                else [(x + side, y), (x + side, y + side), (x, y + side)]
            ]


def cutouts(canvas: Canvas, scene: Scene) -> Ground:
    """Paper leaves and pebbles, laid about the edges."""
    rng = scene.chance("cutouts")
    canvas.ground([scene.palette.sky[0], scene.palette.sky[-1]])
    bands = _bands(scene)
    reach, largest = (0.08, 0.16) if scene.calm else (0.22, 0.23)
    for k in range(detail(scene, 13, 16, 20)):
        along, across = rng.random(), rng.choice((-0.02, 1.02)) + rng.uniform(-reach, reach)
        x, y = (across, along) if k % 2 else (along, across)
        x, y, size = canvas.width * x, canvas.height * y, canvas.unit * rng.uniform(0.1, largest)
        shape = _leaf(x, y, size) if rng.random() < 0.6 else [_pebble(rng, x, y, size * 0.7)]
        turn = rng.uniform(0, 360)
        colour = lighter(bands[k % len(bands)], rng.uniform(-0.04, 0.04))
        canvas.fill([rotated(o, turn, x, y) for o in shape], colour)
    return _ground(canvas)


def _leaf(x: float, y: float, size: float) -> list[Outline]:
    """A stem with round fingers on both sides."""
    stem = rect(x - size * 0.035, y - size, x + size * 0.035, y + size)
    fingers = []
    for k in range(6):
        t = -0.75 + 0.3 * k
        reach = size * 0.62 * (1 - 0.55 * abs(t))
        for side in (-1, 1):
            cx = x + side * reach * 0.55
            fingers.append(
                rotated(
                    ellipse(cx, y + t * size, reach * 0.6, size * 0.095),
                    side * -28,
                    x,
                    y + t * size,
                )
            )
    return [stem, *fingers]


def _pebble(rng: Random, x: float, y: float, size: float) -> Outline:
    around = ellipse(x, y, size)[:-1:9]
    return smooth(
        [
            (x + (px - x) * rng.uniform(0.65, 1.1), y + (py - y) * rng.uniform(0.65, 1.1))
            for px, py in around
        ]
    )
