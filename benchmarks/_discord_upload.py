"""Posts a result with four pictures, as the outbox does, and measures itself.

`python -m benchmarks._discord_upload URL CHANNEL SIZE_BYTES`
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import discord

from adapters.discord.application import Options, point_at
from adapters.discord.connection import Connection
from adapters.discord.earlier import EarlierPosts
from adapters.discord.ids import chat_ref
from adapters.discord.languages import Languages
from adapters.discord.parcels import Packing
from adapters.discord.sending import Sending
from benchmarks._acks import UPLOADS
from benchmarks._children import report
from benchmarks._discord_options import options_for
from benchmarks._measuring import Figures, measured
from benchmarks._pictures import noise
from bot.models import Asset, ImageFormat, Reply, ReplyImage

SMALL_BYTES = 64


class Files:
    """Lends one file for every hash."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @asynccontextmanager
    async def file(self, sha256: str) -> AsyncIterator[Path]:
        """See `bot.ports.AssetStore`."""
        yield self.path


class Notes:
    """Keeps texts in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, str] = {}

    async def get(self, key: str) -> str | None:
        """See `bot.ports.KeyValue`."""
        return self._kept.get(key)

    async def set(self, key: str, value: str, **_: object) -> None:
        """See `bot.ports.KeyValue`."""
        self._kept[key] = value


def result(size: int, count: int) -> Reply:
    asset = Asset(sha256="0" * 64, format=ImageFormat.PNG, width=1, height=1, size_bytes=size)
    images = (ReplyImage(asset=asset, filename=f"{n}.png", alt="") for n in range(count))
    return Reply(text="Done", images=tuple(images))


@contextmanager
def two_files(size: int) -> Iterator[tuple[Path, Path]]:
    with tempfile.TemporaryDirectory() as name:
        small, large = Path(name, "small.png"), Path(name, "large.png")
        small.write_bytes(noise(SMALL_BYTES))
        large.write_bytes(noise(size))
        yield small, large


async def upload(options: Options, channel: int, small: Path, large: Path, size: int) -> Figures:
    files, connection, languages = Files(small), Connection(), Languages()
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        await client.login(options.token)
        connection.set(client)
        packing = Packing(files, languages)  # type: ignore[arg-type]
        earlier = EarlierPosts(Notes())  # type: ignore[arg-type]
        sending = Sending(connection, packing, languages, earlier)
        there = chat_ref(channel)

        async def send(reply: Reply, key: str) -> None:
            await sending.to_channel(there, reply, key=key, user=1)

        await send(result(SMALL_BYTES, 1), "small")
        files.path = large
        return await measured(lambda: send(result(size, UPLOADS), "large"))


def main(url: str, channel: str, size: str) -> None:
    options = options_for(url)
    point_at(options)
    with two_files(int(size)) as (small, large):
        report(asyncio.run(upload(options, int(channel), small, large, int(size))))


if __name__ == "__main__":
    main(*sys.argv[1:])
