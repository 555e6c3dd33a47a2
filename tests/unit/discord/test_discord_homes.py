"""Where a chat belongs, when Discord tells and when it does not."""

from types import SimpleNamespace
from unittest.mock import AsyncMock, MagicMock, create_autospec

import discord
import pytest

from adapters.discord.connection import Connection
from adapters.discord.homes import Home, Homes
from adapters.discord.ids import chat_ref
from adapters.discord.talks import Talk
from bot.ports import KeyValue

CHAT, CHANNEL = chat_ref(30), chat_ref(20)
HOME = Home(channel=CHANNEL, server="10")


def thread() -> MagicMock:
    told: MagicMock = create_autospec(discord.Thread, instance=True)
    told.configure_mock(id=30, parent_id=20, guild=SimpleNamespace(id=10))
    return told


@pytest.fixture
def client() -> MagicMock:
    found = MagicMock(get_channel=MagicMock(return_value=None))
    found.fetch_channel = AsyncMock(return_value=thread())
    return found


@pytest.fixture
def homes(client: MagicMock) -> Homes:
    connection, store = Connection(), AsyncMock(spec=KeyValue)
    store.get.return_value = None
    connection.set(client)
    return Homes(connection, store)


async def test_a_look_up_that_failed_is_done_again(homes: Homes, client: MagicMock) -> None:
    client.fetch_channel.side_effect = [discord.DiscordException(), thread()]
    assert await homes.of(CHAT) == Home(channel=CHAT)
    assert await homes.of(CHAT) == HOME
    assert await homes.of(CHAT) == HOME
    assert client.fetch_channel.await_count == 2


async def test_what_an_interaction_tells_is_known_from_then_on(
    homes: Homes, client: MagicMock
) -> None:
    client.fetch_channel.side_effect = discord.DiscordException()
    assert await homes.of(CHAT) == Home(channel=CHAT)
    talk = MagicMock(spec=Talk, chat=CHAT, channel=CHANNEL, server="10")
    assert await homes.of(CHAT, talk) == HOME
    assert await homes.of(CHAT) == HOME


async def test_a_channel_that_says_where_it_belongs_is_believed(
    homes: Homes, client: MagicMock
) -> None:
    assert await homes.of(CHAT, channel=thread()) == HOME
    assert await homes.of(CHAT) == HOME
    client.fetch_channel.assert_not_awaited()


async def test_another_chats_interaction_tells_nothing(homes: Homes) -> None:
    elsewhere = MagicMock(spec=Talk, chat=CHANNEL, channel=CHANNEL, server="99")
    assert await homes.of(CHAT, elsewhere) == HOME
