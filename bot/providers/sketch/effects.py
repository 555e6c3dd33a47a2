"""What words can do to a whole picture: light, colour, focus, surface."""

from collections.abc import Callable, Mapping, Sequence

from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps

from bot.providers.sketch.canvas import Canvas, gradient
from bot.providers.sketch.colour import RGB, mix, rgb, towards
from bot.providers.sketch.geometry import rect
from bot.providers.sketch.lexicon import table
from bot.providers.sketch.scene import Scene
from bot.providers.sketch.weather import wash

Effect = Callable[[Canvas, Scene], None]
TINT = 0.55
GREY = (rgb("101114"), rgb("f4f3f0"))
SEPIA = (rgb("20140d"), rgb("8f6b4a"), rgb("fbeed6"))


def mapped(image: Image.Image, stops: Sequence[RGB]) -> Image.Image:
    """Light and dark of a picture in the colours of a gradient from dark to light."""
    strip = gradient(stops, (1, 256)).tobytes()
    grey = image.convert("L")
    return Image.merge("RGB", [grey.point(list(strip[channel::3])) for channel in range(3)])


def tint(canvas: Canvas, colour: RGB, strength: float = TINT) -> None:
    """Pull all colours towards one."""
    ramp = (towards(rgb("14161c"), colour), colour, mix(colour, (255, 255, 255), 0.85))
    toned = mapped(canvas.image, ramp)
    canvas.image = Image.blend(canvas.image, toned, strength)


def _enhanced(kind: Callable[[Image.Image], ImageEnhance._Enhance], factor: float) -> Effect:
    def effect(canvas: Canvas, scene: Scene) -> None:
        canvas.image = kind(canvas.image).enhance(factor)

    return effect


def _toned(stops: Sequence[RGB], strength: float) -> Effect:
    def effect(canvas: Canvas, scene: Scene) -> None:
        canvas.image = Image.blend(canvas.image, mapped(canvas.image, stops), strength)

    return effect


def _tinted(colour: str, strength: float) -> Effect:
    def effect(canvas: Canvas, scene: Scene) -> None:
        tint(canvas, rgb(colour), strength)

    return effect


def _blur(canvas: Canvas, scene: Scene) -> None:
    """Everything but a soft middle, where the words say "background"; else everything."""
    radius = canvas.unit * 0.014
    soft = canvas.image.filter(ImageFilter.GaussianBlur(radius))
    if "background" not in _parts(scene):
        canvas.image = soft
        return
    near = Image.radial_gradient("L").point([max(0, min(255, 420 - 2 * i)) for i in range(256)])
    canvas.image.paste(soft, (0, 0), ImageOps.invert(near.resize(soft.size)))


def _parts(scene: Scene) -> tuple[str, ...]:
    return table("parts").find(scene.brief.said)


def _sharpen(canvas: Canvas, scene: Scene) -> None:
    canvas.image = canvas.image.filter(ImageFilter.UnsharpMask(canvas.unit * 0.002, 160, 2))


def _mirror(canvas: Canvas, scene: Scene) -> None:
    canvas.image = ImageOps.mirror(canvas.image)


def _posterize(canvas: Canvas, scene: Scene) -> None:
    flat = canvas.image.filter(ImageFilter.GaussianBlur(canvas.unit * 0.003))
    strong = ImageEnhance.Color(ImageOps.posterize(flat, 3)).enhance(1.5)
    edges = canvas.image.convert("L").reduce(2).filter(ImageFilter.FIND_EDGES)
    lines = edges.point([255 if i < 46 else 40 for i in range(256)]).resize(strong.size)
    canvas.image = ImageChops.multiply(strong, Image.merge("RGB", (lines,) * 3))


