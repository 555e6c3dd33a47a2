"""What is above: gradients, sun and moon, stars, clouds, rainbows and birds."""

from random import Random

from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.colour import RGB, lighter, mix
from bot.providers.sketch.geometry import Outline, ellipse, rect, ring, rounded, star
from bot.providers.sketch.ink import Style
from bot.providers.sketch.scene import Scene, detail

RAINBOW: tuple[RGB, ...] = (
    (226, 74, 74),
    (240, 146, 62),
    (246, 205, 84),
    (96, 178, 112),
    (74, 136, 205),
    (128, 92, 180),
)


def paint(canvas: Canvas, scene: Scene, horizon: float) -> None:
    """Fill everything above the horizon (in pixels from the top)."""
    canvas.ground(scene.palette.sky, (0, 0, canvas.width, horizon + 2))
    canvas.ground([scene.palette.sky[-1]], (0, horizon, canvas.width, canvas.height))
    if scene.place == "space":
        nebula(canvas, scene)
    if starry(scene):
        stars(
            canvas, scene.chance("stars"), horizon, scene.palette.light, detail(scene, 70, 120, 260)
        )
    body(canvas, scene, horizon)
    if "rainbow" in scene.weather:
        rainbow(canvas, scene, horizon)
    if _cloudy(scene):
        clouds(canvas, scene, horizon)
    if not (scene.calm or scene.palette.dark) or "birds" in scene.weather:
        birds(canvas, scene, horizon)


def starry(scene: Scene) -> bool:
    """Whether stars are out."""
    return scene.palette.dark or "stars" in scene.weather


def _cloudy(scene: Scene) -> bool:
    if scene.calm or scene.place in {"space", "grid"}:
        return False
    return "clouds" in scene.weather or scene.chance("cloudy").random() < 0.75


def stars(canvas: Canvas, rng: Random, floor: float, colour: RGB, count: int) -> None:
    """Scatter small stars, a few of them with rays."""
    spread = canvas.width / canvas.height
    dots: list[Outline] = []
    for k in range(round(count * max(0.6, min(2.0, spread)))):
        x, y = canvas.width * rng.random(), floor * rng.random() ** 1.3
        r = canvas.unit * (0.0009 + 0.0022 * rng.random() ** 3)
        dots.append(star(x, y, r * 5, r * 0.8, 4) if k % 23 == 0 else ellipse(x, y, r))
    canvas.fill(dots, colour, opacity=0.9)


def body(canvas: Canvas, scene: Scene, horizon: float) -> None:
    """The sun or the moon, with its light."""
    rng = scene.chance("sun")
    if scene.calm and scene.style is Style.NEON:
        return  # the sign is the only light
    x = canvas.width * rng.choice((0.26, 0.5, 0.72)) + canvas.unit * rng.uniform(-0.05, 0.05)
    moon = "moon" in scene.weather or (scene.palette.dark and not scene.mood("sunset"))
    low = scene.mood("sunset")
    y = (
        horizon * rng.uniform(0.86, 0.96)
        if scene.calm
        else horizon * (rng.uniform(0.7, 0.95) if low and not moon else rng.uniform(0.3, 0.55))
    )
    r = canvas.unit * rng.uniform(0.07, 0.11) * (0.75 if moon else 1.15)
    colour = mix(scene.palette.accent, scene.palette.light, 0.55 if moon else 0.25)
    canvas.light(x, y, r * 4.5, colour, 0.5 if scene.palette.dark else 0.35)
    canvas.fill([ellipse(x, y, r)], colour)
    if moon:
        _craters(canvas, rng, (x, y, r), lighter(colour, -0.06))


def _craters(canvas: Canvas, rng: Random, disc: tuple[float, float, float], colour: RGB) -> None:
    x, y, r = disc
    spots = ((-0.35, -0.25, 0.2), (0.3, 0.1, 0.26), (-0.15, 0.45, 0.14), (0.35, -0.45, 0.1))
    turn = rng.choice((-1, 1))
    canvas.fill(
        [ellipse(x + turn * dx * r, y + dy * r, s * r) for dx, dy, s in spots], colour, opacity=0.6
    )


