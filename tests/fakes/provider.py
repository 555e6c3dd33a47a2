"""A provider that follows a script and counts what was sent."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from PIL import Image

from bot.models import DrawEvent, Drawn, DrawTask, Sending, Withheld

Step = DrawEvent | Exception | asyncio.Event | int


class FakeProvider:
    """Implements `bot.ports.ImageProvider`.

    Each draw follows the next script, and then draws whatever it has not been told about. A step is
    an event to yield, the index of a picture to draw, an exception to raise, or an asyncio.Event to
    wait for. `posts` counts the requests that left, `waiting` the draws that wait for an event.
    """

    def __init__(self, *scripts: Sequence[Step]) -> None:
        self._scripts = list(scripts)
        self.posts = 0
        self.waiting = 0
        self.tasks: list[DrawTask] = []
        self.cancelled = 0

    async def draw(self, task: DrawTask) -> AsyncIterator[DrawEvent]:
        self.tasks.append(task)
        script = self._scripts.pop(0) if self._scripts else (Sending(),)
        missing = list(task.indexes)
        try:
            for step in script:
                if isinstance(step, asyncio.Event):
                    self.waiting += 1
                    await step.wait()
                    self.waiting -= 1
                    continue
                if isinstance(step, Exception):
                    raise step
                event = drawn(task, step) if isinstance(step, int) else step
                yield event
                self.posts += isinstance(event, Sending)
                if isinstance(event, Drawn | Withheld) and event.index in missing:
                    missing.remove(event.index)
            for index in missing:
                yield drawn(task, index)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise


def drawn(task: DrawTask, index: int) -> Drawn:
    path = task.scratch / f"{index}.png"
    picture(path, index)
    return Drawn(index=index, path=path)


def picture(path: Path, index: int, *, edge: int = 16) -> Path:
    Image.new("RGB", (edge, edge), (index * 40 % 256, 90, 160)).save(path)
    return path
