"""A stranger's mask, made ours. Runs in the decoder process only."""

from pathlib import Path

from PIL import Image

from bot.imaging.masks import NotAMask, internal_mask, marks_nothing, same_ratio
from bot.imaging.saving import save_png
from bot.models import ImageFormat, Size
from bot.references.refused import Refused


def write_mask(image: Image.Image, stem: Path, size: Size) -> tuple[Path, ImageFormat]:
    """Write mode L, 255 = edit, of exactly `size`. Raises Refused where it cannot serve as a mask.

    A mask of another ratio is refused rather than stretched: it would mark other places.
    """
    if not same_ratio(image.width, image.height, other=(size.width, size.height)):
        given = Size(width=image.width, height=image.height)
        raise Refused("mask-size", mask=str(given), source=str(size))
    try:
        mask = internal_mask(image)
    except NotAMask:
        raise Refused("mask-kind") from None
    if mask.size != (size.width, size.height):
        mask = mask.resize((size.width, size.height), Image.Resampling.BILINEAR)
    if marks_nothing(mask):
        raise Refused("mask-empty")
    path = stem.with_suffix(".png")
    save_png(mask, path)
    return path, ImageFormat.PNG
