"""PicturePool: the one place where Pillow works on finished pictures."""

import asyncio
import builtins
import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast, get_type_hints

from pydantic import TypeAdapter, ValidationError

from bot.errors import BotError, WorkerLost
from bot.imaging.crew import Crew
from bot.imaging.made import Made

P = ParamSpec("P")
T = TypeVar("T")

DEADLINE_S = 120.0
ANSWER_BYTES_MAX = 1024 * 1024


class PicturePool:
    """Runs functions in `workers` child processes, started when first needed and jailed.

    They may read below `reads`, and read and write below `writes`, and nothing else of ours.
    """

    def __init__(
        self,
        workers: int,
        *,
        reads: Sequence[Path] = (),
        writes: Sequence[Path] = (),
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._writes = tuple(path.resolve() for path in writes)
        self._crew = Crew(
            "bot.imaging.worker",
            size=workers,
            deadline_s=deadline_s,
            answer_bytes_max=ANSWER_BYTES_MAX,
            reads=reads,
            writes=writes,
        )

    async def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `function` in a worker and return its result.

        The function must be importable (module level), its arguments picklable and small: pictures
        travel as paths. Its result comes as JSON and is checked against the type the function
        names; a file it names must lie below `writes`. What it raises is raised here if it is one
        of our errors or a built-in one, else a RuntimeError. Raises WorkerLost when the worker
        died, missed the pool's deadline or answered nonsense. Cancelling kills the worker, so files
        it was writing may be torn: write into a folder that goes away with the call.
        """
        frame = await self._crew.ask(pickle.dumps((function, args, kwargs)))
        try:
            answer = _ANSWER.validate_json(frame)
            if "raised" in answer:
                raise _error(answer)
            result = _returned(function).validate_python(answer.get("result"))
        except ValidationError as error:
            raise WorkerLost("died") from error
        self._check_place(result)
        return cast(T, result)

    def _check_place(self, result: object) -> None:
        path = result.path if isinstance(result, Made) else result
        if isinstance(path, Path) and self._writes:
            real = path.resolve()
            if not any(real.is_relative_to(folder) for folder in self._writes):
                raise WorkerLost("died")

    async def warm(self) -> None:
        """Start every worker and let it import Pillow, so that the first picture need not wait."""
        await asyncio.gather(*(self.run(_import_pillow) for _ in range(self._crew.size)))

    async def close(self) -> None:
        """End all workers, also busy ones: their callers get WorkerLost."""
        await self._crew.close()


_ANSWER: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def _returned(function: Callable[..., object]) -> TypeAdapter[Any]:
    """What the function says it returns; anything for those written in C."""
    try:
        kind = get_type_hints(function).get("return", Any)
    except TypeError:
        kind = Any
    return TypeAdapter(type(None) if kind is None else kind)


def _error(answer: dict[str, Any]) -> Exception:
    """The exception a worker told of: looked up among those we know, never imported by its name."""
    trace = f"In the picture worker:\n{answer.get('trace')}"
    known = {f"{kind.__module__}:{kind.__qualname__}": kind for kind in _kinds()}
    try:
        error = known[answer["raised"]](*answer["args"])
    except Exception:
        error = RuntimeError(str(answer.get("trace")))
    error.add_note(trace)
    return error


def _kinds() -> Iterator[type[Exception]]:
    waiting: list[type[Exception]] = [BotError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        yield kind
    for value in vars(builtins).values():
        if isinstance(value, type) and issubclass(value, Exception):
            yield value


def _import_pillow() -> None:
    from PIL import Image

    Image.preinit()
