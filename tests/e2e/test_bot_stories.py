"""What a team does all day, on the whole core: real SQLite, the real sketch, real processes."""

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import NotAllowed, SourceNotFound
from bot.models import (
    ActionKey,
    Audience,
    Form,
    JobId,
    MessageRef,
    Operation,
    PictureRef,
    Reply,
    Role,
    Tone,
    UserRef,
    Verb,
)
from tests.fakes.studio import (
    ADA,
    BEN,
    CHAT,
    MIA,
    PLATFORM,
    Studio,
    attached,
    button,
    open_studio,
)


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def png(colour: str, size: tuple[int, int] = (64, 64)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def refused(answer: object, code: str) -> Reply:
    assert isinstance(answer, Reply)
    assert answer.code == code
    assert answer.tone is Tone.ERROR
    return answer


async def test_a_preview_says_that_a_program_drew_it(studio: Studio) -> None:
    job = (await studio.made("/imagine a fox")).reply.job
    assert job is not None
    report = await studio.bot.report(job)
    assert report is not None
    (picture,) = report.pictures
    assert picture.preview is not None
    async with studio.bot.file(picture.preview.sha256) as path:
        assert b"digitalsourcetype/algorithmicMedia" in path.read_bytes()


async def test_a_picture_is_made_shown_and_paid_for(studio: Studio) -> None:
    result = await studio.made('/imagine a poster that says "OPEN LATE" in neon --ratio 4:5 -n 2')
    assert [(image.asset.width, image.asset.height) for image in result.reply.images] == [
        (1024, 1280),
        (1024, 1280),
    ]
    assert result.reply.images[0].asset.sha256 != result.reply.images[1].asset.sha256
    assert await studio.balance() == 98
    status = studio.chat.posts[0]
    assert status.reply.tone is Tone.PROGRESS
    assert "2 credits" in status.reply.text
    assert result.replaces == status.message


async def test_the_same_event_ten_times_has_one_effect(studio: Studio) -> None:
    order = studio.order("/imagine a fox", event_key="once")
    answers = await asyncio.gather(*(studio.bot.say(order) for _ in range(10)))
    assert answers == [None] * 10
    await studio.chat.until(lambda: len(studio.results) == 1)
    assert await studio.balance() == 99
    assert len([post for post in studio.chat.posts if post.key.startswith("status:")]) == 1


async def test_a_reply_edits_the_picture_it_names(studio: Studio) -> None:
    first = await studio.made("/imagine a red house -n 2 --ratio 3:2")
    edit = await studio.made(
        "#2 put this logo in the corner",
        replied_to=first.message,
        attachments=(attached("logo.png", png("blue")),),
    )
    report = await studio.bot.report(edit.reply.job or pytest.fail("no job"))
    assert report is not None
    request = report.job.request
    assert request.operation is Operation.EDIT
    assert request.source == PictureRef(job=first.reply.job, index=2)  # type: ignore[arg-type]
    assert request.references[0].asset.sha256 == first.reply.images[1].asset.sha256
    assert request.references[1].name == "logo.png"
    assert str(request.size) == "1536x1024"
    assert request.count == 1


async def test_an_edit_without_its_source_is_refused_and_free(studio: Studio) -> None:
    stranger = MessageRef(chat=CHAT, id="not-ours")
    refused(await studio.say("make it blue", replied_to=stranger), "source-not-found")
    refused(await studio.say("/imagine make it blue", replied_to=stranger), "source-not-found")
    refused(await studio.say("/edit make it blue"), "source-not-found")
    assert await studio.balance() == 100
    assert studio.chat.posts == []


async def test_a_number_that_is_not_there_is_refused(studio: Studio) -> None:
    first = await studio.made("/imagine a house")
    answer = refused(
        await studio.say("#3 make it blue", replied_to=first.message), "source-not-found-number"
    )
    assert "#1" in answer.text


async def test_too_few_credits_say_how_many(tmp_path: Path) -> None:
    async with open_studio(tmp_path, starting_credits=3) as studio:
        answer = refused(await studio.say("/imagine a cat -n 4"), "insufficient-credits")
        assert "4" in answer.text
        assert "3" in answer.text
        assert await studio.balance() == 3
        assert studio.chat.posts == []


async def test_every_button_does_what_it_says(studio: Studio) -> None:
    first = await studio.made("/imagine a lighthouse --ratio 3:2")
    again = await studio.pressed(button(first.reply, Verb.AGAIN))
    assert again.reply.images[0].asset.sha256 == first.reply.images[0].asset.sha256
    vary = await studio.pressed(button(first.reply, Verb.VARY))
    assert vary.reply.images[0].asset.sha256 != first.reply.images[0].asset.sha256
    large = await studio.pressed(button(first.reply, Verb.UPSCALE))
    report = await studio.bot.report(large.reply.job or pytest.fail("no job"))
    assert report is not None
    assert max(report.pictures[0].asset.width, report.pictures[0].asset.height) >= 3500
    form = await studio.press(button(first.reply, Verb.EDIT))
    assert isinstance(form, Form)
    original = await studio.press(button(first.reply, Verb.ORIGINAL))
    assert isinstance(original, Reply)
    assert original.images[0].asset == first.reply.images[0].asset


async def test_the_price_on_a_button_is_what_pressing_it_costs(studio: Studio) -> None:
    first = await studio.made("/imagine a lighthouse --quality medium -n 2")
    for verb in (Verb.AGAIN, Verb.VARY, Verb.UPSCALE):
        action = button(first.reply, verb)
        before = await studio.balance()
        await studio.pressed(action)
        assert before - await studio.balance() == action.price, verb


async def test_whoever_presses_pays(studio: Studio) -> None:
    first = await studio.made("/imagine a lighthouse")
    await studio.pressed(button(first.reply, Verb.AGAIN), caller=BEN)
    assert await studio.balance(MIA) == 99
    assert await studio.balance(BEN) == 99


async def test_a_double_click_counts_once(studio: Studio) -> None:
    first = await studio.made("/imagine a lighthouse")
    action = button(first.reply, Verb.AGAIN)
    await asyncio.gather(studio.press(action), studio.press(action))
    await studio.chat.until(lambda: len(studio.results) == 2)
    assert await studio.balance() == 98


@pytest.mark.parametrize("verb", [Verb.EDIT, Verb.QUICK, Verb.RECIPE, Verb.AS_JPEG])
async def test_what_only_shows_something_can_be_pressed_again_at_once(
    studio: Studio, verb: Verb
) -> None:
    first = await studio.made("/imagine a red house")
    action = next(one for one in (*first.reply.actions, *first.reply.more) if one.verb is verb)
    assert await studio.press(action) is not None
    assert await studio.press(action) is not None
    assert await studio.balance() == 99


async def test_the_edit_form_makes_an_edit(studio: Studio) -> None:
    first = await studio.made("/imagine a red house")
    form = await studio.press(button(first.reply, Verb.EDIT))
    assert isinstance(form, Form)
    order = studio.order(
        "",
        source=PictureRef(job=first.reply.job, index=1),  # type: ignore[arg-type]
        options={"change": "make the house blue", "keep": "the sky", "ratio": ""},
    )
    assert await studio.bot.edit(order) is None
    await studio.chat.until(lambda: len(studio.results) == 2)
    assert "the sky" in studio.results[1].reply.quote


async def test_a_refusal_is_free_and_can_be_put_in_other_words(studio: Studio) -> None:
    failed = await studio.made("/imagine a cat sketch:refuse")
    assert failed.reply.code == "picture-failed-rejected"
    assert await studio.balance() == 100
    form = await studio.press(button(failed.reply, Verb.EDIT))
    assert isinstance(form, Form)
    order = studio.order(
        "",
        form=ActionKey.parse(button(failed.reply, Verb.EDIT).key),
        options={"prompt": "a kind cat"},
    )
    assert await studio.bot.edit(order) is None
    await studio.chat.until(lambda: len(studio.results) == 2)
    assert studio.results[1].reply.code == "ok"
    assert await studio.balance() == 99


async def test_k_of_n_pictures_cost_k(studio: Studio) -> None:
    result = await studio.made("/imagine a cat sketch:withhold -n 3")
    assert [image.index for image in result.reply.images] == [1, 3]
    assert await studio.balance() == 98


async def test_an_unknown_outcome_is_free(studio: Studio) -> None:
    failed = await studio.made("/imagine a cat sketch:fail")
    assert failed.reply.code == "picture-failed-outcome-unknown"
    assert await studio.balance() == 100


async def test_cancelling_while_drawing_is_free(tmp_path: Path) -> None:
    async with open_studio(tmp_path, sketch_pace_s=600, shutdown_grace_s=0) as studio:
        assert await studio.say("/imagine a cat") is None
        await studio.chat.until(lambda: bool(studio.chat.posts))
        status = studio.chat.posts[0].reply
        refused(await studio.press(button(status, Verb.CANCEL), BEN), "not-allowed-not-owner")
        await studio.press(replace(button(status, Verb.CANCEL)))
        await studio.chat.until(lambda: len(studio.results) == 1)
        assert studio.results[0].reply.code == "picture-failed-cancelled"
        assert await studio.balance() == 100


async def test_a_private_result_is_for_its_owner_until_published(studio: Studio) -> None:
    result = await studio.made("/imagine a surprise --private")
    assert result.reply.audience is Audience.REQUESTER
    ref = PictureRef(job=result.reply.job, index=1)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        await studio.bot.original(ref, BEN)
    refused(await studio.say("make it blue", BEN, replied_to=result.message), "not-allowed-private")
    await studio.press(button(result.reply, Verb.PUBLISH))
    await studio.chat.until(lambda: studio.chat.posts[-1].key.startswith("publish:"))
    assert studio.chat.posts[-1].reply.audience is Audience.EVERYONE
    assert (await studio.bot.original(ref, BEN)).filename == "surprise-1.png"


async def test_a_deleted_result_is_gone_everywhere(studio: Studio) -> None:
    result = await studio.made("/imagine a mistake")
    sha256 = result.reply.images[0].asset.sha256
    refused(await studio.press(button(result.reply, Verb.DELETE), BEN), "not-allowed-not-owner")
    await studio.press(button(result.reply, Verb.DELETE))
    assert result.message in studio.chat.deleted
    with pytest.raises(FileNotFoundError):
        async with studio.bot.file(sha256):
            pass
    with pytest.raises(SourceNotFound):
        await studio.bot.original(PictureRef(job=result.reply.job, index=1), MIA)  # type: ignore[arg-type]
    assert await studio.balance() == 99


async def test_a_deleted_picture_stays_where_it_was_built_on(studio: Studio) -> None:
    first = await studio.made("/imagine a house")
    edit = await studio.made("make it blue", replied_to=first.message)
    await studio.press(button(first.reply, Verb.DELETE))
    await studio.pressed(button(edit.reply, Verb.AGAIN))
    assert studio.results[-1].reply.code == "ok"


async def test_an_admin_grants_once_and_a_member_cannot(studio: Studio) -> None:
    mentions = {"@ben": UserRef(platform=PLATFORM, id="ben")}
    order = studio.order("@ben 50 spring campaign", ADA, mentions=mentions)
    for _ in range(3):
        await studio.bot.grant(order)
    assert await studio.balance(BEN) == 150
    refused(
        await studio.say("/credits grant @ben 50 please", MIA, mentions=mentions),
        "not-allowed-admin-only",
    )
    await studio.say("/credits revoke @ben 150 over", ADA, mentions=mentions)
    assert await studio.balance(BEN) == 0


async def test_one_bad_file_does_not_sink_the_others_and_is_named(studio: Studio) -> None:
    result = await studio.made(
        "/imagine a collage as:style as:logo",
        attachments=(
            attached("broken.png", b"\x89PNG\r\n\x1a\nrubbish"),
            attached("ok.png", png("red")),
        ),
    )
    report = await studio.bot.report(result.reply.job or pytest.fail("no job"))
    assert report is not None
    assert [(one.name, one.role) for one in report.job.request.references] == [("ok.png", "logo")]
    assert "broken.png" in studio.chat.posts[0].reply.text


async def test_only_bad_files_are_refused_and_free(studio: Studio) -> None:
    answer = refused(
        await studio.say("/imagine a cat", attachments=(attached("a.pdf", b"%PDF-1.7 x"),)),
        "invalid-reference-not-a-picture",
    )
    assert "a.pdf" in answer.text
    assert await studio.balance() == 100


async def test_a_text_file_is_a_prompt(studio: Studio) -> None:
    result = await studio.made(
        "/imagine", attachments=(attached("brief.md", b"a tall ship --ratio 2:1"),)
    )
    assert result.reply.quote == "a tall ship"
    assert result.reply.images[0].asset.width == 2 * result.reply.images[0].asset.height


async def test_plain_words_are_an_order(studio: Studio) -> None:
    result = await studio.made("a red fox in the snow")
    assert result.reply.quote == "a red fox in the snow"
    assert await studio.balance() == 99


async def test_the_price_shows_while_typing(studio: Studio) -> None:
    assert (await studio.bot.preview(studio.order("/imagine a cat -n 2"))).total == 2
    assert (await studio.bot.preview(studio.order("/imagine a cat --qual"))).total == 1
    problem = await studio.bot.preview(studio.order("/imagine a cat --qualty low "))
    assert "--quality" in problem.problem
    assert (await studio.bot.preview(studio.order("/help"))).total is None
    first = await studio.made("/imagine a house")
    edit = studio.order("make it blue", replied_to=first.message)
    assert (await studio.bot.preview(edit)).total == 2


async def test_a_picture_can_be_edited_after_a_restart(tmp_path: Path) -> None:
    async with open_studio(tmp_path) as studio:
        first = await studio.made("/imagine a house")
    async with open_studio(tmp_path) as studio:
        edit = await studio.made(
            "make it blue", replied_to=first.message, event_key="after-restart"
        )
        again = await studio.pressed(button(first.reply, Verb.AGAIN))
    assert edit.reply.code == "ok"
    assert again.reply.code == "ok"


async def test_words_are_said_in_the_callers_language(studio: Studio) -> None:
    answer = await studio.say("/imagine", replace(MIA, locale="de-AT"))
    assert isinstance(answer, Reply)
    assert "Worte" in answer.text or "Text" in answer.text or "Bild" in answer.text


async def test_a_recipe_is_a_line_that_can_be_sent_again(studio: Studio) -> None:
    first = await studio.made("/imagine a red fox --ratio 4:5 --no text")
    assert first.reply.job is not None
    card = await studio.bot.recipe(first.reply.job, BEN)
    assert isinstance(card, Reply)
    again = await studio.made(card.quote)
    assert [one.asset.sha256 for one in again.reply.images] == [
        one.asset.sha256 for one in first.reply.images
    ]


async def test_a_private_recipe_is_for_its_owner(studio: Studio) -> None:
    mine = await studio.made("/imagine a surprise --private")
    assert mine.reply.job is not None
    refused(await studio.bot.recipe(mine.reply.job, BEN), "not-allowed-private")
    card = await studio.bot.recipe(mine.reply.job, MIA)
    assert isinstance(card, Reply)
    assert "--private" in card.quote
    refused(await studio.bot.recipe(JobId("nothing"), MIA), "job-not-found")


async def test_an_attachment_can_be_the_picture_to_change(studio: Studio) -> None:
    files = (attached("beach.png", png("blue", (64, 48))), attached("logo.png", png("red")))
    result = await studio.made("/imagine at night", attachments=files, edits_attachment=True)
    assert result.reply.job is not None
    report = await studio.bot.report(result.reply.job)
    assert report is not None
    request = report.job.request
    assert request.operation is Operation.EDIT
    assert [one.role for one in request.references] == [Role.SOURCE, None]
    assert request.size is not None
    assert request.size.width > request.size.height


async def test_an_edit_of_an_attachment_that_is_missing_is_refused(studio: Studio) -> None:
    answer = await studio.say("/imagine at night", edits_attachment=True)
    refused(answer, SourceNotFound.code)
    assert await studio.balance() == 100
