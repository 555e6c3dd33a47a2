"""Messages in a channel, and in whose language they are changed later."""

from types import SimpleNamespace
from typing import Any

from adapters.discord.ids import chat_ref, user_ref
from adapters.discord.languages import Languages
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.talks import Talks
from adapters.errands import Errands
from bot.models import Reply


class Sending:
    """Sends nothing, and remembers in which languages it was asked to."""

    def __init__(self) -> None:
        self.edited: list[str] = []

    async def to_channel(self, *_: object, **__: object) -> Any:
        return SimpleNamespace(id=5, channel=SimpleNamespace(id=1))

    async def edit(self, *_: object, locale: str, **__: object) -> None:
        self.edited.append(locale)


class Policies:
    """Hides nothing."""

    async def spoils(self, *_: object) -> bool:
        return False


async def test_a_message_is_changed_in_the_language_it_was_posted_in() -> None:
    sending, languages = Sending(), Languages()
    unused: Any = None
    messenger = DiscordMessenger(
        connection=unused,
        sending=sending,  # type: ignore[arg-type]
        talks=Talks(),
        threads=unused,
        policies=Policies(),  # type: ignore[arg-type]
        languages=languages,
        once=unused,
        away=unused,
        errands=Errands(),
    )
    languages.learn(7, "de")
    posted = await messenger.post(chat_ref(1), Reply(text="a"), key="k", to=user_ref(7))
    await messenger.edit(posted.message, Reply(text="b"))
    assert sending.edited == ["de"]
