"""Uploads four pictures and shares them, as the outbox does, and measures itself.

`python -m benchmarks._slack_upload SLACK CHANNEL SIZE_BYTES`
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.ids import Place
from adapters.slack.uploads import Parcel, Uploads
from benchmarks._acks import UPLOADS
from benchmarks._children import report
from benchmarks._measuring import Figures, measured
from benchmarks._pictures import noise
from bot.app.clock import SystemClock

SMALL_BYTES = 64


async def upload(slack: str, place: Place, folder: Path, size: int) -> Figures:
    @asynccontextmanager
    async def lend(sha256: str) -> AsyncIterator[Path]:
        yield folder / sha256

    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token="xoxb-one", base_url=f"{slack}/api/", session=session)
        uploads = Uploads(lend, session, SystemClock())

        async def send(sha256: str, bytes_: int, count: int) -> None:
            parcel = Parcel(sha256=sha256, filename="picture.png", size_bytes=bytes_, alt="a cat")
            files = [await uploads.send(client, parcel, alt=True) for _ in range(count)]
            await uploads.share(client, dict.fromkeys(files, parcel), place)

        await send("small", SMALL_BYTES, 1)
        return await measured(lambda: send("large", size, UPLOADS))


def main(slack: str, channel: str, size: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, place = Path(name), Place(team="T0TEAM", channel=channel)
        (folder / "small").write_bytes(noise(SMALL_BYTES))
        (folder / "large").write_bytes(noise(int(size)))
        report(asyncio.run(upload(slack, place, folder, int(size))))


if __name__ == "__main__":
    main(*sys.argv[1:])
