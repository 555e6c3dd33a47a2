"""Opening trusted pictures: results of providers and copies that the intake made."""

from pathlib import Path

from PIL import Image

from bot.imaging.pixels import clean, eight_bit, orientation_of, to_srgb, upright

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def read(path: Path, *, edge_max: int | None = None) -> Image.Image:
    """Clean upright sRGB pixels, RGB or RGBA, scaled down to `edge_max` where they are larger.

    Of an animation it is the first picture. With `edge_max`, a JPEG is decoded at the smallest
    scale that is large enough. Raises what the decoder raises for damage.
    """
    with Image.open(path, formats=FORMATS) as image:
        if edge_max is not None:
            image.draft("RGB", (edge_max, edge_max))
        image.load()
        icc = image.info.get("icc_profile")
        plain = upright(to_srgb(eight_bit(image), icc), orientation_of(image))
    if edge_max is not None and max(plain.size) > edge_max:
        plain.thumbnail((edge_max, edge_max), Image.Resampling.LANCZOS)
    return clean(plain)
