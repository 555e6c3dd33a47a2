import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.imaging.pool import PicturePool
from bot.imaging.probe import PIXELS_MAX, NotWhole, probe
from bot.models import ImageFormat
from tests.fakes.painted import encoded, painted


@pytest.fixture
async def pool(tmp_path: Path) -> AsyncIterator[PicturePool]:
    pool = PicturePool(1, reads=[tmp_path])
    yield pool
    await pool.close()


@pytest.mark.parametrize("kind", ImageFormat)
def test_tells_what_the_bytes_say_not_the_name(tmp_path: Path, kind: ImageFormat) -> None:
    path = tmp_path / "picture.bin"
    path.write_bytes(encoded(painted(120, 90), kind.value))
    made = probe(path)
    assert (made.format, made.width, made.height) == (kind, 120, 90)
    assert made.size_bytes == path.stat().st_size
    asset = made.asset("ab" * 32)
    assert (asset.sha256, asset.format, asset.width) == ("ab" * 32, kind, 120)


@pytest.mark.parametrize(
    "data",
    [b"", b"<html>", encoded(painted(), "GIF")[:60], encoded(painted(), "TIFF"),
     encoded(painted(300, 300), "PNG")[:-30],
     encoded(painted(300, 300), "JPEG")[:-300], encoded(painted(300, 300), "WEBP")[:-30]],
)  # fmt: skip
def test_what_does_not_decode_to_its_end_is_not_whole(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(data)
    with pytest.raises(NotWhole):
        probe(path)


def test_a_missing_file_is_another_matter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        probe(tmp_path / "gone.png")


async def test_the_refusal_comes_home_from_the_pool(pool: PicturePool, tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"torn")
    with pytest.raises(BotError, match="UnidentifiedImageError"):
        await pool.run(probe, path)


def test_a_header_that_names_too_many_pixels_is_refused_before_they_are_decoded(
    tmp_path: Path,
) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(_png_head(PIXELS_MAX // 5000, 5000))
    with pytest.raises(NotWhole, match=r"broken|Truncated|SyntaxError|truncated"):
        probe(path)
    path.write_bytes(_png_head(PIXELS_MAX // 5000 + 1, 5000))
    with pytest.raises(NotWhole, match="8001x5000 pixels"):
        probe(path)


def _png_head(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"IDAT" + b"\0" * 8
    chunks = (
        struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (head, body)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
