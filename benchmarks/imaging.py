"""How long the event loop stands still while four 4K pictures are validated, previewed, exported.

    uv run python -m benchmarks.imaging [--short]

Everything around the picture processes is counted: starting them, framing, writing the attachments
to disk. A second, idle process ticks beside it: a stall that both see is the machine's.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Iterable, Sequence
from pathlib import Path

from PIL import Image

from benchmarks._children import idle
from benchmarks._measuring import MS, Goal, Ticker, run
from bot.imaging.export import export
from bot.imaging.pool import PicturePool
from bot.imaging.preview import make_preview
from bot.imaging.probe import probe
from bot.models import STILL_FORMATS, Attachment
from bot.references.decoder import Decoder
from bot.references.intake import Intake
from bot.storage.assets import FolderAssets

STALL_MS = 20
COPIES = 4
CHUNK_BYTES = 64 * 1024
SIZE, SHORT_SIZE = (3840, 2160), (1280, 720)


def paint(folder: Path, size: tuple[int, int]) -> Path:
    """Photographic noise as PNG; in 4K about 10 MB."""
    small = Image.frombytes("RGB", (480, 270), random.Random(3).randbytes(480 * 270 * 3))
    path = folder / "noise.png"
    small.resize(size, Image.Resampling.BICUBIC).save(path, compress_level=1)
    return path


def attachment(data: bytes, n: int) -> Attachment:
    async def stream() -> AsyncIterator[bytes]:
        for at in range(0, len(data), CHUNK_BYTES):
            yield data[at : at + CHUNK_BYTES]

    return Attachment(name=f"{n}.png", open=stream)


class Stage:
    """Runs one step for four pictures at once and prints its wall time and longest stall."""

    def __init__(self) -> None:
        self.worst_ms = 0.0

    async def measure(self, title: str, *calls: Awaitable[object]) -> None:
        """Run the calls together beside a ticker."""
        async with Ticker() as ticker:
            started = time.perf_counter()
            await asyncio.gather(*calls)
            wall_s = time.perf_counter() - started
        self.worst_ms = max(self.worst_ms, ticker.stall_ms)
        print(f"{title:<28} {wall_s * MS:8.0f} ms   longest stall {ticker.stall_ms:6.2f} ms")


async def stages(folder: Path, size: tuple[int, int]) -> float:
    """All of them; returns the longest stall in ms."""
    path = paint(folder, size)
    outs = [folder / str(n) for n in range(COPIES)]
    for out in outs:
        out.mkdir()
    pool, decoder = PicturePool(2, writes=[folder]), Decoder(folder)
    intake = Intake(store=FolderAssets(folder), decoder=decoder, scratch=folder)
    stage = Stage()
    print(f"{COPIES} x {path.name}, {path.stat().st_size / 1e6:.1f} MB each")
    try:
        with idle() as beside:
            await measure_all(stage, pool, intake, path, outs)
            print(f"longest stall of an idle process beside: {beside().stall_ms:.2f} ms")
    finally:
        await decoder.close()
        await pool.close()
    return stage.worst_ms


async def _take_all(intake: Intake, attached: Sequence[Attachment]) -> None:
    async with intake.batch("somebody") as batch:
        await batch.take_all(attached)


async def measure_all(
    stage: Stage, pool: PicturePool, intake: Intake, path: Path, outs: list[Path]
) -> None:
    data = await asyncio.to_thread(path.read_bytes)
    attached = [attachment(data, n) for n in range(COPIES)]
    await stage.measure("start of the pool", pool.warm())
    await stage.measure("intake, with its start", _take_all(intake, attached))
    await stage.measure("intake again", _take_all(intake, attached))
    await stage.measure("probe", *(pool.run(probe, path) for _ in outs))
    await stage.measure(
        "preview",
        *(pool.run(make_preview, path, out, max_edge=1024, bytes_max=500_000) for out in outs),
    )
    for kind in sorted(STILL_FORMATS):
        await stage.measure(
            f"export {kind.value}",
            *(pool.run(export, path, out, kind=kind) for out in outs),
        )


def measure(short: bool) -> Iterable[Goal]:
    with tempfile.TemporaryDirectory() as name:
        worst_ms = asyncio.run(stages(Path(name), SHORT_SIZE if short else SIZE))
    return [Goal(name="longest stall, ms", value=worst_ms, most=STALL_MS)]


if __name__ == "__main__":
    run(measure, __doc__)
