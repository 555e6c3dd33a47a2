"""Mountains, woods, dunes, meadows, and the ground of other worlds."""

from math import pi, sin
from random import Random

from bot.providers.sketch import sky
from bot.providers.sketch.canvas import Canvas, Fade
from bot.providers.sketch.colour import RGB, lighter, mix
from bot.providers.sketch.geometry import Outline, Point, ellipse, rect, ring, rotated, smooth, star
from bot.providers.sketch.scene import Ground, Scene, detail

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


def mountains(canvas: Canvas, scene: Scene) -> Ground:
    """Peaks with lit and shaded sides, mist at their feet, hills with pines before them."""
    horizon = canvas.height * 0.62
    sky.paint(canvas, scene, horizon)
    rng = scene.chance("peaks")
    fuji = "fuji" in scene.brief.said or "富士" in scene.brief.said
    for row in range(1 if fuji else 2):
        _row_of_peaks(canvas, scene, rng, row, alone=fuji)
        _mist(canvas, scene, horizon - canvas.height * 0.04 * (1 - row))
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
        height = canvas.height * rng.uniform(0.24, 0.4) * (1 - 0.32 * row) * (1.25 if alone else 1)
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


def _mist(canvas: Canvas, scene: Scene, y: float) -> None:
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
        x, y = _along(line, t)
        trees += pine(x, y + height * 0.05, height * rng.uniform(0.55, 1.15))
    canvas.fill(trees, colour)


def _along(line: list[Point], t: float) -> Point:
    return line[min(len(line) - 1, int(t * len(line)))]


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
        _wood(canvas, rng, line, depth, colour)
        canvas.fill([below(canvas, line)], colour)
        if k < rows - 1:
            _mist(canvas, scene, y - canvas.height * 0.02)
    _ferns(canvas, scene)
    return Ground(horizon=horizon, foot=canvas.height * 0.96)


def _wood(canvas: Canvas, rng: Random, line: list[Point], depth: float, colour: RGB) -> None:
    """Far rows are a wall of trees, near ones stand at the sides like a curtain."""
    trees: list[Outline] = []
    height = canvas.height * (0.2 + 0.5 * depth)
    count = round((13 - 8 * depth) * canvas.width / canvas.unit)
    for k in range(count):
        t = (k + rng.uniform(0.1, 0.9)) / count
        if depth > 0.4 and abs(t - 0.5) < 0.26:
            continue
        x, y = _along(line, t)
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
    x, y = _along(line, rng.random())
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


def space(canvas: Canvas, scene: Scene) -> Ground:
    """A ringed planet, and the edge of another world to stand on."""
    sky.paint(canvas, scene, canvas.height)
    rng = scene.chance("planet")
    palette = scene.palette
    side = rng.choice((0.24, 0.78))
    _planet(
        canvas,
        scene,
        (
            canvas.width * side,
            canvas.height * rng.uniform(0.26, 0.42),
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
