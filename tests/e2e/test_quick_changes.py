"""Edits that are picked rather than written, on the whole core."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.models import Form, PictureRef, Reply, Verb
from tests.fakes.studio import Studio, button, open_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def quick(reply: Reply) -> Verb:
    return next(action for action in reply.more if action.verb is Verb.QUICK)


async def sent(studio: Studio, reply: Reply, **fields: str) -> object:
    source = PictureRef(job=reply.job, index=1)  # type: ignore[arg-type]
    return await studio.bot.edit(studio.order("", source=source, options=fields))


async def test_a_change_is_picked_and_costs_what_its_button_says(studio: Studio) -> None:
    first = await studio.made("/imagine a red house")
    form = await studio.press(quick(first.reply))
    assert isinstance(form, Form)
    assert [field.name for field in form.inputs] == ["quick", "details"]
    assert form.inputs[0].choices[0].label == "New background"
    assert str(button(first.reply, Verb.EDIT).price) in form.submit
    before = await studio.balance()
    assert await sent(studio, first.reply, quick="background", details="a snowy hill") is None
    await studio.chat.until(lambda: len(studio.results) == 2)
    assert "Replace the background: a snowy hill." in studio.results[1].reply.quote
    assert before - await studio.balance() == button(first.reply, Verb.EDIT).price


async def test_of_several_pictures_one_is_picked(studio: Studio) -> None:
    first = await studio.made("/imagine a red house sketch:withhold -n 3")
    form = await studio.press(quick(first.reply))
    assert isinstance(form, Form)
    assert [choice.value for choice in form.inputs[1].choices] == ["1", "3"]
    assert await sent(studio, first.reply, quick="light", which="3") is None
    await studio.chat.until(lambda: len(studio.results) == 2)
    report = await studio.bot.report(studio.results[1].reply.job or pytest.fail("no job"))
    assert report is not None
    assert report.job.request.source == PictureRef(job=first.reply.job, index=3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields",
    [{"quick": "gone"}, {"quick": "light", "which": "x"}, {"quick": "light", "which": "0"}],
)
async def test_what_is_not_offered_is_refused_and_free(
    studio: Studio, fields: dict[str, str]
) -> None:
    first = await studio.made("/imagine a red house")
    before = await studio.balance()
    answer = await sent(studio, first.reply, **fields)
    assert isinstance(answer, Reply)
    assert answer.code.startswith("invalid-prompt")
    assert await studio.balance() == before


async def test_a_number_in_the_details_is_only_a_number(studio: Studio) -> None:
    first = await studio.made("/imagine a red house -n 2")
    fields = {"quick": "swap", "details": "the door by house number #2", "which": "1"}
    assert await sent(studio, first.reply, **fields) is None
    await studio.chat.until(lambda: len(studio.results) == 2)
    report = await studio.bot.report(studio.results[1].reply.job or pytest.fail("no job"))
    assert report is not None
    assert report.job.request.source == PictureRef(job=first.reply.job, index=1)  # type: ignore[arg-type]
    assert "house number # 2" in report.job.request.prompt


async def test_the_price_is_known_before_it_is_sent(studio: Studio) -> None:
    first = await studio.made("/imagine a red house")
    source = PictureRef(job=first.reply.job, index=1)  # type: ignore[arg-type]
    options = {"quick": "colours", "details": ""}
    preview = await studio.bot.preview(studio.order("", source=source, options=options))
    assert preview.total == button(first.reply, Verb.EDIT).price
