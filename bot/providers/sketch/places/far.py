"""Far away: dunes, and the ground of other worlds."""

from random import Random

from bot.providers.sketch import sky
from bot.providers.sketch.canvas import Canvas, Fade
from bot.providers.sketch.colour import lighter, mix
from bot.providers.sketch.geometry import ellipse, ring, rotated, smooth, star
from bot.providers.sketch.places.terrain import below
from bot.providers.sketch.scene import Ground, Scene, detail


def desert(canvas: Canvas, scene: Scene) -> Ground:
    """Dunes with a lit and a shaded side."""
    horizon = canvas.height * 0.56
    sky.paint(canvas, scene, horizon)
    rng = scene.chance("dunes")
    rows = detail(scene, 3, 4, 5)
    for k in range(rows):
        depth = (k + 1) / rows
        y = horizon + (canvas.height - horizon) * 0.75 * k / rows
        crest = canvas.width * rng.uniform(0.2, 0.8)
        rise = canvas.unit * rng.uniform(0.07, 0.12)
        back = smooth(
            [
                (-canvas.width * 0.2, y + rise),
                (crest * 0.5, y + rise * 0.55),
                (crest, y - rise * 0.3),
                (crest + (canvas.width - crest) * 0.5, y + rise * 0.6),
                (canvas.width * 1.2, y + rise),
            ],
            closed=False,
        )
        colour = scene.palette.land(0.15 + 0.6 * depth)
        canvas.fill(
            [below(canvas, back)], Fade(top=lighter(colour, 0.07), bottom=lighter(colour, -0.02))
        )
        shade = smooth(
            [
                (crest, y - rise * 0.3),
                (crest + (canvas.width - crest) * 0.5, y + rise * 0.6),
                (canvas.width * 1.2, y + rise),
            ],
            closed=False,
        )
        s_curve = smooth(
            [
                (canvas.width * 1.2, canvas.height * 1.2),
                (crest + canvas.unit * 0.1, canvas.height),
                (crest - canvas.unit * 0.1, y + rise * 1.6),
                (crest, y - rise * 0.3),
            ],
            closed=False,
        )
        canvas.fill([[*shade, *s_curve]], lighter(colour, -0.07), opacity=0.8)
    return Ground(horizon=horizon, foot=canvas.height * 0.94)


def space(canvas: Canvas, scene: Scene) -> Ground:
    """A ringed planet, and the edge of another world to stand on."""
    sky.paint(canvas, scene, canvas.height)
    rng = scene.chance("planet")
    palette = scene.palette
    side = rng.choice((0.24, 0.78))
    low = (0.5, 0.6) if scene.calm else (0.26, 0.42)
    _planet(
        canvas,
        scene,
        (
            canvas.width * side,
            canvas.height * rng.uniform(*low),
            canvas.unit * rng.uniform(0.13, 0.2),
        ),
        rng,
    )
    x, y, r = canvas.width * (1 - side), canvas.height * rng.uniform(0.12, 0.3), canvas.unit * 0.035
    canvas.fill([ellipse(x, y, r)], Fade(top=palette.second, bottom=palette.far))
    radius = max(canvas.width, canvas.height) * 1.15
    top = canvas.height * 0.82
    middle = canvas.width * 0.5
    canvas.light(middle, top + radius, radius * 1.12, palette.second, 0.35)
    canvas.fill(
        [ellipse(middle, top + radius, radius)],
        Fade(top=lighter(palette.far, 0.06), bottom=palette.near),
    )
    pits = [
        (canvas.width * rng.random(), canvas.height * rng.uniform(0.88, 0.99))
        for _ in range(detail(scene, 6, 9, 16))
    ]
    canvas.fill(
        [ellipse(px, py, canvas.unit * 0.04, canvas.unit * 0.012) for px, py in pits],
        palette.near,
        opacity=0.55,
    )
    return Ground(horizon=top, foot=canvas.height * 0.93)


def _planet(canvas: Canvas, scene: Scene, place: tuple[float, float, float], rng: Random) -> None:
    x, y, r = place
    palette = scene.palette
    tilt = rng.uniform(-28, -12)
    disc = ellipse(x, y, r)
    canvas.light(x, y, r * 2.1, palette.accent, 0.4)
    behind = [
        rotated(
            [(px, y + (py - y) * 0.24) for px, py in ring(x, y, r * rr, r * (rr - 0.13), 180, 360)],
            tilt,
            x,
            y,
        )
        for rr in (1.75, 1.98)
    ]
    front = [
        rotated(
            [(px, y + (py - y) * 0.24) for px, py in ring(x, y, r * rr, r * (rr - 0.13), 0, 180)],
            tilt,
            x,
            y,
        )
        for rr in (1.75, 1.98)
    ]
    canvas.fill(behind, mix(palette.light, palette.accent, 0.3), opacity=0.8)
    canvas.fill(
        [disc],
        Fade(top=lighter(palette.accent, 0.06), bottom=mix(palette.accent, palette.near, 0.6)),
    )
    bands = [
        rotated(ellipse(x, y + r * dy, r * (1 - dy * dy) ** 0.5, r * 0.06), tilt, x, y)
        for dy in (-0.45, -0.1, 0.3)
    ]
    canvas.fill(bands, mix(palette.accent, palette.light, 0.45), opacity=0.55)
    canvas.fill(front, mix(palette.light, palette.accent, 0.2), opacity=0.95)
    canvas.fill([star(x - r * 2.4, y - r, r * 0.12, r * 0.015, 4)], palette.light)
