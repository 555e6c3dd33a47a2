from pathlib import Path

import pytest

from bot.errors import OutcomeUnknown
from bot.imaging.pool import PicturePool
from bot.models import Drawn, Progressed, Quality
from bot.providers.sketch import SketchProvider
from tests.fakes.sketching import asked, inline, task


class Naps:
    def __init__(self) -> None:
        self.total_s = 0.0

    async def __call__(self, delay_s: float) -> None:
        self.total_s += delay_s


async def paced(prompt: str, folder: Path, quality: Quality = Quality.LOW) -> float:
    naps = Naps()

    async def at_once(*_: object, **__: object) -> Path:
        return folder / "drawn.png"

    provider = SketchProvider(at_once, pace_s=2.0, sleep=naps)
    async for _ in provider.draw(task(asked(prompt, quality=quality), folder, indexes=(1, 2))):
        pass
    return naps.total_s


async def test_pictures_take_their_time_to_appear(tmp_path: Path) -> None:
    assert await paced("a cat", tmp_path) == pytest.approx(2.0)
    assert await paced("a cat", tmp_path, Quality.HIGH) > 2.0


async def test_slow_is_ten_times_as_slow(tmp_path: Path) -> None:
    assert await paced("a cat sketch:slow", tmp_path) == pytest.approx(20.0)


async def test_every_picture_grows_in_steps_that_differ(tmp_path: Path) -> None:
    provider = SketchProvider(inline, pace_s=0)
    partials: list[bytes] = []
    async for event in provider.draw(task(asked('a cat in the city "MEOW"'), tmp_path)):
        if isinstance(event, Progressed) and event.partial:
            partials.append(event.partial.read_bytes())
    assert len(partials) == 3
    assert len(set(partials)) == 3


async def test_a_worker_that_dies_is_an_unknown_outcome(tmp_path: Path) -> None:
    async def dies(*_: object, **__: object) -> Path:
        raise RuntimeError("the worker died")

    with pytest.raises(OutcomeUnknown, match="the worker died"):
        async for _ in SketchProvider(dies, pace_s=0).draw(task(asked("a cat"), tmp_path)):
            pass


async def test_the_pool_draws_the_same_bytes_as_any_other_process(tmp_path: Path) -> None:
    """Another process has other hashes, another memory and its own fonts."""
    request = asked('neon city "OPEN LATE 夜" rain', quality=Quality.HIGH)
    drawn: list[bytes] = []
    pool = PicturePool(1, writes=[tmp_path])
    try:
        for run in (inline, pool.run):
            async for event in SketchProvider(run, pace_s=0).draw(task(request, tmp_path)):
                if isinstance(event, Drawn):
                    drawn.append(event.path.read_bytes())
    finally:
        await pool.close()
    assert drawn[0] == drawn[1]
