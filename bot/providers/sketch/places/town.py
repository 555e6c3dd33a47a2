"""Cities and rooms."""

from random import Random

from bot.providers.sketch import sky
from bot.providers.sketch.canvas import Canvas, Fade
from bot.providers.sketch.colour import RGB, lighter, mix
from bot.providers.sketch.geometry import Outline, ellipse, rect, rounded
from bot.providers.sketch.scene import Ground, Scene, detail

STREET = 0.8  # of the canvas: where a city meets its street


def city(canvas: Canvas, scene: Scene) -> Ground:
    """Three rows of houses, windows lit when it is dark, and a street's edge in front."""
    horizon = canvas.height * STREET
    sky.paint(canvas, scene, horizon)
    palette = scene.palette
    for row in range(3):
        rng = scene.chance(f"houses{row}")
        colour = mix(palette.land(0.15 + 0.4 * row), palette.sky[-1], 0.4 - 0.2 * row)
        height = canvas.height * (0.42 - 0.1 * row)
        _houses(canvas, scene, rng, (horizon, height, canvas.unit * (0.085 + 0.035 * row)), colour)
        haze = [
            rect(
                -canvas.width,
                horizon - canvas.height * 0.07,
                2 * canvas.width,
                horizon + canvas.height * 0.02,
            )
        ]
        canvas.haze(
            haze, canvas.unit * 0.04, mix(palette.sky[-1], palette.accent, 0.25), 0.3 - 0.1 * row
        )
    near = palette.near
    canvas.fill(
        [rect(-2, horizon, canvas.width + 2, canvas.height + 2)],
        Fade(top=lighter(near, 0.03), bottom=lighter(near, -0.05)),
    )
    _street(canvas, scene, horizon)
    return Ground(horizon=canvas.height * 0.45, foot=canvas.height * 0.93)


def _houses(
    canvas: Canvas, scene: Scene, rng: Random, row: tuple[float, float, float], colour: RGB
) -> None:
    foot, height, width = row
    x = -width * rng.random()
    blocks: list[Outline] = []
    lit: list[Outline] = []
    dull: list[Outline] = []
    while x < canvas.width:
        w, h = width * rng.uniform(0.65, 1.4), height * rng.uniform(0.35, 1.0)
        blocks += _house(rng, x, foot, w, h)
        for pane in _windows(canvas, rng, x, foot, w, h):
            (lit if rng.random() < (0.38 if scene.palette.dark else 0.16) else dull).append(pane)
        x += w + width * rng.choice((0.0, 0.0, 0.06))
    canvas.fill(blocks, Fade(top=lighter(colour, -0.02), bottom=lighter(colour, 0.03)))
    canvas.fill(dull, lighter(colour, -0.05 if not scene.palette.dark else 0.045), opacity=0.8)
    glow = mix(scene.palette.accent, scene.palette.light, 0.35)
    canvas.fill(lit, glow if scene.palette.dark else mix(colour, scene.palette.light, 0.65))


def _house(rng: Random, x: float, foot: float, w: float, h: float) -> list[Outline]:
    top = foot - h
    main = rect(x, top, x + w, foot)
    match rng.randrange(6):
        case 0:
            return [
                main,
                rect(x + w * 0.2, top - h * 0.1, x + w * 0.8, top + 2),
                rect(x + w * 0.47, top - h * 0.24, x + w * 0.53, top),
            ]
        case 1:
            return [main, [(x, top + 1), (x + w * 0.5, top - w * 0.45), (x + w, top + 1)]]
        case 2:
            return [
                main,
                ellipse(x + w / 2, top, w * 0.34, w * 0.3),
                rect(x + w * 0.48, top - w * 0.55, x + w * 0.52, top),
            ]
        case 3:
            return [main, [(x, top + 1), (x, top - w * 0.35), (x + w, top + 1)]]
        case 4:
            return [
                main,
                rect(x + w * 0.12, top - w * 0.22, x + w * 0.4, top + 1),
                rect(x + w * 0.7, top - w * 0.1, x + w * 0.88, top + 1),
            ]
        case _:
            return [main]


def _windows(
    canvas: Canvas, rng: Random, x: float, foot: float, w: float, h: float
) -> list[Outline]:
    columns = max(2, round(w / (canvas.unit * 0.024)))
    step = w / (columns + 0.6)
    rows = int((h - step) / (step * 1.35))
    tall = rng.uniform(0.5, 0.85)
    return [
        rect(
            x + step * (0.45 + c),
            foot - h + step * (0.7 + 1.35 * r),
            x + step * (0.45 + c) + step * 0.55,
            foot - h + step * (0.7 + 1.35 * r) + step * tall,
        )
        for c in range(columns)
        for r in range(rows)
    ]


