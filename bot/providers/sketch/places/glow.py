"""Places for neon: a wall, the grid of the eighties, and wet ground that mirrors them."""

from PIL import Image, ImageChops, ImageFilter

from bot.providers.sketch import sky
from bot.providers.sketch.canvas import Canvas, gradient
from bot.providers.sketch.colour import lighter, mix
from bot.providers.sketch.geometry import Outline, rect
from bot.providers.sketch.places.terrain import below, ridge
from bot.providers.sketch.scene import Ground, Scene, detail

WALL_FOOT = 0.82  # of the canvas: where a wall meets the pavement


def wet(canvas: Canvas, share: float) -> None:
    """Mirror what stands above a line (a share of the height) in the wet ground below it."""
    line = round(canvas.height * share)
    size = (canvas.width, canvas.height - line)
    above = canvas.image.crop((0, max(0, line - round(2.6 * size[1])), canvas.width, line))
    small = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).reduce(4)
    streaks = small.filter(ImageFilter.BoxBlur((canvas.unit / 300, canvas.unit / 90)))
    mirror = streaks.resize(size, Image.Resampling.BICUBIC)
    fade = gradient(((200, 200, 200), (60, 60, 60)), size).convert("L")
    ground = canvas.image.crop((0, line, *canvas.image.size))
    canvas.image.paste(
        ImageChops.screen(ground, ImageChops.multiply(mirror, fade.convert("RGB"))), (0, line)
    )


def grid(canvas: Canvas, scene: Scene) -> Ground:
    """A striped sun over a glowing grid."""
    horizon = canvas.height * 0.6
    palette = scene.palette
    canvas.ground(palette.sky, (0, 0, canvas.width, horizon + 1))
    sky.stars(
        canvas, scene.chance("stars"), horizon * 0.7, palette.light, detail(scene, 60, 90, 180)
    )
    r = min(canvas.unit * 0.3, horizon * 0.44)
    x = canvas.width * (0.74 if scene.calm and canvas.width > canvas.height else 0.5)
    sky.striped_sun(canvas, scene, x, horizon - r * 0.62, r)
    line = ridge(
        scene.chance("ridge"), canvas, horizon - canvas.unit * 0.03, canvas.unit * 0.05, 2.2
    )
    canvas.fill([below(canvas, line)], mix(palette.near, palette.far, 0.5))
    canvas.ground(
        [mix(palette.near, palette.far, 0.6), palette.near],
        (0, horizon, canvas.width, canvas.height),
    )
    depth = canvas.height - horizon
    wide = max(canvas.width, depth) * 2.4
    lines = [
        [
            (canvas.width / 2 + k * canvas.unit * 0.075, horizon),
            (canvas.width / 2 + k * wide / 9, canvas.height),
        ]
        for k in range(-22, 23)
    ]
    lines += [
        [(0, horizon + depth * t**2.2), (canvas.width, horizon + depth * t**2.2)]
        for t in (k / 12 for k in range(13))
    ]
    thin = max(1.2, canvas.unit * 0.0028)
    strips = [_strip(a, b, thin) for a, b in lines]
    canvas.fill(strips, palette.second, opacity=0.85)
    canvas.glow(strips, canvas.unit * 0.008, palette.second, 1.3)
    return Ground(horizon=horizon, foot=canvas.height * 0.93)


def _strip(a: tuple[float, float], b: tuple[float, float], width: float) -> Outline:
    flat = abs(a[1] - b[1]) < abs(a[0] - b[0])
    dx, dy = (0.0, width / 2) if flat else (width / 2, 0.0)
    return [
        (a[0] - dx, a[1] - dy),
        (a[0] + dx, a[1] + dy),
        (b[0] + dx, b[1] + dy),
        (b[0] - dx, b[1] - dy),
    ]


def wall(canvas: Canvas, scene: Scene) -> Ground:
    """A brick wall at night, for signs."""
    palette = scene.palette
    base = mix(palette.near, palette.far, 0.55)
    canvas.ground([lighter(base, -0.08)])
    rng = scene.chance("bricks")
    w, h = canvas.unit * 0.094, canvas.unit * 0.036
    tones: list[list[Outline]] = [[], [], [], []]
    for row in range(int(canvas.height / h) + 1):
        for k in range(-1, int(canvas.width / w) + 2):
            x, y = (k + 0.5 * (row % 2)) * w, row * h
            tones[rng.randrange(4)].append(
                rect(x + w * 0.025, y + h * 0.07, x + w * 0.975, y + h * 0.93)
            )
    for k, bricks in enumerate(tones):
        canvas.fill(bricks, lighter(base, 0.014 * k - 0.02))
    canvas.light(
        canvas.width * 0.5,
        canvas.height * 0.42,
        max(canvas.width, canvas.height) * 0.62,
        mix(palette.accent, palette.far, 0.35),
        0.5,
    )
    canvas.vignette(0.55)
    floor = canvas.height * WALL_FOOT
    canvas.ground(
        [lighter(base, -0.1), lighter(base, -0.14)], (0, floor, canvas.width, canvas.height)
    )
    canvas.fill([rect(0, floor, canvas.width, floor + canvas.unit * 0.004)], lighter(base, 0.03))
    return Ground(horizon=canvas.height * 0.75, foot=canvas.height * 0.96)
