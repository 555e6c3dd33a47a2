"""Better words: shown beside the person's own, free, and taken only with a yes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.models import Action, Audience, Job, Reply, Style, Verb
from bot.prompts.enhance import INSTRUCTIONS
from tests.fakes.studio import BEN, MIA, Studio, button, open_studio
from tests.fakes.text_server import text_server


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def shown(answer: object) -> Reply:
    assert isinstance(answer, Reply)
    assert answer.code == "enhanced"
    assert answer.audience is Audience.REQUESTER
    return answer


def words(card: Reply) -> dict[str, str]:
    return {field.name: field.value for field in card.fields}


def choices(card: Reply) -> tuple[Action, Action]:
    new, old = (action for action in card.actions if action.verb is Verb.CONFIRM)
    return new, old


async def job_of(studio: Studio, reply: Reply) -> Job:
    report = await studio.bot.report(reply.job or pytest.fail("no job"))
    assert report is not None
    return report.job


async def test_old_and_new_words_stand_side_by_side_and_are_free(studio: Studio) -> None:
    card = shown(await studio.say('/enhance a sign that says "OPEN LATE" -n 2'))
    told = words(card)
    assert told["Your words"] == 'a sign that says "OPEN LATE"'
    assert '"OPEN LATE"' in told["New words"]
    for aspect in ("Composition", "Camera", "Light", "Palette", "Style", "Quality"):
        assert f"{aspect}:" in told["New words"]
    assert [action.price for action in choices(card)] == [2, 2]
    assert await studio.balance() == 100
    assert studio.chat.posts == []


async def test_the_lines_of_old_and_new_words_stay_lines(studio: Studio) -> None:
    told = words(shown(await studio.say("/enhance a fox\u202e\nin the snow")))
    assert told["Your words"] == "a fox\nin the snow"
    lines = told["New words"].split("\n")
    assert lines[0] == "Subject: a fox"
    assert any(line.startswith("Camera: ") for line in lines)


async def test_long_words_are_shown_before_they_are_agreed_to(studio: Studio) -> None:
    card = shown(await studio.say(f"/enhance {'a fox and ' * 180}a hare"))
    assert words(card)["Your words"].endswith("a hare")


async def test_the_new_words_are_what_is_suggested(studio: Studio) -> None:
    new, old = choices(shown(await studio.say("/enhance a fox")))
    assert (new.style, old.style) == (Style.PRIMARY, Style.SECONDARY)


async def test_the_new_words_are_drawn_when_they_are_chosen(studio: Studio) -> None:
    card = shown(await studio.say("/enhance a fox --ratio 4:5"))
    result = await studio.pressed(choices(card)[0])
    job = await job_of(studio, result.reply)
    assert job.request.prompt.startswith("Subject: a fox\nComposition: ")
    assert (job.request.ratio.value, job.notes[-1].key) == ("4:5", "enhanced")
    assert await studio.balance() == 99


async def test_ones_own_words_are_drawn_when_they_are_kept(studio: Studio) -> None:
    card = shown(await studio.say("/imagine a fox --enhance"))
    result = await studio.pressed(choices(card)[1])
    assert (await job_of(studio, result.reply)).request.prompt == "a fox"


async def test_refused_words_make_nothing(studio: Studio) -> None:
    card = shown(await studio.say("/enhance a fox"))
    await studio.press(button(card, Verb.REFUSE))
    late = await studio.press(choices(card)[0])
    assert isinstance(late, Reply)
    assert late.code == "job-not-found-answered"
    assert await studio.balance() == 100


async def test_only_one_of_the_two_is_drawn(studio: Studio) -> None:
    card = shown(await studio.say("/enhance a fox"))
    new, old = choices(card)
    await studio.pressed(new)
    late = await studio.press(old)
    assert isinstance(late, Reply)
    assert await studio.balance() == 99


async def test_a_results_words_can_be_enhanced_by_anyone_who_sees_it(studio: Studio) -> None:
    first = await studio.made("/imagine a fox")
    card = shown(await studio.press(button(first.reply, Verb.ENHANCE), BEN))
    await studio.pressed(choices(card)[0], caller=BEN)
    assert (await studio.balance(MIA), await studio.balance(BEN)) == (99, 99)
    replied = shown(await studio.say("/enhance", replied_to=first.message))
    assert words(replied)["Your words"] == "a fox"


async def test_a_private_results_words_stay_private(studio: Studio) -> None:
    first = await studio.made("/imagine a secret --private")
    for answer in (
        await studio.press(button(first.reply, Verb.ENHANCE), BEN),
        await studio.say("/enhance", BEN, replied_to=first.message),
    ):
        assert isinstance(answer, Reply)
        assert answer.code == "not-allowed-private"


async def test_a_change_is_not_enhanced(studio: Studio) -> None:
    first = await studio.made("/imagine a fox")
    answer = await studio.say("/enhance make it blue", replied_to=first.message)
    assert isinstance(answer, Reply)
    assert answer.code == "invalid-prompt-enhance-edit"
    edit = await studio.made("make it blue --enhance", replied_to=first.message)
    assert (await job_of(studio, edit.reply)).request.prompt == "make it blue"
    assert "--enhance" in edit.reply.text


async def test_whoever_agreed_beforehand_gets_the_picture_at_once(studio: Studio) -> None:
    result = await studio.made("/imagine a fox --enhance", confirmed=True)
    assert (await job_of(studio, result.reply)).request.prompt.startswith("Subject: a fox")


async def test_words_that_say_everything_are_left_alone(studio: Studio) -> None:
    card = shown(await studio.say("/enhance a fox"))
    full = words(card)["New words"]
    answer = await studio.say(f"/enhance {full}")
    assert isinstance(answer, Reply)
    assert "nothing to add" in answer.text


async def test_a_dear_picture_is_not_asked_about_twice(tmp_path: Path) -> None:
    async with open_studio(tmp_path, confirm_above=1) as studio:
        card = shown(await studio.say("/imagine a fox -n 2 --enhance"))
        await studio.pressed(choices(card)[0])
        assert await studio.balance() == 98


async def test_a_text_model_writes_the_words_where_one_is_connected(tmp_path: Path) -> None:
    async with (
        text_server(words='A fox by a sign "HI", low sun.') as server,
        open_studio(
            tmp_path, text_base_url=server.base_url, text_api_key="k", text_model="small"
        ) as studio,
    ):
        card = shown(await studio.say('/enhance a fox with a sign "HI"'))
        assert words(card)["New words"] == 'A fox by a sign "HI", low sun.'
        assert "rules" not in card.text
    assert [message["content"] for message in server.asked[0]["messages"]] == [
        INSTRUCTIONS,
        'a fox with a sign "HI"',
    ]


@pytest.mark.parametrize("script", [{"status": 500}, {"words": "a fox with a sign"}])
async def test_a_text_model_that_fails_is_replaced_by_rules_and_that_is_said(
    tmp_path: Path, script: dict[str, object]
) -> None:
    async with (
        text_server(**script) as server,
        open_studio(tmp_path, text_base_url=server.base_url, text_model="small") as studio,
    ):
        card = shown(await studio.say('/enhance a fox with a sign "HI"'))
        assert words(card)["New words"].startswith('Subject: a fox with a sign "HI"\n')
        assert "built-in rules" in card.text
    assert len(server.asked) == 1