def _street(canvas: Canvas, scene: Scene, top: float) -> None:
    rng = scene.chance("street")
    line = mix(scene.palette.near, scene.palette.light, 0.3)
    canvas.fill([rect(-2, top, canvas.width + 2, top + canvas.unit * 0.006)], line)
    for k in range(detail(scene, 3, 4, 5)):
        x = canvas.width * (k + rng.uniform(0.2, 0.8)) / 4
        h = canvas.height * 0.13
        canvas.stroke(
            [(x, top + 2), (x, top - h), (x + h * 0.12, top - h * 1.06)],
            canvas.unit * 0.005,
            lighter(scene.palette.near, -0.05),
        )
        canvas.light(
            x + h * 0.14,
            top - h,
            h * 0.9,
            scene.palette.accent,
            0.5 if scene.palette.dark else 0.15,
        )
        canvas.fill(
            [ellipse(x + h * 0.14, top - h * 1.03, canvas.unit * 0.008)], scene.palette.light
        )


def room(canvas: Canvas, scene: Scene) -> Ground:
    """A wall with a window, a lamp, and a table."""
    palette = scene.palette
    top = canvas.height * 0.76
    canvas.ground([mix(palette.sky[0], palette.light, 0.1), palette.sky[-1]])
    rng = scene.chance("room")
    side = rng.choice((0.24, 0.76))
    if scene.calm:
        canvas.light(
            canvas.width * side, canvas.height * 0.6, canvas.unit * 0.7, palette.light, 0.3
        )
    else:
        _window(canvas, scene, canvas.width * side, canvas.height * 0.3)
        _lamp(canvas, scene, canvas.width * (1 - side) + canvas.unit * rng.uniform(-0.08, 0.08))
    wood = palette.land(0.35)
    canvas.fill(
        [rect(-2, top, canvas.width + 2, canvas.height + 2)],
        Fade(top=lighter(wood, 0.05), bottom=lighter(wood, -0.08)),
    )
    canvas.fill([rect(-2, top, canvas.width + 2, top + canvas.unit * 0.012)], lighter(wood, 0.1))
    grain = [
        rounded(x, y, x + canvas.unit * rng.uniform(0.1, 0.3), y + canvas.unit * 0.003, 2)
        for x, y in (
            (canvas.width * rng.random(), top + (canvas.height - top) * rng.uniform(0.2, 0.95))
            for _ in range(detail(scene, 8, 14, 24))
        )
    ]
    canvas.fill(grain, lighter(wood, -0.12), opacity=0.5)
    return Ground(horizon=canvas.height * 0.4, foot=top + (canvas.height - top) * 0.45)


def _window(canvas: Canvas, scene: Scene, x: float, y: float) -> None:
    palette = scene.palette
    w, h = canvas.unit * 0.19, canvas.height * 0.2
    frame = mix(palette.light, palette.sky[-1], 0.15)
    canvas.fill([rounded(x - w - 8, y - h - 8, x + w + 8, y + h + 8, 10)], frame)
    canvas.fill(
        [rect(x - w, y - h, x + w, y + h)],
        Fade(
            top=mix(palette.second, palette.light, 0.35),
            bottom=mix(palette.accent, palette.light, 0.6),
        ),
    )
    hill = [
        (x - w, y + h),
        (x - w, y + h * 0.5),
        (x - w * 0.3, y + h * 0.2),
        (x + w * 0.3, y + h * 0.55),
        (x + w, y + h * 0.3),
        (x + w, y + h),
    ]
    canvas.fill([hill], mix(palette.second, palette.near, 0.35))
    canvas.fill([ellipse(x + w * 0.4, y - h * 0.35, w * 0.22)], palette.light)
    bar = canvas.unit * 0.008
    canvas.fill([rect(x - bar, y - h, x + bar, y + h), rect(x - w, y - bar, x + w, y + bar)], frame)
    beam = [
        (x - w, y + h),
        (x + w, y + h),
        (x + w * 2.6, canvas.height),
        (x + w * 0.2, canvas.height),
    ]
    canvas.haze([beam], canvas.unit * 0.02, palette.light, 0.16)


def _lamp(canvas: Canvas, scene: Scene, x: float) -> None:
    y, r = canvas.height * 0.17, canvas.unit * 0.085
    canvas.stroke([(x, -4), (x, y - r * 0.6)], canvas.unit * 0.004, scene.palette.ink)
    canvas.light(x, y + r * 0.5, r * 4.5, scene.palette.light, 0.4)
    shade = [
        (x - r * 0.3, y - r * 0.75),
        (x + r * 0.3, y - r * 0.75),
        (x + r, y + r * 0.35),
        (x - r, y + r * 0.35),
    ]
    canvas.fill([ellipse(x, y + r * 0.34, r * 0.3, r * 0.24)], scene.palette.light)
    canvas.fill([shade], Fade(top=lighter(scene.palette.accent, 0.04), bottom=scene.palette.accent))
