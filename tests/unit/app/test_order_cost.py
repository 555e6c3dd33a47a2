import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.bootstrap import open_core
from bot.models import ChatRef, Job, JobState, Order
from bot.ports import Books
from config.settings import Settings
from tests.fakes.studio import MIA, PLATFORM, Watched


async def test_an_order_is_three_writes_and_two_readings_to_its_status_card(tmp_path: Path) -> None:
    """The claim, the job with its hold, and the card's address: nothing waits for another one.

    What was chosen here and where the job stands is read; what it may cost is asked as it is held.
    """
    async with open_core(Settings(_env_file=None, data_dir=tmp_path)) as core:  # type: ignore[call-arg]
        chat = Watched()
        core.bot.connect(PLATFORM, chat)
        uow = core.bot._parts.uow
        write, written = uow.write, 0
        read, readings = uow.read, 0

        async def counted(work: Callable[[Books], Any], *, first: bool = False) -> Any:
            nonlocal written
            written += 1
            return await write(work, first=first)

        async def read_counted(work: Callable[[Books], Any]) -> Any:
            nonlocal readings
            readings += 1
            return await read(work)

        uow.write = counted  # type: ignore[method-assign]
        uow.read = read_counted  # type: ignore[method-assign]
        here = ChatRef(platform=PLATFORM, id="studio")
        order = Order(event_key="event", caller=MIA, chat=here, text="/imagine a lighthouse")

        assert await core.bot.say(order) is None

        assert len(chat.posts) == 1
        assert (written, readings) == (3, 2)
        assert await uow.read(lambda books: books.events.unanswered()) == []


async def test_an_open_job_is_read_again_only_once_it_changed(tmp_path: Path) -> None:
    async with open_core(Settings(_env_file=None, data_dir=tmp_path)) as core:  # type: ignore[call-arg]
        core.bot.connect(PLATFORM, Watched())
        uow = core.bot._parts.uow
        here = ChatRef(platform=PLATFORM, id="studio")
        for number in range(2):
            text = f"/imagine lighthouse {number}"
            await core.bot.say(Order(event_key=text, caller=MIA, chat=here, text=text))
        first, second = await uow.read(lambda books: books.jobs.unfinished())

        await uow.write(lambda books: books.jobs.put(replace(first, captured=1)))

        changed, same = await uow.read(lambda books: books.jobs.unfinished())
        assert changed == replace(first, captured=1)
        assert same is second
        assert changed == await uow.read(lambda books: books.jobs.get(first.id))


def put(job: Job, books: Books) -> None:
    books.jobs.put(job)


async def test_what_is_no_longer_open_is_kept_nowhere(tmp_path: Path) -> None:
    """Prompts outlive their deletion in no cache of what was read."""
    async with open_core(Settings(_env_file=None, data_dir=tmp_path)) as core:  # type: ignore[call-arg]
        core.bot.connect(PLATFORM, Watched())
        uow = core.bot._parts.uow
        here = ChatRef(platform=PLATFORM, id="studio")
        await core.bot.say(Order(event_key="e", caller=MIA, chat=here, text="/imagine a fox"))
        (job,) = await uow.read(lambda books: books.jobs.unfinished())
        gone = replace(job, state=JobState.CANCELLED, deleted=True)

        await uow.write(partial(put, gone))
        await uow.read(lambda books: books.jobs.unfinished())
        there = weakref.ref(job.request)
        del job, gone
        gc.collect()

        assert there() is None
