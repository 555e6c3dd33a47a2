from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import stamina

from bot.models import Attachment
from bot.references import downloading
from bot.references.downloading import TRIES, drain
from bot.references.refused import Refused
from tests.fakes.painted import attached

LIMIT = 1000


class Endless:
    """A stream that counts what was read of it and notes when it was closed."""

    def __init__(self) -> None:
        self.read_bytes = 0
        self.closed = False

    async def stream(self) -> AsyncIterator[bytes]:
        try:
            while True:
                self.read_bytes += 100
                yield bytes(100)
        finally:
            self.closed = True


async def test_a_file_at_the_limit_arrives_whole(tmp_path: Path) -> None:
    data = bytes(range(250)) * 4
    length = await drain(attached("a", data, chunk_bytes=7), tmp_path / "a", bytes_max=LIMIT)
    assert length == LIMIT
    assert (tmp_path / "a").read_bytes() == data


async def test_one_byte_beyond_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        await drain(attached("a", bytes(LIMIT + 1)), tmp_path / "a", bytes_max=LIMIT)
    assert refused.value.reason == "too-large"
    assert refused.value.facts == {"limit_bytes": LIMIT}


async def test_reading_stops_at_the_limit_and_the_stream_is_closed(tmp_path: Path) -> None:
    endless = Endless()
    with pytest.raises(Refused, match="too-large"):
        await drain(Attachment(name="a", open=endless.stream), tmp_path / "a", bytes_max=LIMIT)
    assert endless.read_bytes == LIMIT + 100
    assert endless.closed


async def test_a_declared_size_beyond_the_limit_is_not_even_opened(tmp_path: Path) -> None:
    endless = Endless()
    attachment = Attachment(name="a", open=endless.stream, size_bytes=LIMIT + 1)
    with pytest.raises(Refused, match="too-large"):
        await drain(attachment, tmp_path / "a", bytes_max=LIMIT)
    assert endless.read_bytes == 0


async def test_a_declared_size_is_not_believed(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too-large"):
        await drain(attached("a", bytes(LIMIT + 1), size_bytes=5), tmp_path / "a", bytes_max=LIMIT)


async def test_nothing_is_empty(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="empty"):
        await drain(attached("a", b""), tmp_path / "a")


async def test_empty_chunks_are_not_the_end(tmp_path: Path) -> None:
    async def stream() -> AsyncIterator[bytes]:
        yield b""
        yield b"ab"
        yield b""
        yield b"c"

    assert await drain(Attachment(name="a", open=stream), tmp_path / "a") == 3


async def test_a_broken_stream_is_a_failed_download(tmp_path: Path) -> None:
    async def stream() -> AsyncIterator[bytes]:
        yield b"abc"
        raise ConnectionError("token=secret")

    with pytest.raises(Refused, match="download-failed"):
        await drain(Attachment(name="a", open=stream), tmp_path / "a")


async def test_a_stalled_stream_is_a_failed_download(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloading, "DOWNLOAD_S", 0.0)
    endless = Endless()
    with pytest.raises(Refused, match="download-failed"):
        await drain(Attachment(name="a", open=endless.stream), tmp_path / "a")


async def test_a_fault_of_our_own_disk_is_no_fault_of_the_sender(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        await drain(attached("a", b"abc"), tmp_path / "missing" / "a")


class Moody:
    """A file server with bad moments: each opening of the file goes as the next of `moods` says."""

    def __init__(self, *moods: str) -> None:
        self.moods = list(moods)
        self.opened = 0

    async def stream(self) -> AsyncIterator[bytes]:
        self.opened += 1
        mood = self.moods.pop(0)
        if mood == "503":
            raise ConnectionError("503")
        yield b"abc"
        if mood == "cut":
            raise ConnectionError("cut")
        if mood == "whole":
            yield b"def"

    def attachment(self) -> Attachment:
        return Attachment(name="a", open=self.stream, size_bytes=6)


@pytest.fixture
def no_pause() -> Iterator[None]:
    stamina.set_testing(True, attempts=TRIES)
    yield
    stamina.set_testing(False)


@pytest.mark.usefixtures("no_pause")
@pytest.mark.parametrize(
    ("moods", "length"),
    [
        (("whole",), 6),
        (("503", "whole"), 6),
        (("cut", "503", "whole"), 6),
        (("short", "whole"), 6),
        (("short", "short", "short"), 3),  # whoever named the size was wrong
    ],
)
async def test_a_bad_moment_is_tried_again(
    tmp_path: Path, moods: tuple[str, ...], length: int
) -> None:
    server = Moody(*moods)
    assert await drain(server.attachment(), tmp_path / "a") == length
    assert (tmp_path / "a").read_bytes() == b"abcdef"[:length]
    assert server.moods == []


@pytest.mark.usefixtures("no_pause")
async def test_but_not_for_ever(tmp_path: Path) -> None:
    server = Moody(*["503"] * (TRIES + 1))
    with pytest.raises(Refused, match="download-failed"):
        await drain(server.attachment(), tmp_path / "a")
    assert server.opened == TRIES
