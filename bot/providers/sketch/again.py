"""Recognising an own picture, so that it can be drawn again: larger, or arranged otherwise."""

from collections.abc import Callable
from dataclasses import replace

from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps, ImageStat

from bot.models import ImageRequest, Operation, Quality, Size
from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.colour import distance, mix
from bot.providers.sketch.effects import tint
from bot.providers.sketch.palette import Palette
from bot.providers.sketch.photos import as_rgb
from bot.providers.sketch.scene import Scene

PROOF_EDGE = 224
SAME_DIFFERENCE = 7.0  # mean difference in levels of 255 up to which two small pictures are one
KIN_DISTANCE = 0.075
KIN_SHARE = 0.7
QUALITIES = (Quality.LOW, Quality.MEDIUM, Quality.HIGH)

Painter = Callable[[ImageRequest, Size], Image.Image]


def quality_of(source: Image.Image, request: ImageRequest, paint: Painter) -> Quality | None:
    """The quality at which the request's words give the source; None if they do not.

    `paint` draws the picture a request describes. Only small proofs are drawn.
    """
    small = source.copy()
    small.thumbnail((PROOF_EDGE, PROOF_EDGE), Image.Resampling.LANCZOS)
    size = Size(width=small.width, height=small.height)
    origin = replace(request, operation=Operation.UPSCALE, references=())
    found = [
        (_difference(small, as_rgb(paint(replace(origin, quality=quality), size))), quality)
        for quality in QUALITIES
    ]
    least, quality = min(found)
    return quality if least <= SAME_DIFFERENCE else None


def _difference(one: Image.Image, other: Image.Image) -> float:
    mean = ImageStat.Stat(ImageChops.difference(one, other)).mean
    return sum(mean) / len(mean)


def kin(source: Image.Image, palette: Palette) -> bool:
    """Whether a picture is mostly in a palette's colours: a variation of a variation is."""
    ends = (*palette.sky, palette.far, palette.near, palette.accent, palette.light, palette.ink)
    shades = [mix(a, b, 0.5) for a in ends for b in ends]
    raw = source.resize((12, 12), Image.Resampling.BOX).tobytes()
    pixels = [(raw[i], raw[i + 1], raw[i + 2]) for i in range(0, len(raw), 3)]
    near = sum(min(distance(p, shade) for shade in shades) < KIN_DISTANCE for p in pixels)
    return near >= KIN_SHARE * len(pixels)


def rearranged(source: Image.Image, scene: Scene, size: Size) -> Image.Image:
    """A variation of a picture that is not ours to draw: another cut, another light.

    Of an RGBA picture it is one: what is clear moves along.
    """
    rng = scene.chance("rearranged")
    keep = rng.uniform(0.82, 0.94)
    wide, high = round(source.width * keep), round(source.height * keep)
    left = rng.randint(0, source.width - wide)
    top = rng.randint(0, source.height - high)
    part = source.crop((left, top, left + max(1, wide), top + max(1, high)))
    fit = ImageOps.fit(part, (size.width, size.height), Image.Resampling.LANCZOS)
    if rng.random() < 0.5:
        fit = ImageOps.mirror(fit)
    canvas = Canvas(size.width, size.height)
    canvas.image = fit.convert("RGB")
    tint(
        canvas, rng.choice((scene.palette.accent, scene.palette.second, scene.palette.sky[0])), 0.22
    )
    canvas.image = ImageEnhance.Contrast(canvas.image).enhance(rng.uniform(0.95, 1.15))
    if fit.mode == "RGBA":
        canvas.image.putalpha(fit.getchannel("A"))
    return canvas.image


def enlarged(source: Image.Image, size: Size) -> Image.Image:
    """The same pixels, more of them."""
    larger = ImageOps.fit(source, (size.width, size.height), Image.Resampling.LANCZOS)
    sharp = larger.convert("RGB").filter(ImageFilter.UnsharpMask(1.6, 60, 2))
    if larger.mode == "RGBA":
        sharp.putalpha(larger.getchannel("A"))
    return sharp
