import resource
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import WorkerLost
from bot.imaging.limits import limit_next_question, limit_process
from bot.imaging.pool import PicturePool
from bot.references.decoder import Decoder
from bot.references.worker import CPU_S, MEMORY_BYTES
from tests.fakes.painted import encoded, painted

TESTS = Path(__file__).resolve().parents[2]


@pytest.fixture
async def pool() -> AsyncIterator[PicturePool]:
    pool = PicturePool(1, reads=[TESTS])
    yield pool
    await pool.close()


async def test_a_file_beyond_the_deadline_is_refused_and_the_next_is_served(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encoded(painted(), "PNG"))
    decoder = Decoder(tmp_path, workers=1, deadline_s=0.001)
    try:
        for _ in range(2):  # the second would wait for ever, were the worker not given back
            assert (await decoder.judge(path, stem=tmp_path / "copy")).reason == "timeout"
    finally:
        await decoder.close()


async def test_the_cost_of_a_file_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encoded(painted(2000, 1000), "PNG"))
    decoder = Decoder(tmp_path, workers=1)
    try:
        verdict = await decoder.judge(path, stem=tmp_path / "copy")
    finally:
        await decoder.close()
    assert 0 < verdict.cpu_s < 20
    assert verdict.memory_bytes > 2000 * 1000 * 3


@pytest.mark.parametrize(("given", "stem"), [("gone", "copy"), ("a.png", "no folder/copy")])
async def test_a_fault_of_our_disk_is_not_blamed_on_the_file(
    tmp_path: Path, given: str, stem: str
) -> None:
    (tmp_path / "a.png").write_bytes(encoded(painted(), "PNG"))
    decoder = Decoder(tmp_path, workers=1)
    try:
        with pytest.raises(FileNotFoundError):
            await decoder.judge(tmp_path / given, stem=tmp_path / stem)
    finally:
        await decoder.close()


async def test_memory_is_limited(pool: PicturePool) -> None:
    await pool.run(limit_process, MEMORY_BYTES)
    with pytest.raises(MemoryError):
        await pool.run(bytes, MEMORY_BYTES)


async def test_every_file_has_its_own_cpu_time(pool: PicturePool) -> None:
    await pool.run(_burn, 1.0)
    soft, used = await pool.run(_limit_and_use)
    assert used > 1
    assert CPU_S <= soft - used + 0.5 <= CPU_S + 1.5


def _limit_and_use() -> tuple[int, float]:
    limit_next_question(CPU_S)
    return resource.getrlimit(resource.RLIMIT_CPU)[0], time.process_time()


def _burn(cpu_s: float) -> None:
    until = time.process_time() + cpu_s
    while time.process_time() < until:
        pass


async def test_cpu_time_used_up_counts_as_a_timeout(pool: PicturePool) -> None:
    with pytest.raises(WorkerLost, match="timeout"):
        await pool.run(_burn_beyond_the_limit)


def _burn_beyond_the_limit() -> None:
    limit_next_question(0)
    _burn(10)
