"""Picture files without metadata."""

from pathlib import Path

from PIL import Image

from bot.models import ImageFormat
from bot.providers.sketch.photos import as_rgb

Z_RLE = 3  # zlib strategy: on pictures 7x faster than Pillow's default, and smaller with grain
PARTIAL_QUALITY = 72
JPEG_QUALITY = 90
WEBP_METHOD = 2


def save_picture(
    image: Image.Image, path: Path, file_format: ImageFormat, compression: int | None
) -> None:
    """Write the file. `compression` is 0 to 100, higher is better and larger; not for PNG."""
    quality = JPEG_QUALITY if compression is None else max(1, compression)
    match file_format:
        case ImageFormat.PNG:
            image.save(path, "PNG", compress_level=1, compress_type=Z_RLE)
        case ImageFormat.JPEG:
            image.save(path, "JPEG", quality=min(quality, 95), subsampling=0)
        case ImageFormat.WEBP:
            image.save(path, "WEBP", quality=quality, method=WEBP_METHOD)


def save_partial(image: Image.Image, path: Path) -> None:
    """Write a small JPEG to be seen for a second or two; what is clear, on white."""
    as_rgb(image).save(path, "JPEG", quality=PARTIAL_QUALITY)
