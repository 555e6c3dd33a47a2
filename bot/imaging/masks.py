"""Masks. Ours: mode L, 255 = edit here. Providers' kinds: alpha 0 = edit, or white = edit."""

from pathlib import Path

from PIL import Image, ImageChops

from bot.errors import BotError
from bot.imaging.saving import save_png

STRAY_SHARE_MAX = 0.1
"""Share of neither black nor white pixels up to which a picture still counts as a mask.

Scaling and JPEG leave grey along edges; a photograph is far above this.
"""

_DARK, _LIGHT, _HALF = 48, 208, 128


class NotAMask(BotError):
    """The picture marks no area: it has no transparency and is not black and white."""


def internal_mask(image: Image.Image) -> Image.Image:
    """Read an RGB or RGBA picture as a mask: its transparency, else its white.

    Returns mode L, 255 = edit. Soft transparency stays soft; black and white is made hard. Raises
    NotAMask.
    """
    if image.mode == "RGBA":
        return ImageChops.invert(image.getchannel("A"))
    return _from_black_and_white(image.convert("RGB"))


def _from_black_and_white(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    black = sum(brightest.histogram()[:_DARK])
    white = sum(darkest.histogram()[_LIGHT:])
    if black + white < (1 - STRAY_SHARE_MAX) * image.width * image.height:
        raise NotAMask
    return image.convert("L").point(lambda value: 255 if value >= _HALF else 0)


def marks_nothing(mask: Image.Image) -> bool:
    """Whether no pixel is more than half marked."""
    return not any(mask.histogram()[_HALF:])


def same_ratio(width: int, height: int, *, other: tuple[int, int]) -> bool:
    """Whether two sizes differ by scale only, within one percent."""
    other_width, other_height = other
    return abs(width * other_height - height * other_width) <= 0.01 * width * other_height


def alpha_mask(mask: Path, folder: Path) -> Path:
    """For providers where alpha 0 means edit (OpenAI and kin): a black PNG with that alpha."""
    with Image.open(mask, formats=("PNG",)) as image:
        marked = image.convert("L")
    picture = Image.new("RGBA", marked.size)
    picture.putalpha(ImageChops.invert(marked))
    path = folder / "mask-alpha.png"
    save_png(picture, path)
    return path


def white_mask(mask: Path, folder: Path) -> Path:
    """For providers where white means edit: an RGB PNG, black elsewhere."""
    with Image.open(mask, formats=("PNG",)) as image:
        picture = image.convert("L").convert("RGB")
    path = folder / "mask-white.png"
    save_png(picture, path)
    return path
