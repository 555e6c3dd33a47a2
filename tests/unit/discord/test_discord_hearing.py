"""Which messages are meant for the bot, as discord.py reads them."""

from typing import Any
from unittest.mock import MagicMock

import discord
import pytest

from adapters.discord.hearing import understand

ME = 42


def user(id_: int, *, bot: bool = False) -> MagicMock:
    return MagicMock(spec=discord.User, id=id_, bot=bot)


def message(content: str = "hello", **more: Any) -> MagicMock:
    facts: dict[str, Any] = {
        "author": user(1),
        "webhook_id": None,
        "type": discord.MessageType.default,
        "content": content,
        "attachments": [],
        "mentions": [user(ME)] if f"<@{ME}>" in content else [],
        "reference": None,
        "guild": MagicMock(spec=discord.Guild),
    }
    return MagicMock(spec=discord.Message, **facts | more)


def reply(to: Any, content: str = "blue", **more: Any) -> MagicMock:
    reference = MagicMock(spec=discord.MessageReference, resolved=to)
    return message(content, type=discord.MessageType.reply, reference=reference, **more)


def by(author: MagicMock) -> MagicMock:
    return MagicMock(spec=discord.Message, author=author)


def test_talk_of_others_is_not_for_the_bot() -> None:
    assert understand(message(), ME, reads_all=True) is None
    assert understand(reply(by(user(2))), ME, reads_all=True) is None


@pytest.mark.parametrize(
    "said",
    [
        message(f"<@{ME}> hi", author=user(9, bot=True)),
        message(f"<@{ME}> hi", webhook_id=5),
        message(f"<@{ME}> hi", type=discord.MessageType.pins_add),
    ],
)
def test_programs_and_notices_are_not_heard(said: MagicMock) -> None:
    assert understand(said, ME, reads_all=True) is None


@pytest.mark.parametrize("mention", [f"<@{ME}>", f"<@!{ME}>"])
def test_a_mention_is_taken_out_of_the_words(mention: str) -> None:
    heard = understand(message(f"{mention} a red {mention} fox "), ME, reads_all=False)
    assert heard is not None
    assert heard.named
    assert heard.text.split() == ["a", "red", "fox"]


def test_a_direct_message_is_always_meant() -> None:
    heard = understand(message("a fox", guild=None), ME, reads_all=False)
    assert heard is not None
    assert heard.legible


def test_a_reply_to_the_bot_is_meant_and_to_another_is_a_quotation() -> None:
    ours = understand(reply(by(user(ME))), ME, reads_all=True)
    assert ours is not None
    assert ours.pointed_at is not None
    assert ours.quoted is None
    theirs = understand(reply(by(user(2)), f"<@{ME}> as a woodcut"), ME, reads_all=True)
    assert theirs is not None
    assert theirs.pointed_at is None
    assert theirs.quoted is not None


GONE = MagicMock(spec=discord.DeletedReferencedMessage)


@pytest.mark.parametrize("there", [None, GONE], ids=["not looked up", "deleted"])
def test_a_reply_to_what_is_not_shown_still_points_at_it(there: Any) -> None:
    assert understand(reply(there), ME, reads_all=True) is None  # it may be anybody's
    for more in ({"content": f"<@{ME}> blue"}, {"mentions": [user(ME)]}, {"guild": None}):
        heard = understand(reply(there, **more), ME, reads_all=False)
        assert heard is not None
        assert heard.legible
        assert heard.pointed_at is not None
        assert heard.quoted is None


@pytest.mark.parametrize(
    ("reads_all", "pinged", "content", "legible"),
    [
        (False, False, "", False),
        (False, True, "", True),
        (True, False, "", True),
        (False, False, "blue", True),
    ],
)
def test_words_that_discord_withheld_are_known_as_such(
    reads_all: bool, pinged: bool, content: str, legible: bool
) -> None:
    mentions = [user(ME)] if pinged else []
    heard = understand(reply(by(user(ME)), content, mentions=mentions), ME, reads_all=reads_all)
    assert heard is not None
    assert heard.legible is legible
