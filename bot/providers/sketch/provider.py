"""SketchProvider: an ImageProvider that draws posters from words, without a model or a key.

Words for rehearsing bad days, anywhere in a prompt:

================== ======================================================================
`sketch:refuse`    the prompt is refused (ContentRejected)
`sketch:withhold`  picture 2 does not come, the others do
`sketch:fail`      the answer is lost after sending (OutcomeUnknown)
`sketch:busy`      nothing was drawn, come back later (ProviderBusy)
`sketch:slow`      everything takes ten times as long
================== ======================================================================
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar

from bot.errors import ContentRejected, OutcomeUnknown, ProviderBusy, ProviderError
from bot.models import DrawEvent, Drawn, DrawTask, Progressed, Quality, Sending, Used, Withheld
from bot.providers.sketch.drawing import STAGES, draw_partial, draw_picture

P = ParamSpec("P")
T = TypeVar("T")

REHEARSAL = ("rehearsal",)
WITHHELD_INDEX = 2
BUSY_RETRY_S = 1.0
SLOW_FACTOR = 10
PACE_FACTORS = {Quality.LOW: 1.0, Quality.AUTO: 1.0, Quality.MEDIUM: 1.5, Quality.HIGH: 2.5}


class Runner(Protocol):
    """Runs a module-level function in a process pool; `PicturePool.run` is one."""

    async def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function returns; raise what it raises."""
        ...


class SketchProvider:
    """Draws in the pool behind `run`.

    `pace_s` is how long the pictures of a low-quality task take to appear at least, so that
    people see them grow; 0 for as fast as the machine draws.
    """

    def __init__(
        self,
        run: Runner,
        *,
        pace_s: float = 2.5,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._run = run
        self._pace_s = pace_s
        self._sleep = sleep

    async def draw(self, task: DrawTask) -> AsyncIterator[DrawEvent]:
        """Yield rough pictures, finer ones, then the files. Equal requests give equal bytes."""
        said = task.request.prompt.casefold()
        if "sketch:busy" in said:
            raise ProviderBusy("rehearsal", retry_after_s=BUSY_RETRY_S)
        yield Sending()
        _rehearse(said)
        wanted = tuple(i for i in task.indexes if not _withheld(said, i))
        for index in task.indexes:
            if index not in wanted:
                yield Withheld(index=index, reason="rehearsal", categories=REHEARSAL)
        async for event in self._grow(task, wanted):
            yield event
        for index in wanted:
            yield Drawn(index=index, path=await self._drawn(draw_picture, task, index))
        yield Used(usage={"pictures": len(wanted)})

    async def _grow(self, task: DrawTask, wanted: tuple[int, ...]) -> AsyncIterator[Progressed]:
        """All pictures together, one step of detail at a time."""
        steps = STAGES * len(wanted)
        for step in range(steps):
            stage, index = step // len(wanted) + 1, wanted[step % len(wanted)]
            partial = await self._drawn(draw_partial, task, index, stage)
            await self._sleep(self._pause_s(task) / steps)
            yield Progressed(fraction=(step + 1) / (steps + 1), index=index, partial=partial)

    def _pause_s(self, task: DrawTask) -> float:
        slow = SLOW_FACTOR if "sketch:slow" in task.request.prompt.casefold() else 1
        return self._pace_s * PACE_FACTORS[task.request.quality] * slow

    async def _drawn(self, function: Callable[P, Path], *args: P.args, **kwargs: P.kwargs) -> Path:
        try:
            return await self._run(function, *args, **kwargs)
        except ProviderError:
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # a full disk is ours, and told as such
            raise OutcomeUnknown(f"the sketch broke off: {error!r}") from error


def _rehearse(said: str) -> None:
    if "sketch:refuse" in said:
        raise ContentRejected("rehearsal", stage="prompt", categories=REHEARSAL)
    if "sketch:fail" in said:
        raise OutcomeUnknown("rehearsal")


def _withheld(said: str, index: int) -> bool:
    return "sketch:withhold" in said and index == WITHHELD_INDEX
