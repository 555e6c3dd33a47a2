"""Which picture an edit is about, and what it is to do where only pictures say it."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from bot.models import ImageRequest, PictureRef, Reply, Role
from tests.fakes.messenger import Post
from tests.fakes.studio import BEN, Studio, attached, member, open_studio

JPN = member("jun", locale="ja")


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def png(colour: str, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (64, 64), colour).save(out, "PNG")
    return out.getvalue()


async def request_of(studio: Studio, post: Post) -> ImageRequest:
    assert post.reply.job is not None
    report = await studio.bot.report(post.reply.job)
    assert report is not None
    return report.job.request


async def filled(studio: Studio, result: Post, index: int, **options: str) -> ImageRequest:
    """What comes of the edit form of a result's picture."""
    assert result.reply.job is not None
    before = len(studio.results)
    source = PictureRef(job=result.reply.job, index=index)
    assert await studio.bot.edit(studio.order("", source=source, options=options)) is None
    await studio.chat.until(lambda: len(studio.results) > before)
    return await request_of(studio, studio.results[-1])


def is_refused(answer: object, code: str) -> bool:
    return isinstance(answer, Reply) and answer.code == code


async def test_a_number_in_a_form_wins_over_the_picture_it_was_opened_for(studio: Studio) -> None:
    result = await studio.made("/imagine a red fox -n 3")
    assert result.reply.job is not None
    request = await filled(studio, result, 1, change="#2 make it blue")
    assert request.source == PictureRef(job=result.reply.job, index=2)
    assert request.prompt == "make it blue"
    request = await filled(studio, result, 3, change="make it blue")
    assert request.source == PictureRef(job=result.reply.job, index=3)


async def test_what_is_to_stay_stands_on_a_line_of_its_own(studio: Studio) -> None:
    result = await studio.made("/imagine a sign")
    await filled(studio, result, 1, change="add a moon", keep="the lettering")
    shown = studio.results[-1].reply
    assert shown.quote == "add a moon\nKeep unchanged: the lettering"


async def test_a_number_that_is_not_there_is_refused_in_a_form_too(studio: Studio) -> None:
    result = await studio.made("/imagine a red fox -n 2")
    source = PictureRef(job=result.reply.job, index=1)  # type: ignore[arg-type]
    order = studio.order("", source=source, options={"change": "#3 make it blue"})
    assert is_refused(await studio.bot.edit(order), "source-not-found-number")
    assert await studio.balance() == 98


async def test_a_number_on_what_is_to_stay_names_no_picture(studio: Studio) -> None:
    result = await studio.made("/imagine a striker -n 2")
    request = await filled(studio, result, 1, change="make it blue", keep="the #2 on the shirt")
    assert request.source is not None
    assert request.source.index == 1
    assert "2 on the shirt" in request.prompt


async def test_a_reply_with_a_picture_alone_is_an_edit_that_uses_it(studio: Studio) -> None:
    first = await studio.made("/imagine a red house")
    logo = attached("logo.png", png("red"))
    preview = await studio.bot.preview(
        studio.order("", replied_to=first.message, attachments=(logo,))
    )
    before = await studio.balance()
    edit = await studio.made("", replied_to=first.message, attachments=(logo,))
    request = await request_of(studio, edit)
    assert [one.role for one in request.references] == [Role.SOURCE, None]
    assert request.prompt == "Use the picture I attached."
    assert preview.total == before - await studio.balance() > 0


async def test_flags_and_numbers_beside_a_picture_alone_hold(studio: Studio) -> None:
    first = await studio.made("/imagine a red house -n 2")
    files = (attached("a.png", png("red")), attached("b.png", png("blue")))
    edit = await studio.made(
        "#2 --ratio 16:9 as:style", JPN, replied_to=first.message, attachments=files
    )
    request = await request_of(studio, edit)
    assert request.source is not None
    assert request.source.index == 2
    assert request.size is not None
    assert request.size.width > request.size.height
    assert [one.role for one in request.references] == [Role.SOURCE, Role.STYLE, None]
    assert request.prompt == "添付した画像を使ってください。"


async def test_a_picture_to_change_and_one_to_use_need_no_words(studio: Studio) -> None:
    files = (attached("beach.png", png("blue")), attached("logo.png", png("red")))
    edit = await studio.made("/imagine", attachments=files, edits_attachment=True)
    request = await request_of(studio, edit)
    assert [one.role for one in request.references] == [Role.SOURCE, None]


@pytest.mark.parametrize("more", [{}, {"edits_attachment": True}])
async def test_a_picture_alone_with_nothing_to_use_it_for_is_refused(
    studio: Studio, more: dict[str, object]
) -> None:
    logo = attached("logo.png", png("red"))
    answer = await studio.say("/imagine", BEN, attachments=(logo,), **more)
    assert is_refused(answer, "invalid-prompt-empty")
    assert await studio.balance(BEN) == 100


async def test_a_masked_edit_says_that_there_was_a_mask(studio: Studio) -> None:
    first = await studio.made("/imagine a red house")
    mask = attached("mask.png", png("#ffffff00", "RGBA"))
    edit = await studio.made("a blue door as:mask", replied_to=first.message, attachments=(mask,))
    told = {field.name: field.value for field in edit.reply.fields}
    assert told["References"].endswith("(the picture to change), mask")


async def test_a_mask_alone_says_nothing(studio: Studio) -> None:
    first = await studio.made("/imagine a red house")
    mask = attached("mask.png", png("#ffffff00", "RGBA"))
    answer = await studio.say("as:mask", replied_to=first.message, attachments=(mask,))
    assert is_refused(answer, "invalid-prompt-empty")
    assert await studio.balance() == 99


async def test_a_number_goes_on_counting_after_an_edit(studio: Studio) -> None:
    first = await studio.made("/imagine a red fox -n 2")
    edit = await studio.made("make it night", replied_to=first.message)
    again = await studio.made("make it rain", replied_to=edit.message)
    request = await request_of(
        studio, await studio.made("#2 make it blue", replied_to=again.message)
    )
    assert first.reply.job is not None
    assert request.source == PictureRef(job=first.reply.job, index=2)
    answer = await studio.say("#3 make it blue", replied_to=again.message)
    assert is_refused(answer, "source-not-found-number")


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ("--style watercolor", "Redraw this picture in the style named"),
        ("--ratio 16:9", "Show this picture in the new format"),
        ("--size 1536x1024", "Show this picture in the new format"),
        ("--quality medium", "Draw this picture again as it is."),
        ("--transparent", "Remove the background."),
    ],
)
async def test_flags_alone_say_what_to_change(studio: Studio, flags: str, words: str) -> None:
    first = await studio.made("/imagine a red fox")
    shown = await studio.bot.preview(studio.order(flags, replied_to=first.message))
    before = await studio.balance()
    request = await request_of(studio, await studio.made(flags, replied_to=first.message))
    assert request.prompt.startswith(words)
    assert before - await studio.balance() == shown.total


async def test_neither_flags_nor_words_change_nothing(studio: Studio) -> None:
    first = await studio.made("/imagine a red fox")
    for nothing in ("/imagine --ratio 16:9", "/imagine #1", "/imagine"):
        replied = None if "--" in nothing else first.message
        answer = await studio.say(nothing, replied_to=replied)
        assert isinstance(answer, Reply)
    assert await studio.balance() == 99
