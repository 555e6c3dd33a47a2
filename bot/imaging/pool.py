"""PicturePool: the one place where Pillow works on trusted pictures."""

import asyncio
import pickle
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from bot.imaging.crew import Crew
from bot.imaging.worker import Outcome

P = ParamSpec("P")
T = TypeVar("T")

DEADLINE_S = 120.0
ANSWER_BYTES_MAX = 64 * 1024 * 1024


class PicturePool:
    """Runs functions in `workers` child processes, started when first needed."""

    def __init__(self, workers: int, *, deadline_s: float = DEADLINE_S) -> None:
        self._crew = Crew(
            "bot.imaging.worker",
            size=workers,
            deadline_s=deadline_s,
            answer_bytes_max=ANSWER_BYTES_MAX,
        )

    async def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `function` in a worker and return its result.

        The function must be importable (module level), its arguments and result picklable and
        small: pictures travel as paths. What it raises is raised here. Raises WorkerLost when the
        worker died or missed the pool's deadline. Cancelling kills the worker, so files it was
        writing may be torn: write into a folder that goes away with the call.
        """
        frame = await self._crew.ask(pickle.dumps((function, args, kwargs)))
        done, value = cast(Outcome, pickle.loads(frame))  # noqa: S301 - our own worker's answer
        if done:
            return cast(T, value)
        raise cast(Exception, value)

    async def warm(self) -> None:
        """Start every worker and let it import Pillow, so that the first picture need not wait."""
        await asyncio.gather(*(self.run(_import_pillow) for _ in range(self._crew.size)))

    async def close(self) -> None:
        """End all workers, also busy ones: their callers get WorkerLost."""
        await self._crew.close()


def _import_pillow() -> None:
    from PIL import Image

    Image.preinit()
