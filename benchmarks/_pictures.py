"""Pictures as large as the ones models make."""

import os
from io import BytesIO

from PIL import Image

PICTURE_BYTES, SHORT_PICTURE_BYTES = 10_730_000, 2_000_000


def picture_bytes(*, short: bool) -> int:
    """The size of the pictures of a run."""
    return SHORT_PICTURE_BYTES if short else PICTURE_BYTES


def noise(size: int) -> bytes:
    """So many bytes that begin like a PNG; for what does not look inside."""
    return b"\x89PNG\r\n\x1a\n" + os.urandom(size - 8)


def decodable(size: int) -> bytes:
    """A PNG of about so many bytes that decodes to noise."""
    width = height = int((size / 3) ** 0.5)
    out = BytesIO()
    pixels = Image.frombytes("RGB", (width, height), os.urandom(width * height * 3))
    pixels.save(out, "png", compress_level=0)
    return out.getvalue()
