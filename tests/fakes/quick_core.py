"""What a whole Bot is given in stories so that one is cheap: no processes, no drawing, no DDL.

The picture functions, their JSON and the checks of what comes back are the real ones; only the
child interpreter around them is left out. The processes, their jail and their deaths have tests of
their own, as have the sketch's pictures and the migrations.
"""

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.errors import WorkerLost
from bot.imaging import worker as picture_worker
from bot.models import DrawTask, Size
from bot.providers.sketch.drawing import PARTIAL_EDGE, size_of
from bot.providers.sketch.saving import save_partial, save_picture
from bot.providers.sketch.sizes import within
from bot.references import worker as file_worker
from bot.storage import migrations
from tests.fakes.migrated import quick_migrate

ANSWERS: dict[str, Callable[[bytes], bytes]] = {
    picture_worker.__name__: picture_worker.answer,
    file_worker.__name__: file_worker.answer,
}
HAND = ThreadPoolExecutor(1, thread_name_prefix="pictures")
"""One question at a time, as in a process: its code need not be safe for threads."""


class NearCrew:
    """A `bot.imaging.crew.Crew` that answers in a thread of the test's process."""

    def __init__(self, module: str, *, size: int, **_: object) -> None:
        self.size = size
        self._answer = ANSWERS[module]
        self._closed = False
        self._asked: set[asyncio.Future[bytes]] = set()

    async def ask(self, question: bytes) -> bytes:
        if self._closed:
            raise WorkerLost("closed")
        asked = asyncio.get_running_loop().run_in_executor(HAND, self._answer, question)
        self._asked.add(asked)
        asked.add_done_callback(self._asked.discard)
        # What was begun cannot be killed here; who closes waits for it.
        return await asyncio.shield(asked)

    async def close(self) -> None:
        self._closed = True
        await asyncio.gather(*self._asked, return_exceptions=True)


def paint_picture(task: DrawTask, index: int) -> Path:
    """In the size and format asked for; other words, another index or change, another colour."""
    path = task.scratch / f"{index}{task.request.format.suffix}"
    image = _painted(task, index, size_of(task, index))
    save_picture(image, path, task.request.format, task.request.compression)
    return path


def paint_partial(task: DrawTask, index: int, stage: int) -> Path:
    path = task.scratch / f"partial-{index}-{stage}.jpg"
    save_partial(_painted(task, index, within(size_of(task, index), PARTIAL_EDGE), stage), path)
    return path


def _painted(task: DrawTask, index: int, size: Size, stage: int = 0) -> Image.Image:
    request = task.request
    told = (request.prompt, request.operation, request.quality, request.references, index, stage)
    red, green, blue, *_ = hashlib.sha256(repr(told).encode()).digest()
    image = Image.new("RGB", (size.width, size.height), (red, green, blue))
    image.paste((blue, red, green), (0, 0, size.width // 2, size.height // 2))
    if request.transparent:
        clear = Image.new("L", image.size)
        clear.paste(255, (size.width // 4, size.height // 4, size.width, size.height // 2))
        image.putalpha(clear)
    return image


def quicken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have cores that are opened in this process draw painted pictures, without processes."""
    for module in ("bot.imaging.pool", "bot.references.decoder"):
        monkeypatch.setattr(f"{module}.Crew", NearCrew)
    for one in (picture_worker, file_worker):
        monkeypatch.setattr(one, "limit_next_question", _unlimited)  # it would limit the test
    monkeypatch.setattr("bot.providers.sketch.provider.draw_picture", paint_picture)
    monkeypatch.setattr("bot.providers.sketch.provider.draw_partial", paint_partial)
    monkeypatch.setattr(migrations, "migrate", quick_migrate)


def _unlimited(*_: Any) -> None:
    pass
