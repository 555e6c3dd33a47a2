"""A second wish that comes while the first is still being drawn builds on it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.jobs.drawing import Drawing
from bot.jobs.endings import Ending
from bot.models import (
    Addressed,
    ImageRequest,
    Job,
    JobId,
    Operation,
    PictureRef,
    Reply,
    Verb,
)
from tests.fakes.studio import BEN, Studio, button, open_studio

SPOKEN, OVERHEARD = Addressed.SPOKEN, Addressed.OVERHEARD


@dataclass(kw_only=True)
class Slow:
    """A studio whose drawing waits to be let on."""

    studio: Studio
    go_on: asyncio.Event

    async def jobs(self) -> list[Job]:
        """What is open, oldest first."""
        unfinished = self.studio.bot._parts.uow.read(lambda books: books.jobs.unfinished())
        return list(await unfinished)

    async def finished(self, job: JobId) -> tuple[Job, list[PictureRef]]:
        self.go_on.set()
        chat = self.studio.chat
        await chat.until(lambda: any(one.reply.job == job for one in self.studio.results))
        report = await self.studio.bot.report(job)
        assert report is not None
        return report.job, [one.ref for one in report.pictures]

    async def source_file(self, request: ImageRequest) -> str:
        """The picture that a request says it starts from."""
        assert request.source is not None
        report = await self.studio.bot.report(request.source.job)
        assert report is not None
        return next(one.asset.sha256 for one in report.pictures if one.ref == request.source)


@pytest.fixture
async def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Slow]:
    go_on = asyncio.Event()
    go_on.set()
    run = Drawing.run

    async def held(self: Drawing) -> Ending:
        await go_on.wait()
        return await run(self)

    monkeypatch.setattr(Drawing, "run", held)
    async with open_studio(tmp_path, starting_credits=100) as studio:
        yield Slow(studio=studio, go_on=go_on)
        go_on.set()


async def first_picture(slow: Slow) -> JobId:
    job = (await slow.studio.made("a red fox")).reply.job
    assert job is not None
    slow.go_on.clear()
    return job


def thread_of(job: JobId) -> PictureRef:
    return PictureRef(job=job, index=0)


async def test_a_second_wish_in_a_thread_keeps_the_first(slow: Slow) -> None:
    fox = await first_picture(slow)
    for words in ("add a hat", "and a scarf", "make it night"):
        order = slow.studio.order(words, source=thread_of(fox), addressed=OVERHEARD)
        assert await slow.studio.bot.edit(order) is None
    hat, scarf, night = await slow.jobs()
    assert hat.request.source == PictureRef(job=fox, index=1)
    assert "builds on" in next(
        one.reply.text for one in slow.studio.chat.posts if one.reply.job == scarf.id
    )
    job, _ = await slow.finished(night.id)
    assert job.request.source == PictureRef(job=scarf.id, index=1)
    assert job.request.references[0].asset.sha256 == await slow.source_file(job.request)
    scarf_job, made = await slow.finished(scarf.id)
    assert scarf_job.request.source == PictureRef(job=hat.id, index=1)
    assert scarf_job.request.references[0].asset.sha256 == await slow.source_file(scarf_job.request)
    assert len(made) == 1


@pytest.mark.parametrize(
    ("words", "joins"),
    [
        ("and a scarf", True),
        ("and make the sky pink", True),
        ("und ein Schal", True),
        ("et une écharpe", True),
        ("y una bufanda", True),
        ("マフラーも", True),
        ("再加一条围巾", True),
        ("make it blue", False),
        ("add a scarf", False),
    ],
)
async def test_a_reply_builds_on_an_open_change_where_its_words_join_on(
    slow: Slow, words: str, joins: bool
) -> None:
    fox = await first_picture(slow)
    card = slow.studio.results[-1].message
    order = slow.studio.order("add a hat", replied_to=card, addressed=SPOKEN)
    assert await slow.studio.bot.edit(order) is None
    order = slow.studio.order(words, replied_to=card, addressed=SPOKEN)
    assert await slow.studio.bot.edit(order) is None
    hat, second = await slow.jobs()
    assert second.request.source is not None
    assert second.request.source.job == (hat.id if joins else fox)


async def test_words_under_a_status_build_on_the_picture_it_is_about(slow: Slow) -> None:
    slow.go_on.clear()
    assert await slow.studio.say("/imagine a red fox --ratio 3:2") is None
    [fox] = await slow.jobs()
    order = slow.studio.order("make it night", source=thread_of(fox.id), addressed=SPOKEN)
    assert await slow.studio.bot.edit(order) is None
    night = (await slow.jobs())[1]
    job, _ = await slow.finished(night.id)
    assert job.request.operation is Operation.EDIT
    assert job.request.size == fox.request.size
    assert job.request.references[0].asset.sha256 == await slow.source_file(job.request)


async def test_what_cannot_be_built_on_costs_nothing_and_can_be_done_without_it(
    slow: Slow,
) -> None:
    fox = await first_picture(slow)
    before = await slow.studio.balance()
    for words in ("add a hat", "and a scarf"):
        order = slow.studio.order(words, source=thread_of(fox), addressed=OVERHEARD)
        assert await slow.studio.bot.edit(order) is None
    hat, scarf = await slow.jobs()
    status = next(one for one in slow.studio.chat.posts if one.reply.job == hat.id)
    await slow.studio.press(button(status.reply, Verb.CANCEL))
    job, made = await slow.finished(scarf.id)
    assert not made
    assert await slow.studio.balance() == before
    told = next(one.reply for one in slow.studio.results if one.reply.job == scarf.id)
    assert told.code == "picture-failed-base"
    again = await slow.studio.pressed(button(told, Verb.AGAIN))
    assert again.reply.images
    assert again.reply.source == PictureRef(job=fox, index=1)
    assert job.request.source == PictureRef(job=fox, index=1)


async def test_a_number_names_a_picture_that_is_there(slow: Slow) -> None:
    made = await slow.studio.made("a red fox -n 2")
    fox = made.reply.job
    assert fox is not None
    slow.go_on.clear()
    for words in ("add a hat", "#2 and a scarf"):
        order = slow.studio.order(words, source=thread_of(fox), addressed=SPOKEN)
        assert await slow.studio.bot.edit(order) is None
    _, scarf = await slow.jobs()
    assert scarf.request.source == PictureRef(job=fox, index=2)


@pytest.mark.parametrize("words", ["and thanks", "and then we had lunch", "and the client?"])
async def test_talk_that_begins_like_a_wish_is_not_charged(slow: Slow, words: str) -> None:
    fox = await first_picture(slow)
    order = slow.studio.order("add a hat", source=thread_of(fox), addressed=OVERHEARD)
    assert await slow.studio.bot.edit(order) is None
    order = slow.studio.order(words, source=thread_of(fox), addressed=OVERHEARD)
    answer = await slow.studio.bot.edit(order)
    assert answer is None or (isinstance(answer, Reply) and answer.code == "proposal")
    assert len(await slow.jobs()) == 1


async def test_somebody_elses_half_sentence_is_asked_about(slow: Slow) -> None:
    fox = await first_picture(slow)
    order = slow.studio.order("add a hat", source=thread_of(fox), addressed=OVERHEARD)
    assert await slow.studio.bot.edit(order) is None
    order = slow.studio.order("and a scarf", BEN, source=thread_of(fox), addressed=OVERHEARD)
    answer = await slow.studio.bot.edit(order)
    assert isinstance(answer, Reply)
    assert answer.code == "proposal"


async def test_it_waits_over_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    never = asyncio.Event()

    async def held(self: Drawing) -> Ending:
        await never.wait()
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(Drawing, "run", held)
        async with open_studio(tmp_path, starting_credits=100, shutdown_grace_s=0) as studio:
            assert await studio.say("/imagine a red fox") is None
            slow = Slow(studio=studio, go_on=asyncio.Event())
            [fox] = await slow.jobs()
            order = studio.order("and a hat", source=thread_of(fox.id), addressed=SPOKEN)
            assert await studio.bot.edit(order) is None
            hat = (await slow.jobs())[1]
    async with open_studio(tmp_path, starting_credits=100) as studio:
        job, made = await Slow(studio=studio, go_on=asyncio.Event()).finished(hat.id)
        assert job.request.source == PictureRef(job=fox.id, index=1)
        assert len(made) == 1
