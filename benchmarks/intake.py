"""How long an honest picture waits beside scan bombs, six in one message of somebody else.

    uv run python -m benchmarks.intake [--short]

Each bomb is a small JPEG of 49 megapixels with as many scans as one may have: it is decoded whole,
and accepted. The same one with five times the scans is refused by its scans times pixels, unread.
A small picture of another person is taken in again and again, alone and beside the six.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks._measuring import Goal, run
from bot.references.decoder import Decoder
from bot.references.intake import Intake
from bot.references.scans import SCANNED_PIXELS_MAX
from bot.storage.assets import FolderAssets
from tests.fakes.painted import attached, encoded, many_scans, painted

BOMBS = 6
EDGE, SHORT_EDGE = 7000, 1400
ALONE = 20
DELAY_S = 1.0


class Measured:
    """An intake, and what was seen of it."""

    def __init__(self, folder: Path, decoder: Decoder) -> None:
        self._intake = Intake(store=FolderAssets(folder), decoder=decoder, scratch=folder)
        self._honest = encoded(painted(200, 200), "PNG")

    async def honest_s(self) -> float:
        """Take one honest picture in; returns how long that took."""
        started = time.perf_counter()
        async with self._intake.batch("mia") as batch:
            taken = await batch.take_all([attached("logo.png", self._honest)])
        if not taken.references:
            raise RuntimeError("the honest picture was refused")
        return time.perf_counter() - started

    async def bombs(self, data: bytes) -> int:
        """Take six bombs in, in one message; returns how many of them were accepted."""
        async with self._intake.batch("eve") as batch:
            taken = await batch.take_all([attached(f"{n}.jpg", data) for n in range(BOMBS)])
        return len(taken.references)


async def waits(folder: Path, edge: int) -> float:
    """The longest that the honest picture waited beside the bombs, over the median alone."""
    scans = SCANNED_PIXELS_MAX // (edge * edge) if edge == EDGE else 20
    decoder = Decoder(folder)
    measured = Measured(folder, decoder)
    try:
        small = many_scans(20)
        await asyncio.gather(measured.honest_s(), measured.bombs(small))  # both processes are up
        alone = sorted([await measured.honest_s() for _ in range(ALONE)])
        print(f"alone: median {alone[ALONE // 2]:.3f} s, longest {alone[-1]:.3f} s")
        longest = 0.0
        for count in (scans, scans * 5):
            data = await asyncio.to_thread(many_scans, count, width=edge, height=edge)
            longest = max(longest, await _beside(measured, data, count))
        return longest - alone[ALONE // 2]
    finally:
        await decoder.close()


async def _beside(measured: Measured, data: bytes, scans: int) -> float:
    started = time.perf_counter()
    bombs = asyncio.create_task(measured.bombs(data))
    seen = [await measured.honest_s()]
    while not bombs.done():
        seen.append(await measured.honest_s())
    print(
        f"{BOMBS} x {len(data) / 1e6:.1f} MB with {scans} scans: {await bombs} accepted in"
        f" {time.perf_counter() - started:.1f} s; {len(seen)} honest pictures meanwhile,"
        f" the slowest in {max(seen):.3f} s"
    )
    return max(seen)


def measure(short: bool) -> Iterable[Goal]:
    with tempfile.TemporaryDirectory() as name:
        delay_s = asyncio.run(waits(Path(name), SHORT_EDGE if short else EDGE))
    return [Goal(name="longest delay of an honest picture, s", value=delay_s, most=DELAY_S)]


if __name__ == "__main__":
    run(measure, __doc__)
