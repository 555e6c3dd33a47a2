"""What lies over a finished picture: snow, rain, confetti, fog, paper and grain."""

from random import Random

from PIL import Image, ImageChops, ImageFilter

from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.colour import mix
from bot.providers.sketch.geometry import Outline, ellipse, rect, rotated, smooth
from bot.providers.sketch.ink import Style
from bot.providers.sketch.scene import Scene, detail

GRAIN = (0.0, 5.0, 11.0)  # levels of 255, by level of detail


def fall(canvas: Canvas, scene: Scene) -> None:
    """Let fall what the words ask for."""
    for name, painter in (
        ("snow", snow),
        ("rain", rain),
        ("confetti", confetti),
        ("hearts", hearts),
    ):
        if name in scene.weather:
            painter(canvas, scene)
    if "fog" in scene.weather:
        band = rect(-canvas.width, canvas.height * 0.55, 2 * canvas.width, canvas.height * 0.85)
        canvas.haze(
            [band], canvas.unit * 0.09, mix(scene.palette.sky[-1], (255, 255, 255), 0.4), 0.5
        )


def snow(canvas: Canvas, scene: Scene) -> None:
    """Flakes, some near and soft."""
    rng = scene.chance("snow")
    flakes = [
        ellipse(
            canvas.width * rng.random(),
            canvas.height * rng.random(),
            canvas.unit * rng.uniform(0.0015, 0.006),
        )
        for _ in range(detail(scene, 150, 220, 380))
    ]
    canvas.fill(flakes, (255, 255, 255), opacity=0.92)
    near = [
        ellipse(
            canvas.width * rng.random(),
            canvas.height * rng.random(),
            canvas.unit * rng.uniform(0.01, 0.018),
        )
        for _ in range(12)
    ]
    canvas.haze(near, canvas.unit * 0.006, (255, 255, 255), 0.7)


def rain(canvas: Canvas, scene: Scene) -> None:
    """Slanted streaks."""
    rng = scene.chance("rain")
    streaks: list[Outline] = []
    for _ in range(detail(scene, 110, 160, 260)):
        x, y = canvas.width * rng.uniform(-0.05, 1.1), canvas.height * rng.uniform(-0.1, 1)
        length, w = canvas.unit * rng.uniform(0.03, 0.08), canvas.unit * 0.0012
        streaks.append(
            [
                (x - w, y),
                (x + w, y),
                (x - length * 0.25 + w, y + length),
                (x - length * 0.25 - w, y + length),
            ]
        )
    canvas.fill(streaks, mix(scene.palette.light, scene.palette.sky[0], 0.25), opacity=0.55)


def confetti(canvas: Canvas, scene: Scene) -> None:
    """Paper bits in the scene's colours."""
    rng = scene.chance("confetti")
    p = scene.palette
    for colour in (p.accent, p.second, p.light, p.far):
        bits = []
        for _ in range(detail(scene, 18, 26, 40)):
            x, y, s = (
                canvas.width * rng.random(),
                canvas.height * rng.random(),
                canvas.unit * rng.uniform(0.006, 0.014),
            )
            shape = (
                ellipse(x, y, s * 0.6)
                if rng.random() < 0.3
                else rect(x - s, y - s * 0.4, x + s, y + s * 0.4)
            )
            bits.append(rotated(shape, rng.uniform(0, 180), x, y))
        canvas.fill(bits, colour, opacity=0.95)


def hearts(canvas: Canvas, scene: Scene) -> None:
    """Small hearts rising."""
    rng = scene.chance("hearts")
    shapes = []
    for _ in range(detail(scene, 16, 24, 36)):
        x, y, s = (
            canvas.width * rng.random(),
            canvas.height * rng.random(),
            canvas.unit * rng.uniform(0.01, 0.025),
        )
        half = [
            (0, 0.95),
            (-0.9, 0.0),
            (-0.75, -0.8),
            (-0.3, -0.85),
            (0, -0.45),
            (0.3, -0.85),
            (0.75, -0.8),
            (0.9, 0.0),
        ]
        shapes.append(smooth([(x + px * s, y + py * s) for px, py in half]))
    canvas.fill(shapes, mix(scene.palette.accent, (230, 60, 90), 0.4), opacity=0.9)


def finish(canvas: Canvas, scene: Scene) -> None:
    """The surface: paint on paper, print grain, darker corners."""
    if scene.style is Style.WASH:
        wash(canvas, scene.chance("paper"))
    if GRAIN[scene.level]:
        canvas.grain(scene.chance("grain"), GRAIN[scene.level])
    if scene.level == 2 and scene.style is not Style.WASH:
        canvas.vignette(0.28)


def wash(canvas: Canvas, rng: Random) -> None:
    """Watercolour: soft edges, pigment that pools, and paper left white around it."""
    size = (canvas.width, canvas.height)
    soft = canvas.image.filter(ImageFilter.GaussianBlur(canvas.unit * 0.0016))
    pools = Image.blend(_cloudy(rng, size, 7), _cloudy(rng, size, 23), 0.4)
    pools = pools.point([round(205 + i * 50 / 255) for i in range(256)])
    soft = ImageChops.multiply(soft, Image.merge("RGB", (pools,) * 3))
    soft = ImageChops.screen(soft, Image.new("RGB", size, (38, 36, 34)))
    paper = Image.new("RGB", size, (252, 249, 242))
    paper.paste(soft, (0, 0), _ragged(canvas, rng))
    canvas.image = paper
    canvas.grain(rng, 6)


def _cloudy(rng: Random, size: tuple[int, int], cells: int) -> Image.Image:
    noise = Image.frombytes("L", (cells, cells), rng.randbytes(cells * cells))
    return noise.resize(size, Image.Resampling.BICUBIC)


def _ragged(canvas: Canvas, rng: Random) -> Image.Image:
    """Coverage of the painted area: all but an uneven border with a few dry strokes."""
    size = (canvas.width, canvas.height)
    margin = canvas.unit * 0.045
    inner = Image.new("L", size)
    box = (round(margin), round(margin), round(size[0] - margin), round(size[1] - margin))
    inner.paste(255, box)
    small = inner.reduce(4).filter(ImageFilter.GaussianBlur(margin / 5))
    broad, fine = _cloudy(rng, small.size, 18), _cloudy(rng, small.size, 90)
    edge = ImageChops.add(small, Image.blend(broad, fine, 0.3), scale=1, offset=-128)
    edge = edge.point([0 if i < 100 else min(255, (i - 100) * 6) for i in range(256)])
    return edge.resize(size, Image.Resampling.BICUBIC)
