"""Canvas: antialiased shapes, gradients, light and grain on one RGB picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.providers.sketch.colour import RGB, blend
from bot.providers.sketch.geometry import Box, Outline, Point, bounds, thick

FINE_PIXELS = 2_000_000  # up to here shapes are drawn 3 times too large, above 2 times
GRADIENT_STEPS = 256
RADIAL_EDGE = 181  # the value of Pillow's radial gradient in the middle of an edge
GRAIN_TILE = 320
LIGHT_SHRINK = 4  # light is soft: it is made at a quarter of the size
Pixels = tuple[int, int, int, int]


@dataclass(frozen=True, kw_only=True)
class Fade:
    """A paint that runs from the top of a shape to its bottom."""

    top: RGB
    bottom: RGB


Paint = RGB | Fade


def gradient(stops: Sequence[RGB], size: tuple[int, int]) -> Image.Image:
    """A vertical gradient through evenly spaced colours."""
    strip = Image.new("RGB", (1, GRADIENT_STEPS))
    strip.putdata([blend(stops, i / (GRADIENT_STEPS - 1)) for i in range(GRADIENT_STEPS)])
    return strip.resize(size, Image.Resampling.BICUBIC)


def grain_tile(rng: Random, amount: float) -> Image.Image:
    """Noise around the middle grey, from `rng` alone (Pillow's own noise cannot be seeded)."""
    size = (GRAIN_TILE, GRAIN_TILE)
    noise = Image.frombytes("L", size, rng.randbytes(GRAIN_TILE * GRAIN_TILE))
    return noise.point([round(128 + (i - 127.5) / 127.5 * amount) for i in range(256)])


class Canvas:
    """A picture being painted, in its own pixels. `unit` is the shorter edge."""

    def __init__(self, width: int, height: int, colour: RGB = (0, 0, 0)) -> None:
        self.image = Image.new("RGB", (width, height), colour)
        self.width = width
        self.height = height
        self.unit = min(width, height)
        self._over = 3 if width * height <= FINE_PIXELS else 2

    def ground(self, stops: Sequence[RGB], box: Box | None = None) -> None:
        """Lay a vertical gradient over the canvas or a box of it."""
        left, top, right, bottom = self.inside(box or (0, 0, self.width, self.height))
        if right > left and bottom > top:
            self.image.paste(gradient(stops, (right - left, bottom - top)), (left, top))

    def fill(
        self,
        outlines: Iterable[Outline],
        paint: Paint,
        *,
        opacity: float = 1.0,
        holes: Iterable[Outline] = (),
    ) -> None:
        """Paint the union of the outlines, less the holes."""
        shapes = list(outlines)
        if not shapes:
            return
        box = self.inside(bounds(shapes))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        mask = self.mask(shapes, box, holes=holes)
        self._paint(mask, box, paint, opacity)

    def fill_through(
        self,
        outlines: Iterable[Outline],
        stops: Sequence[RGB],
        box: Box,
        *,
        holes: Iterable[Outline] = (),
    ) -> None:
        """Paint the outlines with a gradient that spans the box."""
        pixels = self.inside(box)
        if pixels[2] > pixels[0] and pixels[3] > pixels[1]:
            mask = self.mask(outlines, pixels, holes=holes)
            self.image.paste(gradient(stops, mask.size), pixels, mask)

    def lay(
        self, paint: Image.Image | RGB, at: tuple[int, int] | Pixels, mask: Image.Image
    ) -> None:
        """Put a picture or a colour down through a mask."""
        self.image.paste(paint, at, mask)

    def stroke(
        self, points: Sequence[Point], width: float, paint: Paint, *, opacity: float = 1.0
    ) -> None:
        """Draw a line with round joints and ends."""
        self.fill(thick(points, width), paint, opacity=opacity)

    def light(self, x: float, y: float, radius: float, colour: RGB, strength: float) -> None:
        """Add a round glow that fades out at `radius`."""
        box = self.inside((x - radius, y - radius, x + radius, y + radius))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        left, top = x - radius, y - radius
        part = (
            max(0.0, (box[0] - left) * 128 / radius),
            max(0.0, (box[1] - top) * 128 / radius),
            min(256.0, (box[2] - left) * 128 / radius),
            min(256.0, (box[3] - top) * 128 / radius),
        )
        if part[2] <= part[0] or part[3] <= part[1]:
            return
        falloff = Image.radial_gradient("L").point(
            [round(255 * strength * max(0.0, 1 - i / RADIAL_EDGE) ** 2.2) for i in range(256)]
        )
        size = (box[2] - box[0], box[3] - box[1])
        self._screen(falloff.resize(size, Image.Resampling.BICUBIC, part), box, colour)

    def glow(
        self, outlines: Iterable[Outline], radius: float, colour: RGB, strength: float
    ) -> None:
        """Let the outlines shine: add their blurred shape as light."""
        shapes = list(outlines)
        left, top, right, bottom = bounds(shapes)
        margin = 2.5 * radius
        box = self.inside((left - margin, top - margin, right + margin, bottom + margin))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        self.shine(self.mask(shapes, box, fine=False), box, radius, colour, strength)

    def glow_line(self, points: Sequence[Point], width: float, radius: float, colour: RGB) -> None:
        """Let a line shine, near and far."""
        tubes = thick(points, width * 1.6)
        self.glow(tubes, radius, colour, 1.2)
        self.glow(tubes, radius * 3, colour, 0.8)

    def shine(
        self, mask: Image.Image, box: Pixels, radius: float, colour: RGB, strength: float
    ) -> None:
        """Add a mask, blurred by `radius` pixels, as light. The mask has the size of the box."""
        small = mask.reduce(LIGHT_SHRINK) if min(mask.size) > LIGHT_SHRINK else mask
        soft = small.filter(ImageFilter.GaussianBlur(radius / LIGHT_SHRINK))
        soft = soft.point([min(255, round(i * strength)) for i in range(256)])
        self._screen(soft.resize(mask.size, Image.Resampling.BICUBIC), box, colour)

    def haze(self, outlines: Iterable[Outline], radius: float, colour: RGB, opacity: float) -> None:
        """Paint the outlines blurred: clouds, mist and shadows."""
        shapes = list(outlines)
        left, top, right, bottom = bounds(shapes)
        margin = 2.5 * radius
        box = self.inside((left - margin, top - margin, right + margin, bottom + margin))
        if box[2] - box[0] < LIGHT_SHRINK or box[3] - box[1] < LIGHT_SHRINK:
            return
        mask = self.mask(shapes, box, fine=False)
        small = mask.reduce(LIGHT_SHRINK).filter(ImageFilter.GaussianBlur(radius / LIGHT_SHRINK))
        self._paint(small.resize(mask.size, Image.Resampling.BICUBIC), box, colour, opacity)

    def grain(self, rng: Random, amount: float) -> None:
        """Break flat areas with film grain; `amount` is the swing in levels of 255."""
        noise = grain_tile(rng, amount)
        cover = Image.new("L", (self.width, self.height))
        for top in range(0, self.height, GRAIN_TILE):
            for left in range(0, self.width, GRAIN_TILE):
                cover.paste(noise, (left, top))
        self.image = ImageChops.overlay(self.image, Image.merge("RGB", (cover,) * 3))

    def vignette(self, strength: float) -> None:
        """Darken the corners."""
        size = (self.width, self.height)
        fall = (
            Image.radial_gradient("L")
            .crop((24, 24, 232, 232))
            .point(
                [round(255 - 255 * strength * max(0.0, (i - 70) / 185) ** 2) for i in range(256)]
            )
        )
        shade = fall.resize(size, Image.Resampling.BICUBIC)
        self.image = ImageChops.multiply(self.image, Image.merge("RGB", (shade,) * 3))

    def mask(
        self,
        outlines: Iterable[Outline],
        box: Pixels,
        *,
        holes: Iterable[Outline] = (),
        fine: bool = True,
    ) -> Image.Image:
        """Coverage of the box by the outlines, 0 to 255."""
        over = self._over if fine else 1
        size = ((box[2] - box[0]) * over, (box[3] - box[1]) * over)
        mask = Image.new("L", size)
        pen = ImageDraw.Draw(mask)
        for value, group in ((255, outlines), (0, holes)):
            for outline in group:
                pen.polygon([((x - box[0]) * over, (y - box[1]) * over) for x, y in outline], value)
        return mask.reduce(over) if over > 1 else mask

    def _paint(self, mask: Image.Image, box: Pixels, paint: Paint, opacity: float) -> None:
        if opacity < 1:
            mask = mask.point([round(i * opacity) for i in range(256)])
        if isinstance(paint, Fade):
            self.image.paste(gradient((paint.top, paint.bottom), mask.size), box, mask)
        else:
            self.image.paste(paint, box, mask)

    def _screen(self, light: Image.Image, box: Pixels, colour: RGB) -> None:
        shades = [light.point([round(i * c / 255) for i in range(256)]) for c in colour]
        under = self.image.crop(box)
        self.image.paste(ImageChops.screen(under, Image.merge("RGB", shades)), box)

    def inside(self, box: Box) -> Pixels:
        """The whole pixels around a box, no further than the canvas."""
        return (
            max(0, floor(box[0]) - 1),
            max(0, floor(box[1]) - 1),
            min(self.width, ceil(box[2]) + 1),
            min(self.height, ceil(box[3]) + 1),
        )
