"""Edits: the source stays, and changes as the words say, where the mask allows."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFilter, ImageOps, ImageStat

from bot.models import Size
from bot.providers.sketch import effects, photos, sky, weather
from bot.providers.sketch.canvas import Canvas
from bot.providers.sketch.caption import badge, badge_height, headlines
from bot.providers.sketch.cast import cast
from bot.providers.sketch.doing import Doing, doing
from bot.providers.sketch.geometry import Box
from bot.providers.sketch.layouts import open_air
from bot.providers.sketch.lexicon import table
from bot.providers.sketch.photos import Album
from bot.providers.sketch.scene import Ground, Scene
from bot.providers.sketch.sheet import GROUND_STAGE, Sheet

SAME_SHAPE = 0.03  # ratios nearer than this are cut to each other
BACKDROP_SHARE = 0.62
MEND_EDGE = 320
MEND_RADII = (60, 40, 28, 20, 14, 10, 7, 5, 3, 2, 1)
OPEN = 128  # mask values from here on may be edited
MASK_STEPS = 24


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What an edit is asked for."""

    scene: Scene
    album: Album
    changes: tuple[str, ...]
    spots: tuple[str, ...]
    shown: Image.Image


def edit(
    source: Path,
    mask: Path | None,
    scene: Scene,
    album: Album,
    size: Size,
    canvas: Canvas | None = None,
) -> Image.Image:
    """The source at a size, changed. Outside the mask its pixels stay as they were.

    `canvas`, of that size, is what it is painted on.
    """
    with Image.open(source) as opened:
        shown = photos.as_rgb(opened)
    base = fitted(shown, size)
    wish = Wish(
        scene=scene,
        album=album,
        changes=table("changes").find(scene.brief.said),
        spots=table("spots").find(scene.brief.said),
        shown=shown,
    )
    canvas = canvas or Canvas(size.width, size.height)
    canvas.image = base.copy()
    if mask is None:
        _change(canvas, wish, None)
        badge(canvas)
        return canvas.image
    with Image.open(mask) as opened:
        allowed = fitted(opened.convert("L"), size)
    box = allowed.point([255 if i >= OPEN else 0 for i in range(256)]).getbbox()
    if box is None:
        return base
    _change(canvas, wish, (box, allowed))
    _badge_inside(canvas, allowed)
    return Image.composite(canvas.image, base, allowed)