def clouds(canvas: Canvas, scene: Scene, horizon: float) -> None:
    """Flat-bottomed clouds, fainter towards the horizon."""
    rng = scene.chance("clouds")
    colour = mix(scene.palette.sky[-1], scene.palette.light, 0.1 if scene.palette.dark else 0.75)
    for _ in range(detail(scene, 3, 4, 6)):
        x, y = canvas.width * rng.random(), horizon * rng.uniform(0.12, 0.72)
        size = canvas.unit * rng.uniform(0.1, 0.22)
        canvas.fill(_cloud(rng, x, y, size), colour, opacity=0.28 if scene.palette.dark else 0.75)


def _cloud(rng: Random, x: float, y: float, size: float) -> list[Outline]:
    bar = rounded(x - size, y - size * 0.14, x + size, y + size * 0.1, size * 0.12)
    puffs = [
        ellipse(x + size * dx, y - size * 0.1, size * r, size * r * 0.9)
        for dx, r in ((-0.45, 0.24), (-0.05, 0.34), (0.4, 0.25))
    ]
    shift = size * rng.uniform(-0.6, 0.6)
    tail = rounded(
        x + shift - size * 0.7, y + size * 0.02, x + shift + size * 0.7, y + size * 0.2, size
    )
    return [bar, *puffs, tail]


def birds(canvas: Canvas, scene: Scene, horizon: float) -> None:
    """A small flock, far away."""
    rng = scene.chance("birds")
    x, y = canvas.width * rng.uniform(0.15, 0.75), horizon * rng.uniform(0.18, 0.5)
    for k in range(detail(scene, 3, 5, 7)):
        bx = x + canvas.unit * (0.04 * k + rng.uniform(0, 0.02))
        by = y + canvas.unit * 0.028 * abs(k - 2) + canvas.unit * rng.uniform(-0.01, 0.01)
        s = canvas.unit * rng.uniform(0.009, 0.015)
        for side in (-1, 1):
            wing = [
                (bx, by),
                (bx + side * s * 0.6, by - s * 0.55),
                (bx + side * s * 1.3, by - s * 0.1),
            ]
            canvas.stroke(wing, s * 0.2, scene.palette.ink, opacity=0.7)


def rainbow(canvas: Canvas, scene: Scene, horizon: float) -> None:
    """An arc from side to side."""
    rng = scene.chance("rainbow")
    x, r = canvas.width * rng.uniform(0.4, 0.6), min(canvas.width * 0.46, horizon * 0.85)
    band = r * 0.045
    for k, colour in enumerate(RAINBOW):
        arc = ring(x, horizon, r - k * band, r - (k + 1) * band, 180, 360)
        canvas.fill([arc], mix(colour, scene.palette.sky[-1], 0.25), opacity=0.75)


def nebula(canvas: Canvas, scene: Scene) -> None:
    """Clouds of light."""
    rng = scene.chance("nebula")
    for k in range(detail(scene, 4, 6, 9)):
        colour = (scene.palette.accent, scene.palette.second, scene.palette.sky[-1])[k % 3]
        x, y = canvas.width * rng.random(), canvas.height * rng.random()
        canvas.light(x, y, canvas.unit * rng.uniform(0.3, 0.65), colour, rng.uniform(0.12, 0.3))


def striped_sun(canvas: Canvas, scene: Scene, x: float, y: float, r: float) -> None:
    """A sun cut into bars, as in the eighties."""
    palette = scene.palette
    canvas.light(x, y, r * 2.6, palette.accent, 0.55)
    bars = [
        rect(
            x - r, y + r * (0.02 + 0.155 * k), x + r, y + r * (0.02 + 0.155 * k + 0.022 + 0.012 * k)
        )
        for k in range(6)
    ]
    stops = [mix(palette.light, palette.second, 0.15), palette.accent]
    box = (x - r, y - r, x + r, y + r)
    canvas.fill_through([ellipse(x, y, r)], stops, box, holes=bars)