def _pixels(canvas: Canvas, scene: Scene) -> None:
    cell = max(2, canvas.unit // 64)
    size = (max(1, canvas.width // cell), max(1, canvas.height // cell))
    small = canvas.image.resize(size, Image.Resampling.BOX).quantize(24).convert("RGB")
    canvas.image = small.resize((canvas.width, canvas.height), Image.Resampling.NEAREST)


def _paint(canvas: Canvas, scene: Scene) -> None:
    small = canvas.image.reduce(max(1, canvas.unit // 400))
    daubs = small.filter(ImageFilter.ModeFilter(7)).filter(ImageFilter.SMOOTH)
    canvas.image = ImageEnhance.Color(
        daubs.resize(canvas.image.size, Image.Resampling.BICUBIC)
    ).enhance(1.25)
    canvas.grain(scene.chance("canvas"), 9)


def _wash(canvas: Canvas, scene: Scene) -> None:
    canvas.image = ImageEnhance.Color(canvas.image.filter(ImageFilter.MedianFilter(5))).enhance(
        0.85
    )
    wash(canvas, scene.chance("paper"))


def _frame(canvas: Canvas, scene: Scene) -> None:
    w, h, m = canvas.width, canvas.height, canvas.unit * 0.045
    sides = [rect(0, 0, w, m), rect(0, h - m, w, h), rect(0, 0, m, h), rect(w - m, 0, w, h)]
    canvas.fill(sides, rgb("faf7f0"))
    inner = canvas.unit * 0.003
    for side in (rect(m, m, w - m, m + inner), rect(m, h - m - inner, w - m, h - m)):
        canvas.fill([side], rgb("22232a"))
    for side in (rect(m, m, m + inner, h - m), rect(w - m - inner, m, w - m, h - m)):
        canvas.fill([side], rgb("22232a"))


def _vignette(canvas: Canvas, scene: Scene) -> None:
    canvas.vignette(0.65)


def _grain(canvas: Canvas, scene: Scene) -> None:
    canvas.grain(scene.chance("film"), 26)


def _night(canvas: Canvas, scene: Scene) -> None:
    dark = ImageEnhance.Brightness(canvas.image).enhance(0.5)
    canvas.image = Image.blend(
        dark, mapped(dark, (rgb("040818"), rgb("14275a"), rgb("9db8e8"))), 0.5
    )


def _sunset(canvas: Canvas, scene: Scene) -> None:
    glow = gradient((rgb("6a3a78"), rgb("f2705b"), rgb("ffc36b")), (canvas.width, canvas.height))
    warm = ImageChops.overlay(canvas.image, glow)
    canvas.image = Image.blend(canvas.image, warm, 0.75)


def _neon(canvas: Canvas, scene: Scene) -> None:
    p = scene.palette
    dark = mapped(
        ImageEnhance.Contrast(canvas.image).enhance(1.3),
        (p.ink, p.far, p.accent, p.second, p.light),
    )
    canvas.image = Image.blend(canvas.image, dark, 0.7)


CHANGES: Mapping[str, Effect] = {
    "mirror": _mirror,
    "grey": _toned(GREY, 1.0),
    "sepia": _toned(SEPIA, 0.9),
    "brighter": _enhanced(ImageEnhance.Brightness, 1.3),
    "darker": _enhanced(ImageEnhance.Brightness, 0.62),
    "contrast": _enhanced(ImageEnhance.Contrast, 1.45),
    "vivid": _enhanced(ImageEnhance.Color, 1.8),
    "muted": _enhanced(ImageEnhance.Color, 0.45),
    "warmer": _tinted("#f2a541", 0.3),
    "cooler": _tinted("#4a86c5", 0.3),
    "blur": _blur,
    "sharpen": _sharpen,
    "posterize": _posterize,
    "pixels": _pixels,
    "paint": _paint,
    "vignette": _vignette,
    "grain": _grain,
    "frame": _frame,
}

MOODS: Mapping[str, Effect] = {
    "night": _night,
    "sunset": _sunset,
    "neon": _neon,
    "winter": _tinted("#a9c6ea", 0.4),
    "autumn": _tinted("#d9772f", 0.4),
    "spring": _tinted("#f3a6bd", 0.3),
    "forest": _tinted("#3f8f5f", 0.35),
    "ocean": _tinted("#2b93b8", 0.4),
    "desert": _tinted("#e39a5a", 0.4),
    "space": _night,
    "retro": _toned(SEPIA, 0.55),
    "minimal": _enhanced(ImageEnhance.Color, 0.4),
    "watercolor": _wash,
    "cosy": _tinted("#e0a060", 0.3),
    "candy": _tinted("#ff8fb3", 0.35),
    "noir": _toned(GREY, 1.0),
    "day": _enhanced(ImageEnhance.Brightness, 1.2),
}


def apply(canvas: Canvas, scene: Scene, changes: Sequence[str], *, coloured: bool) -> None:
    """Do what the words ask of the whole picture; `coloured` pulls it towards their colours."""
    asked = [CHANGES[name] for name in CHANGES if name in changes]
    asked += [MOODS[name] for name in scene.brief.moods if name in MOODS and not asked]
    for effect in asked:
        effect(canvas, scene)
    for colour in (*scene.brief.colours, *_of_absent(scene)) if coloured else ():
        tint(canvas, colour)


def _of_absent(scene: Scene) -> list[RGB]:
    """Colours of places: there is no telling where in a picture these are."""
    return [c for key, c in scene.brief.owned.items() if key not in scene.brief.subjects]