def fitted(image: Image.Image, size: Size) -> Image.Image:
    """The picture at a size, undistorted: cut a little, or with its own blur around it."""
    target = (size.width, size.height)
    if image.size == target:
        return image.copy()
    shape, wanted = image.width / image.height, size.width / size.height
    if abs(shape / wanted - 1) <= SAME_SHAPE:
        return ImageOps.fit(image, target, Image.Resampling.LANCZOS)
    inner = ImageOps.contain(image, target, Image.Resampling.LANCZOS)
    small = ImageOps.fit(image, (max(1, size.width // 8), max(1, size.height // 8)))
    around = small.filter(ImageFilter.GaussianBlur(6)).resize(target, Image.Resampling.BICUBIC)
    around.paste(inner, ((size.width - inner.width) // 2, (size.height - inner.height) // 2))
    return around


Region = tuple[tuple[int, int, int, int], Image.Image]  # the mask's box, and the mask


def _change(canvas: Canvas, wish: Wish, region: Region | None) -> None:
    scene, brief = wish.scene, wish.scene.brief
    able = doing(brief, masked=region is not None)
    if region and "erase" in wish.changes:
        mend(canvas, region[1])
    elif region and (brief.places or wish.album.backdrop):
        _repaint(canvas, wish, region[0])
    elif wish.album.backdrop:
        _onto_backdrop(canvas, wish.shown, wish.album.backdrop)
    if able.effects and not (region and brief.places):
        effects.apply(canvas, scene, wish.changes, coloured=able.colours)
    _add(canvas, wish, region, able)


def _add(canvas: Canvas, wish: Wish, region: Region | None, able: Doing) -> None:
    """Put in what was asked for."""
    scene = wish.scene
    if able.weather:
        _add_weather(canvas, scene)
    area = _area(canvas, wish, region)
    ground = Ground(horizon=area[1], foot=area[3])
    if able.subjects and (scene.brief.subjects or wish.album.prints):
        cast(canvas, scene, wish.album.prints, ground, area)
    elif wish.album.prints:
        photos.prints(canvas, scene, wish.album.prints, area)
    if scene.brief.quotes and able.letters:
        headlines(canvas, scene, _text_zone(canvas, wish, region))
    for slot, path in enumerate(wish.album.logos):
        photos.logo(canvas, path, wish.spots, slot)


def _add_weather(canvas: Canvas, scene: Scene) -> None:
    horizon = canvas.height * 0.6
    if "stars" in scene.weather:
        sky.stars(canvas, scene.chance("stars"), horizon, (255, 250, 235), 120)
    if scene.weather & {"sun", "moon"}:
        sky.body(canvas, scene, horizon)
    if "rainbow" in scene.weather:
        sky.rainbow(canvas, scene, horizon)
    if "clouds" in scene.weather:
        sky.clouds(canvas, scene, horizon)
    weather.fall(canvas, scene)


def _area(canvas: Canvas, wish: Wish, region: Region | None) -> Box:
    """Where new things go: the mask, a named spot, or the lower right."""
    if region:
        return tuple(map(float, region[0]))  # type: ignore[return-value]
    w, h = canvas.width, canvas.height
    x = 0.05 if "left" in wish.spots else 0.26 if "centre" in wish.spots else 0.5
    y = 0.04 if "top" in wish.spots else 0.5
    return (x * w, y * h, (x + 0.45) * w, (y + 0.46) * h)


def _text_zone(canvas: Canvas, wish: Wish, region: Region | None) -> Box:
    if region:
        left, top, right, bottom = region[0]
        inset = 0.04 * min(right - left, bottom - top)
        foot = badge_place(canvas, region[1])
        low = foot[1] if foot and foot[1] > (top + bottom) / 2 else bottom
        return (left + inset, top + inset, right - inset, low - inset)
    w, h = canvas.width, canvas.height
    share = 0.66 if "bottom" in wish.spots else 0.36 if "centre" in wish.spots else 0.06
    return (0.08 * w, share * h, 0.92 * w, (share + 0.27) * h)


def _repaint(canvas: Canvas, wish: Wish, box: tuple[int, int, int, int]) -> None:
    """Draw a whole new scene into the mask's box."""
    left, top, right, bottom = box
    inner = Canvas(right - left, bottom - top)
    open_air(Sheet(canvas=inner, scene=wish.scene, album=wish.album, stage=GROUND_STAGE))
    canvas.lay(inner.image, (left, top), Image.new("L", inner.image.size, 255))


def _onto_backdrop(canvas: Canvas, shown: Image.Image, backdrop: Path) -> None:
    """Hang the picture before another one: nothing here can cut a subject out."""
    photos.cover(canvas, backdrop)
    room = (round(canvas.width * BACKDROP_SHARE), round(canvas.height * BACKDROP_SHARE))
    inner = ImageOps.contain(shown, room, Image.Resampling.LANCZOS)
    left, top = (canvas.width - inner.width) // 2, (canvas.height - inner.height) // 2
    box = [
        (left, top),
        (left + inner.width, top),
        (left + inner.width, top + inner.height),
        (left, top + inner.height),
    ]
    canvas.haze(
        [[(x, y + canvas.unit * 0.012) for x, y in box]], canvas.unit * 0.02, (10, 10, 14), 0.6
    )
    canvas.image.paste(inner, (left, top))


def mend(canvas: Canvas, mask: Image.Image) -> None:
    """Take away what the mask covers: its surroundings flow in."""
    scale = min(1.0, MEND_EDGE / max(canvas.width, canvas.height))
    size = (max(1, round(canvas.width * scale)), max(1, round(canvas.height * scale)))
    hole = mask.resize(size, Image.Resampling.BOX).point([255 if i > 8 else 0 for i in range(256)])
    hole = hole.filter(ImageFilter.MaxFilter(3))
    small = canvas.image.resize(size, Image.Resampling.BOX)
    rim = small.copy()
    rim.paste(_outside_mean(small, hole), (0, 0, *size), hole)
    for radius in MEND_RADII:
        for _ in range(3):
            rim.paste(rim.filter(ImageFilter.GaussianBlur(radius)), (0, 0), hole)
    canvas.image = rim.resize((canvas.width, canvas.height), Image.Resampling.BICUBIC)


def _outside_mean(image: Image.Image, hole: Image.Image) -> tuple[int, int, int]:
    """The mean colour outside the hole."""
    outside = ImageOps.invert(hole)
    if outside.getbbox() is None:
        return (128, 128, 128)
    red, green, blue = ImageStat.Stat(image, outside).mean
    return round(red), round(green), round(blue)


def _badge_inside(canvas: Canvas, mask: Image.Image) -> None:
    if place := badge_place(canvas, mask):
        badge(canvas, place)


def badge_place(canvas: Canvas, mask: Image.Image) -> tuple[int, int, int, int] | None:
    """Room for the badge where the mask allows all, lowest and rightmost; None if there is none."""
    height = badge_height(canvas)
    wide, high = height * 8.6, height * 2.8
    free = mask.point([255 if i == 255 else 0 for i in range(256)])
    for row in range(MASK_STEPS):
        for column in range(MASK_STEPS):
            right = canvas.width * (1 - column / MASK_STEPS)
            bottom = canvas.height * (1 - row / MASK_STEPS)
            box = (round(right - wide), round(bottom - high), round(right), round(bottom))
            if box[0] >= 0 and box[1] >= 0 and free.crop(box).getextrema() == (255, 255):
                return box
    return None
