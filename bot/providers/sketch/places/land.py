"""Mountains, woods and meadows."""

from math import pi, sin
from random import Random

from bot.providers.sketch import sky
from bot.providers.sketch.canvas import Canvas, Fade
from bot.providers.sketch.colour import RGB, lighter, mix
from bot.providers.sketch.geometry import Outline, Point, ellipse
from bot.providers.sketch.places.terrain import along, below, hills, mist, pine, pines, ridge
from bot.providers.sketch.scene import Ground, Scene, detail


def mountains(canvas: Canvas, scene: Scene) -> Ground:
    """Peaks with lit and shaded sides, mist at their feet, hills with pines before them."""
    horizon = canvas.height * 0.62
    sky.paint(canvas, scene, horizon)
    rng = scene.chance("peaks")
    fuji = "fuji" in scene.brief.said or "富士" in scene.brief.said
    for row in range(1 if fuji else 2):
        _row_of_peaks(canvas, scene, rng, row, alone=fuji)
        mist(canvas, scene, horizon - canvas.height * 0.04 * (1 - row))
    lines = hills(canvas, scene, horizon - canvas.height * 0.02, detail(scene, 3, 3, 4), "hills")
    for k, line in enumerate(lines[:-1]):
        tone = lighter(scene.palette.land(0.3 + 0.7 * (k + 1) / len(lines)), -0.05)
        pines(
            canvas,
            scene.chance(f"pines{k}"),
            line,
            canvas.unit * (0.045 + 0.03 * k),
            tone,
            detail(scene, 18, 30, 42),
        )
    return Ground(horizon=horizon, foot=canvas.height * 0.97)


def _row_of_peaks(canvas: Canvas, scene: Scene, rng: Random, row: int, *, alone: bool) -> None:
    palette, foot = scene.palette, canvas.height * 0.66
    count = 1 if alone else max(2, round((2.6 + row) * canvas.width / canvas.height))
    body = mix(palette.land(0.15 + 0.3 * row), palette.sky[-1], 0.35 - 0.25 * row)
    for k in range(count):
        middle = canvas.width * ((k + 0.5) / count + rng.uniform(-0.5, 0.5) / count * 0.7)
        height = (
            canvas.height
            * (0.7 if scene.calm else 1.0)
            * rng.uniform(0.24, 0.4)
            * (1 - 0.32 * row)
            * (1.25 if alone else 1)
        )
        half = height * (1.35 if alone else rng.uniform(0.75, 1.05))
        _peak(canvas, scene, rng, (middle, foot, half, height), body)


def _peak(
    canvas: Canvas, scene: Scene, rng: Random, place: tuple[float, float, float, float], colour: RGB
) -> None:
    x, foot, half, height = place
    top = foot - height
    left, right = (x - half, foot), (x + half, foot)
    canvas.fill(
        [[left, (x, top), right]],
        Fade(top=lighter(colour, 0.05), bottom=mix(colour, scene.palette.sky[-1], 0.25)),
    )
    spine = [
        (x + half * (0.06 + 0.13 * ((-1) ** k)) * (k / 6), top + height * k / 6) for k in range(7)
    ]
    canvas.fill([[(x, top), *spine[1:], right]], lighter(colour, -0.07), opacity=0.75)
    snow = rng.uniform(0.2, 0.34)
    zig = [
        (x + half * snow * (1 - 2 * k / 6), top + height * snow * (1 + 0.28 * (-1) ** k))
        for k in range(7)
    ]
    light = mix(scene.palette.light, scene.palette.sky[-1], 0.12)
    canvas.fill([[(x, top), *zig]], light)
    shade = [(px, py) for px, py in zig if px > x + half * 0.01]
    canvas.fill(
        [[(x, top), *shade, (x + half * 0.02, top + height * snow * 0.9)]], mix(light, colour, 0.35)
    )


