"""What is kept of a wish for a spoiler."""

from unittest.mock import AsyncMock, MagicMock

from adapters.discord.homes import Home, Homes
from adapters.discord.ids import chat_ref
from adapters.discord.policies import SPOILED_LASTS, Policies
from adapters.discord.talks import Talk
from bot.app import Bot
from bot.models import JobId, Reply
from bot.ports import KeyValue

CHAT = chat_ref(7)


async def test_a_wish_for_a_spoiler_is_kept_for_a_time() -> None:
    store, homes = AsyncMock(spec=KeyValue), AsyncMock(spec=Homes)
    homes.of.return_value = Home(channel=CHAT)
    policies = Policies(AsyncMock(spec=Bot), store, homes)
    talk = MagicMock(spec=Talk, chat=CHAT, spoiler=True)
    await policies.spoils(CHAT, Reply(text="on its way", job=JobId("j")), talk)
    store.set.assert_awaited_once_with("discord:spoiler:j", "yes", lasts=SPOILED_LASTS)
