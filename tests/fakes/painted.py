"""Pictures for tests, painted on the spot."""

import io
import random
import struct
import zlib
from collections.abc import AsyncIterator
from typing import Any

from PIL import Image

from bot.models import Attachment

CANARY = "canary-50.0877N-14.4205E"


def painted(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """A picture whose four corners differ, so that turning it shows."""
    image = Image.new("RGB", (width, height), (120, 160, 200))
    image.paste((255, 0, 0), (0, 0, width // 2, height // 2))
    image.paste((0, 0, 255), (width // 2, height // 2, width, height))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def telling_exif(orientation: int = 1) -> Image.Exif:
    """EXIF with an orientation, a maker and a place that must not leak."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = CANARY
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def photo(width: int, height: int, **options: Any) -> bytes:
    """A JPEG with the bytes of a real photograph: tiled noise."""
    tile = Image.frombytes("RGB", (256, 256), random.Random(7).randbytes(3 * 256 * 256))
    tile = tile.resize((1024, 1024), Image.Resampling.BICUBIC)
    image = Image.new("RGB", (width, height))
    for left in range(0, width, 1024):
        for top in range(0, height, 1024):
            image.paste(tile, (left, top))
    return encoded(image, "JPEG", **options)


def blank_png(width: int, height: int) -> bytes:
    """A 1-bit PNG of any size in very few bytes, and without painting it here."""
    row = b"\0" + bytes((width + 7) // 8)
    body = zlib.compressobj(9)
    pixels = b"".join(body.compress(row) for _ in range(height)) + body.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND")
    )


def _chunk(kind: bytes, data: bytes = b"") -> bytes:
    crc = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)


def many_scans(count: int, *, width: int = 64, height: int = 48) -> bytes:
    """A progressive JPEG with one scan repeated until there are `count`."""
    data = encoded(painted(width, height), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    scan = data[last:-2]
    return data[:last] + scan * (count - data.count(b"\xff\xda") + 1) + data[-2:]


def attached(name: str, data: bytes, *, chunk_bytes: int = 65536, **more: Any) -> Attachment:
    """An attachment whose stream yields `data` in chunks."""

    async def stream() -> AsyncIterator[bytes]:
        for at in range(0, len(data), chunk_bytes):
            yield data[at : at + chunk_bytes]

    return Attachment(name=name, open=stream, **more)
