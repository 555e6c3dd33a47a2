"""How long the event loop stands still while four 4K pictures are validated, previewed, exported.

    uv run python -m benchmarks.imaging [--short]

Goal: a longest stall of at most 20 ms. The ticker is a task that asks to run every millisecond;
its largest gap, less that millisecond, is the stall. Everything around the picture processes is
counted: starting them, framing, writing the attachments to disk. A second, idle process ticks
beside it: a stall that both see is the machine's.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Awaitable
from pathlib import Path
from typing import Self

from PIL import Image

from bot.imaging.export import export
from bot.imaging.pool import PicturePool
from bot.imaging.preview import make_preview
from bot.imaging.probe import probe
from bot.models import Attachment, ImageFormat
from bot.references.decoder import Decoder
from bot.references.intake import Intake
from bot.storage.assets import FolderAssets

GOAL_MS = 20.0
TICK_S = 0.001
COPIES = 4
CHUNK_BYTES = 64 * 1024


class Ticker:
    """Watches how punctually the loop runs its tasks."""

    def __init__(self) -> None:
        self.longest_s = 0.0

    async def run(self) -> None:
        """Tick until cancelled."""
        last = time.perf_counter()
        while True:
            await asyncio.sleep(TICK_S)
            now = time.perf_counter()
            self.longest_s = max(self.longest_s, now - last - TICK_S)
            last = now


class Control:
    """An idle process with a ticker of its own."""

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", __spec__.name, "--control",
            stdin=PIPE, stdout=PIPE,
        )  # fmt: skip
        return self

    async def longest_ms(self) -> float:
        """End it and read its longest stall."""
        out, _ = await self._process.communicate(b"")
        return float(out) * 1000

    async def __aexit__(self, *error: object) -> None:
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


async def control() -> None:
    ticker = Ticker()
    watching = asyncio.create_task(ticker.run())
    await asyncio.to_thread(sys.stdin.read)
    watching.cancel()
    print(ticker.longest_s)


def paint_4k(folder: Path, short: bool) -> Path:
    """Photographic noise as PNG: 3840x2160, about 10 MB."""
    width, height = (1280, 720) if short else (3840, 2160)
    small = Image.frombytes("RGB", (480, 270), random.Random(3).randbytes(480 * 270 * 3))
    path = folder / "4k.png"
    small.resize((width, height), Image.Resampling.BICUBIC).save(path, compress_level=1)
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
        ticker = Ticker()
        watching = asyncio.create_task(ticker.run())
        await asyncio.sleep(TICK_S)
        started = time.perf_counter()
        await asyncio.gather(*calls)
        wall_s = time.perf_counter() - started
        watching.cancel()
        stall_ms = ticker.longest_s * 1000
        self.worst_ms = max(self.worst_ms, stall_ms)
        print(f"{title:<28} {wall_s * 1000:8.0f} ms   longest stall {stall_ms:6.2f} ms")


async def run(folder: Path, short: bool) -> None:
    path = paint_4k(folder, short)
    outs = [folder / str(n) for n in range(COPIES)]
    for out in outs:
        out.mkdir()
    pool, decoder = PicturePool(2), Decoder()
    intake = Intake(store=FolderAssets(folder), decoder=decoder, scratch=folder)
    stage = Stage()
    print(f"{COPIES} x {path.name}, {path.stat().st_size / 1e6:.1f} MB each")
    try:
        await measure_all(stage, pool, intake, path, outs)
    finally:
        await decoder.close()
        await pool.close()
    print(f"longest stall of all: {stage.worst_ms:.2f} ms (goal {GOAL_MS:.0f} ms)")


async def measure_all(
    stage: Stage, pool: PicturePool, intake: Intake, path: Path, outs: list[Path]
) -> None:
    data = await asyncio.to_thread(path.read_bytes)
    attached = [attachment(data, n) for n in range(COPIES)]
    async with Control() as idle:
        await stage.measure("start of the pool", pool.warm())
        await stage.measure("intake, with its start", intake.take_all(attached))
        await stage.measure("intake again", intake.take_all(attached))
        await stage.measure("probe", *(pool.run(probe, path) for _ in outs))
        await stage.measure(
            "preview",
            *(pool.run(make_preview, path, out, max_edge=1024, bytes_max=500_000) for out in outs),
        )
        for kind in ImageFormat:
            await stage.measure(
                f"export {kind.value}",
                *(pool.run(export, path, out, kind=kind) for out in outs),
            )
        print(f"longest stall of an idle process beside: {await idle.longest_ms():.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="small pictures, for a smoke test")
    parser.add_argument("--control", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.control:
        asyncio.run(control())
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder), chosen.short))


if __name__ == "__main__":
    main()
