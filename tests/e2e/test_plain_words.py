"""Words said in chat: what is an order is drawn, talk costs nothing, doubt is asked about."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.models import (
    Addressed,
    ChatRef,
    ImageRequest,
    JobId,
    MessageRef,
    Operation,
    Order,
    PictureRef,
    Reply,
    Role,
    Verb,
)
from tests.fakes.painted import photo
from tests.fakes.studio import BEN, CHAT, MIA, Studio, attached, button, open_studio

SPOKEN, OVERHEARD = Addressed.SPOKEN, Addressed.OVERHEARD


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path, starting_credits=100) as opened:
        yield opened


async def request_of(studio: Studio, job: JobId | None) -> ImageRequest:
    assert job is not None
    kept = await studio.bot._parts.uow.read(lambda books: books.jobs.get(job))
    assert kept is not None
    return kept.request


async def test_a_photo_with_words_is_an_edit_of_it_in_its_ratio(studio: Studio) -> None:
    picture = photo(640, 480)
    for text, addressed in (
        ("make it night", SPOKEN),
        ("/imagine make it night", SPOKEN),
        ("/edit at the seaside", SPOKEN),
    ):
        made = await studio.made(
            text, attachments=(attached("a.jpg", picture),), addressed=addressed
        )
        request = await request_of(studio, made.reply.job)
        assert request.operation is Operation.EDIT, text
        assert [one.role for one in request.references] == [Role.SOURCE]
        asset = made.reply.images[0].asset
        assert asset.width / asset.height == pytest.approx(4 / 3, rel=0.03)


@pytest.mark.parametrize(
    "text",
    [
        "/imagine a poster that says HELLO",
        "a poster in this style",
        "a fox with this hat as:subject",
        "/imagine make a poster in this style",
    ],
)
async def test_a_photo_can_be_only_a_reference(studio: Studio, text: str) -> None:
    made = await studio.made(
        text, attachments=(attached("a.jpg", photo(640, 480)),), addressed=SPOKEN
    )
    request = await request_of(studio, made.reply.job)
    assert request.operation is Operation.GENERATE
    assert len(request.references) == 1


async def test_talk_about_a_picture_is_free_and_unanswered(studio: Studio) -> None:
    made = await studio.made("a red fox")
    job = made.reply.job
    assert job is not None
    before = await studio.balance()
    for addressed in (SPOKEN, OVERHEARD):
        for text in ("thanks, nice!", "lol 😂", ":+1:", "https://example.com/", "@bob look"):
            order = studio.order(text, source=PictureRef(job=job, index=0), addressed=addressed)
            assert studio.bot.is_talk(order)
            assert await studio.bot.edit(order) is None
    assert await studio.balance() == before
    assert len(studio.results) == 1


async def test_words_in_doubt_cost_nothing_until_the_button_is_pressed(studio: Studio) -> None:
    job = (await studio.made("a red fox")).reply.job
    assert job is not None
    before = await studio.balance()
    answer = await studio.bot.edit(
        studio.order(
            "the client will hate it",
            source=PictureRef(job=job, index=0),
            addressed=OVERHEARD,
        )
    )
    assert isinstance(answer, Reply)
    assert answer.code == "proposal"
    assert answer.quote == "the client will hate it"
    assert await studio.balance() == before
    [act] = answer.actions
    made = await studio.pressed(act)
    assert await studio.balance() == before - (act.price or 0)
    request = await request_of(studio, made.reply.job)
    assert (request.operation, request.source) == (Operation.EDIT, PictureRef(job=job, index=1))


async def test_doubt_that_nobody_addressed_is_not_answered_by_a_mistake(studio: Studio) -> None:
    gone = PictureRef(job=JobId("nothing"), index=0)
    order = studio.order("the client will hate it", source=gone, addressed=OVERHEARD)
    assert await studio.bot.edit(order) is None


async def test_a_greeting_shows_three_pictures_to_press(studio: Studio) -> None:
    for text in ("hello", "what can you do?"):
        answer = await studio.say(text, addressed=SPOKEN)
        assert isinstance(answer, Reply)
        assert answer.code == "welcome"
        assert len(answer.actions) == 3
    assert await studio.balance() == 100
    order = studio.order("hello", addressed=OVERHEARD)
    assert await studio.bot.say(order) is None
    made = await studio.pressed(answer.actions[0])
    assert await studio.balance() == 100 - (answer.actions[0].price or 0)
    assert made.reply.quote


async def test_an_edit_of_nothing_offers_to_draw_the_words(studio: Studio) -> None:
    answer = await studio.say("/edit a red fox")
    assert isinstance(answer, Reply)
    assert answer.code == "source-not-found"
    assert answer.quote == "a red fox"
    assert await studio.balance() == 100
    made = await studio.pressed(button(answer, Verb.CONFIRM))
    assert made.reply.quote == "a red fox"


async def test_words_that_change_something_may_mean_the_latest_picture(studio: Studio) -> None:
    job = (await studio.made("a red fox")).reply.job
    assert job is not None
    before = await studio.balance()
    answer = await studio.say("make it pink", addressed=SPOKEN)
    assert isinstance(answer, Reply)
    assert answer.code == "proposal"
    assert "latest picture" in answer.text
    assert await studio.balance() == before
    made = await studio.pressed(button(answer, Verb.CONFIRM))
    request = await request_of(studio, made.reply.job)
    assert (request.operation, request.source) == (Operation.EDIT, PictureRef(job=job, index=1))

    # Another person's is not meant, nor one of another chat.
    for asked in (
        studio.order("make it pink", BEN, addressed=SPOKEN),
        replace(
            studio.order("make it pink", addressed=SPOKEN),
            chat=ChatRef(platform=CHAT.platform, id="elsewhere"),
        ),
    ):
        answer = await studio.bot.say(asked)
        assert isinstance(answer, Reply)
        assert answer.code == "source-not-found"


async def test_the_price_is_that_of_what_would_be_done(studio: Studio) -> None:
    def order(text: str, *files: str) -> Order:
        attachments = tuple(attached(name, b"") for name in files)
        return studio.order(text, MIA, attachments=attachments, addressed=SPOKEN)

    preview = studio.bot.preview
    assert (await preview(order("a red fox"))).total == 1
    assert (await preview(order("thanks!"))).total is None
    edit = await preview(order("make it night", "a.jpg"))
    made = await studio.made(
        "make it night", attachments=(attached("a.jpg", photo(64, 64)),), addressed=SPOKEN
    )
    assert edit.total == 100 - await studio.balance()
    assert made.reply.images


@pytest.fixture
async def busy(tmp_path: Path) -> AsyncIterator[Studio]:
    """A bot that draws one picture for a long time, so that all others wait."""
    async with open_studio(
        tmp_path, starting_credits=100, jobs_running_max=1, sketch_pace_s=60, shutdown_grace_s=0
    ) as opened:
        assert await opened.say("/imagine a cat") is None
        yield opened


def said(number: int) -> MessageRef:
    return MessageRef(chat=CHAT, id=f"said-{number}")


async def open_prompts(studio: Studio) -> list[str]:
    jobs = await studio.bot._parts.uow.read(lambda books: books.jobs.unfinished())
    return [job.request.prompt for job in jobs]


async def test_a_message_deleted_before_its_job_began_costs_nothing(busy: Studio) -> None:
    before = await busy.balance()
    assert await busy.say("a red fox", message=said(1), addressed=SPOKEN) is None
    assert await busy.balance() == before - 1
    await busy.bot.message_deleted(said(2))
    assert await open_prompts(busy) == ["a cat", "a red fox"]
    await busy.bot.message_deleted(said(1))
    assert await open_prompts(busy) == ["a cat"]
    assert await busy.balance() == before


async def test_a_message_edited_before_its_job_began_is_ordered_anew(busy: Studio) -> None:
    before = await busy.balance()
    assert await busy.say("a red fox", message=said(1), addressed=SPOKEN) is None
    edit = busy.order("a blue fox", message=said(1), addressed=SPOKEN)
    for _ in range(2):
        assert await busy.bot.message_edited(edit) is None
    assert await open_prompts(busy) == ["a cat", "a blue fox"]
    assert await busy.balance() == before - 1
    thanks = busy.order("thanks!", message=said(1), addressed=SPOKEN)
    assert await busy.bot.message_edited(thanks) is None
    assert await open_prompts(busy) == ["a cat"]
    assert await busy.balance() == before


async def test_what_is_being_drawn_goes_on(busy: Studio) -> None:
    edit = busy.order("a blue fox", message=said(7), addressed=SPOKEN)
    assert await busy.bot.message_edited(edit) is None
    assert await open_prompts(busy) == ["a cat"]


async def test_a_change_of_nothing_is_asked_about_and_free(studio: Studio) -> None:
    asked = await studio.say("remove the background", addressed=SPOKEN)
    assert isinstance(asked, Reply)
    assert "cannot find the picture" in asked.text
    assert await studio.balance() == 100
    await studio.pressed(button(asked, Verb.CONFIRM))
    assert await studio.balance() == 99


@pytest.mark.parametrize("begun", ["/imagine ", ""])
async def test_a_slip_is_cured_by_one_button(tmp_path: Path, begun: str) -> None:
    async with open_studio(tmp_path) as studio:
        told = await studio.say(f"{begun}a red fox --rato 4:5 -n 2")
        assert isinstance(told, Reply)
        assert told.text == "--rato: did you mean --ratio?"
        assert told.footer == "Nothing was charged."
        draw = next(action for action in told.actions if action.verb is Verb.CONFIRM)
        assert draw.price == 2
        assert await studio.balance() == 100
        result = await studio.pressed(draw)
        assert {field.name: field.value for field in result.reply.fields}["Size"] == "1024x1280"
        assert await studio.balance() == 98
