"""What is painted without a background: on plain paper, then cut out along an even edge."""

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.providers.sketch.canvas import Canvas, Paint, Pixels
from bot.providers.sketch.colour import RGB
from bot.providers.sketch.geometry import Box, rounded

WHITE: RGB = (255, 255, 255)
EDGE_SHARE = 0.014  # of the shorter edge: the paper that is left around what is cut out
CORNER_SHARE = 0.09  # of the shorter edge, where a whole photograph is cut out
FAR = 24  # a level by which a pixel must differ from the paper to be seen on it
SOLID = 0.6  # paint thinner than this (shadows, light) is not cut around
WORK_EDGE = 1024  # larger cuts are made at this size
HOLES_EDGE = 256


class ClearCanvas(Canvas):
    """Paper, and a record of where something lies on it."""

    def __init__(self, width: int, height: int, paper: RGB = WHITE) -> None:
        super().__init__(width, height, paper)
        self.paper = paper
        self.cover = Image.new("L", (width, height))

    def ground(self, stops: Sequence[RGB], box: Box | None = None) -> None:
        """Take other paper, or lay a gradient over a box."""
        super().ground(stops, box)
        if box is None:
            self.paper = stops[0]
        else:
            self.cover.paste(255, self.inside(box))

    def lay(
        self, paint: Image.Image | RGB, at: tuple[int, int] | Pixels, mask: Image.Image
    ) -> None:
        """Put a picture or a colour down through a mask."""
        super().lay(paint, at, mask)
        self.cover.paste(255, at, mask)

    def _paint(self, mask: Image.Image, box: Pixels, paint: Paint, opacity: float) -> None:
        super()._paint(mask, box, paint, opacity)
        if opacity >= SOLID:
            self.cover.paste(255, box, mask)

    def cut(self) -> Image.Image:
        """What lies on the paper, with an edge of it; the rest is gone."""
        shape = ImageChops.lighter(self.cover, seen_on(self.image, self.paper))
        return cut_out(self.image, contour(shape, self.unit * EDGE_SHARE))


def cut_out(image: Image.Image, alpha: Image.Image) -> Image.Image:
    """The picture with this transparency."""
    clear = image.convert("RGB")
    clear.putalpha(alpha)
    return clear


def seen_on(image: Image.Image, paper: RGB) -> Image.Image:
    """Where a picture differs from its paper: 255, elsewhere 0."""
    difference = ImageChops.difference(image, Image.new("RGB", image.size, paper))
    red, green, blue = difference.split()
    most = ImageChops.lighter(red, ImageChops.lighter(green, blue))
    return most.point([255 if level >= FAR else 0 for level in range(256)])


def contour(shape: Image.Image, edge: float) -> Image.Image:
    """A smooth outline around a shape, `edge` pixels away; what it encloses belongs to it."""
    scale = min(1.0, WORK_EDGE / max(shape.size))
    size = (max(1, round(shape.width * scale)), max(1, round(shape.height * scale)))
    small = shape if scale == 1 else shape.resize(size, Image.Resampling.BOX)
    spread = max(1.0, edge * scale / 2)
    grown = _hard(small.filter(ImageFilter.GaussianBlur(spread)), 10)
    whole = ImageChops.lighter(grown, _holes(grown))
    soft = whole.filter(ImageFilter.GaussianBlur(max(0.8, spread / 4)))
    if scale < 1:
        soft = soft.resize(shape.size, Image.Resampling.BICUBIC)
    steep = max(1.0, 2.5 * spread / 4)
    return soft.point([round(min(255, max(0, 128 + (i - 128) * steep))) for i in range(256)])


def of_photo(image: Image.Image, paper: RGB | None) -> Image.Image:
    """What to keep of a picture with a background: what lies on its even paper, else all of it."""
    unit = min(image.size)
    if paper is not None:
        shape = seen_on(image, paper)
        if shape.getbbox() is not None:
            return contour(shape, unit * EDGE_SHARE)
    sheet = Canvas(*image.size)
    outline = rounded(0, 0, image.width, image.height, unit * CORNER_SHARE)
    return sheet.mask([outline], (0, 0, *image.size))


def _hard(image: Image.Image, least: int) -> Image.Image:
    return image.point([255 if level >= least else 0 for level in range(256)])


def _holes(shape: Image.Image) -> Image.Image:
    """What the shape encloses, a little larger, so that nothing is left between."""
    scale = min(1.0, HOLES_EDGE / max(shape.size))
    size = (max(1, round(shape.width * scale)), max(1, round(shape.height * scale)))
    framed = Image.new("L", (size[0] + 2, size[1] + 2))
    framed.paste(_hard(shape.resize(size, Image.Resampling.BOX), 128), (1, 1))
    ImageDraw.floodfill(framed, (0, 0), 128)
    holes = framed.point([255 if level == 0 else 0 for level in range(256)])
    holes = holes.filter(ImageFilter.MaxFilter(3)).crop((1, 1, size[0] + 1, size[1] + 1))
    return _hard(holes.resize(shape.size, Image.Resampling.BICUBIC), 128)