def forest(canvas: Canvas, scene: Scene) -> Ground:
    """Rows of trunks and pines receding into light."""
    horizon = canvas.height * 0.6
    sky.paint(canvas, scene, horizon)
    canvas.light(
        canvas.width * 0.5, canvas.height * 0.42, canvas.unit * 0.75, scene.palette.light, 0.3
    )
    rows = detail(scene, 4, 5, 6)
    for k in range(rows):
        depth = k / (rows - 1)
        rng = scene.chance(f"row{k}")
        y = canvas.height * (0.6 + 0.2 * depth)
        line = ridge(rng, canvas, y, canvas.unit * 0.02, 1.0)
        colour = mix(scene.palette.land(depth), scene.palette.sky[-1], 0.45 * (1 - depth))
        _wood(canvas, scene, rng, line, depth, colour)
        canvas.fill([below(canvas, line)], colour)
        if k < rows - 1:
            mist(canvas, scene, y - canvas.height * 0.02)
    _ferns(canvas, scene)
    return Ground(horizon=horizon, foot=canvas.height * 0.96)


def _wood(
    canvas: Canvas, scene: Scene, rng: Random, line: list[Point], depth: float, colour: RGB
) -> None:
    """Far rows are a wall of trees, near ones stand at the sides like a curtain."""
    trees: list[Outline] = []
    height = canvas.height * (0.2 + (0.2 if scene.calm else 0.5) * depth)
    count = round((13 - 8 * depth) * canvas.width / canvas.unit)
    for k in range(count):
        t = (k + rng.uniform(0.1, 0.9)) / count
        if depth > 0.4 and abs(t - 0.5) < 0.26:
            continue
        x, y = along(line, t)
        trees += pine(x, y + height * 0.06, height * rng.uniform(0.7, 1.1))
    canvas.fill(trees, colour)


def _ferns(canvas: Canvas, scene: Scene) -> None:
    rng = scene.chance("ferns")
    blades: list[Outline] = []
    for _ in range(detail(scene, 26, 44, 80)):
        x = canvas.width * rng.random()
        h, lean = canvas.unit * rng.uniform(0.03, 0.09), rng.uniform(-0.6, 0.6)
        foot = canvas.height + canvas.unit * 0.01
        blades.append([(x - h * 0.08, foot), (x + h * lean, foot - h), (x + h * 0.08, foot)])
    canvas.fill(blades, lighter(scene.palette.near, -0.04))


def meadow(canvas: Canvas, scene: Scene) -> Ground:
    """Soft hills, and flowers that grow towards us."""
    horizon = canvas.height * 0.6
    sky.paint(canvas, scene, horizon)
    lines = hills(canvas, scene, horizon - canvas.height * 0.03, detail(scene, 3, 4, 5), "meadow")
    rng = scene.chance("blooms")
    trees = [o for _ in range(5) for o in _round_tree(canvas, rng, lines[0])]
    canvas.fill(trees, lighter(scene.palette.land(0.45), -0.03))
    _blooms(canvas, scene, rng)
    return Ground(horizon=horizon, foot=canvas.height * 0.94)


def _round_tree(canvas: Canvas, rng: Random, line: list[Point]) -> list[Outline]:
    x, y = along(line, rng.random())
    r = canvas.unit * rng.uniform(0.018, 0.035)
    trunk = [
        (x - r * 0.15, y - r),
        (x + r * 0.15, y - r),
        (x + r * 0.15, y + r * 0.4),
        (x - r * 0.15, y + r * 0.4),
    ]
    return [ellipse(x, y - r * 1.6, r, r * 1.15), trunk]


def _blooms(canvas: Canvas, scene: Scene, rng: Random) -> None:
    palette = scene.palette
    groups: dict[RGB, list[Outline]] = {palette.accent: [], palette.second: [], palette.light: []}
    hearts: list[Outline] = []
    for k in range(detail(scene, 60, 100, 190)):
        near = (k / 190 + rng.random() * 0.4) % 1.0
        x, y = canvas.width * rng.random(), canvas.height * (0.76 + 0.24 * near)
        r = canvas.unit * (0.004 + 0.016 * near**2)
        group = groups[(palette.accent, palette.second, palette.light)[k % 3]]
        group += [
            ellipse(
                x + r * 0.8 * sin(a * 2 * pi / 5),
                y + r * 0.8 * sin(a * 2 * pi / 5 + pi / 2),
                r * 0.55,
            )
            for a in range(5)
        ]
        hearts.append(ellipse(x, y, r * 0.4))
    for colour, outlines in groups.items():
        canvas.fill(outlines, colour)
    canvas.fill(hearts, mix(palette.accent, palette.ink, 0.4))
