"""A picture that no chat would take waits for its owner, and is posted where they ask."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.jobs.delivery import Place
from bot.models import ActionKey, Audience, ChatLimits, Reply, Verb
from tests.fakes.messenger import Post
from tests.fakes.studio import BEN, MIA, Studio, button, open_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


def card(answer: object) -> Reply:
    assert isinstance(answer, Reply)
    assert answer.code == "ok", answer
    assert answer.audience is Audience.REQUESTER
    return answer


async def lost(studio: Studio, text: str, *, pictures: bool = True) -> None:
    """Make a picture while the chat refuses every result, in each of the places it is tried."""
    places = [one for one in Place if one is not Place.CHAT or "--private" not in text]
    refused: list[Post] = []

    def refuses(post: Post) -> bool:
        if not post.key.startswith("result:"):
            return False
        refused.append(post)
        studio.chat.changed.set()
        return True

    studio.chat.refuses = refuses
    assert await studio.say(text) is None
    await studio.chat.until(lambda: len(refused) == len(places))
    if pictures:
        await studio.chat.until(lambda: studio.chat.posts[-1].key.startswith("word:"))
    await studio.bot._parts.uow.write(lambda _: None)
    studio.chat.refuses = lambda post: False


async def test_an_empty_inbox_says_so(studio: Studio) -> None:
    await studio.made("/imagine a fox")
    assert "delivered" in card(await studio.say("/inbox")).text
    assert card(await studio.bot.inbox(MIA)).actions == ()


async def test_a_lost_picture_is_posted_where_its_owner_asks(studio: Studio) -> None:
    await lost(studio, "/imagine a fox --private")
    assert await studio.balance() == 99
    inbox = card(await studio.say("/inbox"))
    assert "a fox" in inbox.fields[0].name
    await studio.press(button(inbox, Verb.REPOST))
    await studio.chat.until(lambda: studio.chat.posts[-1].key.startswith("repost:"))
    posted = studio.chat.posts[-1]
    assert posted.reply.audience is Audience.REQUESTER
    assert len(posted.reply.images) == 1
    assert (posted.replaces, posted.in_reply_to) == (None, None)
    await studio.bot._parts.uow.write(lambda _: None)
    assert card(await studio.say("/inbox")).actions == ()
    assert await studio.balance() == 99
    edit = await studio.made("make it blue", replied_to=posted.message)
    assert edit.reply.code == "ok"


async def test_it_is_posted_once_and_only_for_its_owner(studio: Studio) -> None:
    await lost(studio, "/imagine a fox")
    key = ActionKey.parse(button(card(await studio.say("/inbox")), Verb.REPOST).key)
    answer = await studio.press(key, BEN)
    assert isinstance(answer, Reply)
    assert answer.code == "not-allowed-not-owner"
    assert card(await studio.say("/inbox", BEN)).actions == ()
    assert await studio.press(key) is None
    await studio.chat.until(lambda: studio.chat.posts[-1].key.startswith("repost:"))
    assert await studio.press(key) is None  # a double click
    assert len([post for post in studio.chat.posts if post.key.startswith("repost:")]) == 1


async def test_several_are_numbered_newest_first(studio: Studio) -> None:
    await lost(studio, "/imagine a fox")
    await lost(studio, "/imagine a cow")
    inbox = card(await studio.say("/inbox"))
    assert [field.name for field in inbox.fields] == ["1. a cow", "2. a fox"]
    assert [action.label for action in inbox.actions] == ["Post 1 here", "Post 2 here"]


async def test_a_failure_has_no_picture_to_keep(studio: Studio) -> None:
    await lost(studio, "/imagine a cat sketch:refuse", pictures=False)
    assert card(await studio.say("/inbox")).actions == ()
    assert not any(post.key.startswith("word:") for post in studio.chat.posts)


async def test_who_was_not_reached_is_told_in_the_chat_and_on_cards(studio: Studio) -> None:
    for command in ("/credits balance", "/queue"):
        assert card(await studio.say(command)).footer == ""
    await lost(studio, "/imagine a fox")
    word = studio.chat.posts[-1]
    assert (word.to, word.reply.mention) == (MIA.user, MIA.user)
    assert "/inbox" in word.reply.text
    assert word.replaces == studio.chat.posts[0].message
    await lost(studio, "/imagine a cow")
    for command in ("/credits balance", "/queue"):
        assert card(await studio.say(command)).footer == "2 results wait in /inbox."
        assert card(await studio.say(command, BEN)).footer == ""


async def test_a_result_that_is_published_into_a_chat_that_takes_nothing_stays_private(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.events.DOUBLE_CLICK_S", 0)
    result = await studio.made("/imagine a fox --private")
    job = result.reply.job
    assert job is not None
    studio.chat.limits_now = ChatLimits(may_post=False)
    answer = await studio.press(button(result.reply, Verb.PUBLISH))
    assert isinstance(answer, Reply)
    assert answer.code == "cannot-post-here"
    report = await studio.bot.report(job)
    assert report is not None
    assert report.job.request.private
    studio.chat.limits_now = ChatLimits()
    await studio.press(button(result.reply, Verb.PUBLISH))
    await studio.chat.until(lambda: studio.chat.posts[-1].key.startswith("publish:"))
    assert studio.chat.posts[-1].reply.audience is Audience.EVERYONE


async def test_publishing_that_fails_after_all_is_no_second_private_copy(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.events.DOUBLE_CLICK_S", 0)
    result = await studio.made("/imagine a fox --private")
    publish = button(result.reply, Verb.PUBLISH)
    studio.chat.refuses = lambda post: post.key.startswith("publish:")
    await studio.press(publish)
    await studio.chat.until(lambda: studio.chat.posts[-1].key.startswith("word:"))
    tried = [post for post in studio.chat.tries if post.key.startswith("publish:")]
    assert {post.reply.audience for post in tried} == {Audience.EVERYONE}
    assert studio.chat.posts[-1].replaces is None
    assert studio.chat.deleted == []
    report = await studio.bot.report(publish.job)
    assert report is not None
    assert report.job.request.private
    studio.chat.refuses = lambda post: False
    for _ in range(3):
        await studio.press(publish)
    await studio.chat.until(lambda: studio.chat.posts[-1].key.startswith("publish:"))
    await studio.bot._parts.uow.write(lambda _: None)
    assert len([post for post in studio.chat.posts if post.key.startswith("publish:")]) == 1
    assert card(await studio.say("/inbox")).actions == ()
