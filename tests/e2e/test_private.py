"""What is private stays private through everything that is made of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.models import Audience, PictureRef, Verb
from tests.fakes.messenger import Post
from tests.fakes.studio import Studio, button, open_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


async def filled(studio: Studio, result: Post, **options: str) -> Post:
    """Send the edit form of a result, filled."""
    assert result.reply.job is not None
    before = len(studio.results)
    source = PictureRef(job=result.reply.job, index=1)
    assert await studio.bot.edit(studio.order("", source=source, options=options)) is None
    await studio.chat.until(lambda: len(studio.results) > before)
    return studio.results[-1]


async def is_private(studio: Studio, post: Post) -> bool:
    """Whether the result and all that was shown on the way to it were for one person."""
    report = await studio.bot.report(post.reply.job or pytest.fail("no job"))
    assert report is not None
    shown = [one for one in studio.chat.posts if one.reply.job == post.reply.job]
    for_one = {one.reply.audience is Audience.REQUESTER for one in shown}
    assert for_one == {report.job.request.private}
    return report.job.request.private


async def test_what_is_made_of_a_private_picture_is_private(studio: Studio) -> None:
    hidden = await studio.made("/imagine a hidden cave --private")
    assert await is_private(studio, hidden)
    edit = await studio.made("add a treasure", replied_to=hidden.message)
    assert await is_private(studio, edit)
    assert await is_private(studio, await studio.made("at night", replied_to=edit.message))
    assert await is_private(studio, await filled(studio, hidden, change="add a treasure"))
    assert await is_private(studio, await studio.pressed(button(hidden.reply, Verb.VARY)))
    assert await is_private(studio, await studio.pressed(button(hidden.reply, Verb.AGAIN)))


async def test_its_owner_may_say_otherwise(studio: Studio) -> None:
    hidden = await studio.made("/imagine a hidden cave --private")
    edit = await studio.made("add a treasure --private=no", replied_to=hidden.message)
    assert not await is_private(studio, edit)


async def test_a_picture_that_was_published_hides_nothing_any_more(studio: Studio) -> None:
    hidden = await studio.made("/imagine a hidden cave --private")
    await studio.press(button(hidden.reply, Verb.PUBLISH))
    await studio.chat.until(lambda: studio.chat.posts[-1].key.startswith("publish:"))
    assert not await is_private(studio, await studio.made("add gold", replied_to=hidden.message))


async def test_a_private_default_holds_for_edits_of_public_pictures(studio: Studio) -> None:
    shown = await studio.made("/imagine a cave")
    await studio.say("/settings private on")
    assert await is_private(studio, await studio.made("add a treasure", replied_to=shown.message))
