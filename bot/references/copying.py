"""The clean copy that is kept of a stranger's picture. Runs in the decoder process only."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from bot.imaging.pixels import clean, eight_bit, orientation_of, seen_size, to_srgb, upright
from bot.imaging.saving import save_jpeg, save_png
from bot.models import ImageFormat

EDGE_MAX = 4096
"""Long edge of the kept copy in pixels: more than any model takes or draws."""
JPEG_QUALITY = 95
PNG_BYTES_MAX = 20 * 1024 * 1024
"""A photograph saved as PNG can pass every provider's limit; beyond this it is kept as JPEG."""


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """`width` and `height` as a person sees the sender's picture; `image` may be smaller."""

    image: Image.Image
    width: int
    height: int


def cleaned(image: Image.Image) -> Cleaned:
    """Upright, at most EDGE_MAX, 8-bit sRGB (RGB or RGBA), with no metadata."""
    icc = image.info.get("icc_profile")
    orientation = orientation_of(image)
    width, height = seen_size(image, orientation)
    plain = shrunk(eight_bit(image))
    plain = upright(to_srgb(plain, icc), orientation)
    return Cleaned(image=clean(plain), width=width, height=height)


def shrunk(image: Image.Image) -> Image.Image:
    """Scale down to EDGE_MAX where it is larger."""
    if max(image.size) <= EDGE_MAX:
        return image
    image.thumbnail((EDGE_MAX, EDGE_MAX), Image.Resampling.LANCZOS)
    return image


def write_copy(image: Image.Image, stem: Path, *, lossy: bool) -> tuple[Path, ImageFormat]:
    """Write a clean RGB or RGBA image beside `stem`: JPEG for lossy sources without alpha."""
    if not (lossy and image.mode == "RGB"):
        path = stem.with_suffix(".png")
        save_png(image, path)
        if image.mode == "RGBA" or path.stat().st_size <= PNG_BYTES_MAX:
            return path, ImageFormat.PNG
        path.unlink()
    path = stem.with_suffix(".jpg")
    save_jpeg(image, path, quality=JPEG_QUALITY)
    return path, ImageFormat.JPEG
