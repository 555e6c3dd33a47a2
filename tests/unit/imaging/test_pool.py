import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.errors import WorkerLost
from bot.imaging.pool import PicturePool

TESTS = Path(__file__).resolve().parents[2]


@pytest.fixture
async def pool(tmp_path: Path) -> AsyncIterator[PicturePool]:
    pool = PicturePool(2, reads=[TESTS], writes=[tmp_path])
    yield pool
    await pool.close()


def _gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


async def _wait_until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(180):
        while not condition():  # noqa: ASYNC110 - another process is watched
            await asyncio.sleep(0.01)


async def test_runs_a_function_elsewhere_and_brings_its_result(pool: PicturePool) -> None:
    assert await pool.run(divmod, 17, 5) == [3, 2], "JSON knows no tuples"
    assert await pool.run(os.getpid) != os.getpid()


async def test_keyword_arguments_arrive(pool: PicturePool) -> None:
    assert await pool.run(int, "ff", base=16) == 255


async def test_an_exception_comes_home_with_the_workers_traceback(pool: PicturePool) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        await pool.run(divmod, 1, 0)
    assert "In the picture worker" in caught.value.__notes__[0]


async def test_an_exception_that_cannot_be_pickled_still_comes_home(pool: PicturePool) -> None:
    with pytest.raises(RuntimeError, match="WorkerLost"):
        await pool.run(_raise_unbuildable)


def _raise_unbuildable() -> None:
    class WorkerLostElsewhere(Exception):
        pass

    raise WorkerLostElsewhere


async def test_no_worker_before_it_is_needed_and_two_work_at_once(pool: PicturePool) -> None:
    assert await pool.run(os.getpid) == await pool.run(os.getpid)
    await pool.warm()
    pids = await asyncio.gather(*(pool.run(_pid_slowly) for _ in range(2)))
    assert len(set(pids)) == 2


def _pid_slowly() -> int:
    time.sleep(0.1)
    return os.getpid()


async def test_what_a_function_prints_does_not_disturb_the_frames(pool: PicturePool) -> None:
    assert await pool.run(print, "x" * 100) is None
    assert await pool.run(divmod, 7, 2) == [3, 1]


async def test_a_dead_worker_is_told_and_replaced(pool: PicturePool) -> None:
    with pytest.raises(WorkerLost, match="died"):
        await pool.run(os._exit, 3)
    assert await pool.run(divmod, 7, 2) == [3, 1]


async def test_a_worker_killed_while_idle_is_told_or_replaced(pool: PicturePool) -> None:
    pid = await pool.run(os.getpid)
    os.kill(pid, signal.SIGKILL)
    await _wait_until(lambda: _gone(pid))
    try:
        assert await pool.run(os.getpid) != pid
    except WorkerLost:
        assert await pool.run(os.getpid) != pid


async def test_a_missed_deadline_kills_and_the_next_is_served() -> None:
    pool = PicturePool(1, deadline_s=0.5)
    try:
        with pytest.raises(WorkerLost, match="timeout"):
            await pool.run(time.sleep, 60)
        async with asyncio.timeout(180):
            while True:
                try:  # a loaded machine may need more than the deadline to start an interpreter
                    assert await pool.run(divmod, 7, 2) == [3, 1]
                    break
                except WorkerLost:
                    continue
    finally:
        await pool.close()


async def test_cancelling_the_caller_kills_its_worker(pool: PicturePool, tmp_path: Path) -> None:
    started = tmp_path / "pid"
    call = asyncio.create_task(pool.run(_note_pid_and_hang, started))
    await _wait_until(lambda: started.exists() and started.read_text() != "")
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert _gone(int(started.read_text()))
    assert await pool.run(divmod, 7, 2) == [3, 1]


def _note_pid_and_hang(path: Path) -> None:
    path.write_text(str(os.getpid()))
    time.sleep(60)


async def test_closing_ends_busy_workers_and_refuses_more(tmp_path: Path) -> None:
    pool = PicturePool(1, reads=[TESTS], writes=[tmp_path])
    started = tmp_path / "pid"
    busy = asyncio.create_task(pool.run(_note_pid_and_hang, started))
    await _wait_until(lambda: started.exists() and started.read_text() != "")
    waiting = asyncio.create_task(pool.run(os.getpid))
    await asyncio.sleep(0)
    await pool.close()
    results = await asyncio.gather(busy, waiting, return_exceptions=True)
    assert [type(result) for result in results] == [WorkerLost, WorkerLost]
    assert _gone(int(started.read_text()))
    with pytest.raises(WorkerLost, match="closed"):
        await pool.run(os.getpid)


async def test_interrupt_and_terminate_do_not_reach_a_worker(pool: PicturePool) -> None:
    pid = await pool.run(os.getpid)
    assert await pool.run(os.getsid, 0) == pid, "a session of its own: Ctrl-C goes past it"
    os.kill(pid, signal.SIGINT)
    os.kill(pid, signal.SIGTERM)
    assert await pool.run(os.getpid) == pid


async def test_secrets_of_the_parent_stay_there(
    pool: PicturePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    assert "canary" not in str(await pool.run(dict, _Environ()))


class _Environ(dict[str, str]):
    """Becomes the worker's environment when it is unpickled there."""

    def __reduce__(self) -> tuple[object, ...]:
        return (_environ, ())


def _environ() -> dict[str, str]:
    return dict(os.environ)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_no_worker_survives_the_sudden_death_of_its_parent() -> None:
    script = textwrap.dedent("""
        import asyncio, os, time
        from bot.imaging.pool import PicturePool

        async def main():
            pool = PicturePool(1)
            print(await pool.run(os.getpid), flush=True)
            await pool.run(time.sleep, 60)

        asyncio.run(main())
    """)
    parent = subprocess.Popen(  # noqa: ASYNC220 - this test is its parent's parent
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(await asyncio.to_thread(parent.stdout.readline))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    await _wait_until(lambda: _gone(pid))
