"""Handing out a file that is too large for where it was asked for."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace

from adapters.discord.languages import Languages
from adapters.discord.limits import REQUEST_BYTES_MAX
from adapters.discord.pieces import fits, messages_of, pieces
from adapters.discord.talks import Talk
from adapters.links import Links
from bot.app import Bot
from bot.models import ActionKey, Audience, Link, Press, Reply, ReplyImage, Verb
from bot.replies import Phrases

FOLLOWUPS_MAX = 20
FOLLOWUPS_OUTSIDE_MAX = 5
"""Of one interaction where the bot has no seat; Discord's rule for apps people bring along."""
COPIES = (Verb.AS_JPEG, Verb.AS_WEBP)
CLEAR_COPIES = (Verb.AS_WEBP,)
"""JPEG has no transparency."""

Speak = Callable[[Reply], Awaitable[object]]
"""Gives the answer that was promised."""


class Originals:
    """Untouched bytes: by a link, else in parts, where all can be sent.

    Direct messages take no more than the smallest server does, so they are no way.
    """

    def __init__(self, bot: Bot, languages: Languages, links: Links | None = None) -> None:
        self._bot = bot
        self._languages = languages
        self._links = links

    async def hand_out(self, talk: Talk, reply: Reply, image: ReplyImage, speak: Speak) -> None:
        """Answer with the reply's one picture by whatever way takes it."""
        say = self._languages.say(talk.caller.locale)
        bare = replace(reply, images=(), actions=(), audience=Audience.REQUESTER)
        if self._links is not None:
            await speak(self._linked(say, bare, image))
        else:
            await self._in_pieces(talk, say, bare, image, speak)

    def _linked(self, say: Phrases, reply: Reply, image: ReplyImage) -> Reply:
        assert self._links is not None
        asset = image.asset
        url = self._links.url(asset.sha256, filename=image.filename)
        text = say("linked", name=image.filename, size_bytes=asset.size_bytes)
        return replace(reply, text=text, links=(Link(label=say("download"), url=url),))

    async def _in_pieces(
        self, talk: Talk, say: Phrases, reply: Reply, image: ReplyImage, speak: Speak
    ) -> None:
        """What fits whole goes first, though it is re-encoded; then the untouched bytes."""
        copy = await self._copy(talk, image)
        smaller = replace(reply, images=(copy,)) if copy else reply
        said = [_told(say, copy)] if copy else []
        most = FOLLOWUPS_MAX if talk.seated else FOLLOWUPS_OUTSIDE_MAX
        async with AsyncExitStack() as stack:
            path = await stack.enter_async_context(self._bot.file(image.asset.sha256))
            limit = _part_bytes_max(talk)
            parts = pieces(path, image, limit)
            for part in parts:
                stack.callback(part.close)
            messages = messages_of(parts, limit, REQUEST_BYTES_MAX)
            if len(messages) > most:
                name, size_bytes = image.filename, image.asset.size_bytes
                said.append(say("too-large", name=name, size_bytes=size_bytes))
                await speak(replace(smaller, text="\n".join(said)))
                return
            said.append(say("parts", count=len(parts)))
            said += [] if copy else [say("parts-else")]
            await speak(replace(smaller, text="\n".join(said)))
            for files in messages:
                await talk.interaction.followup.send(files=files, ephemeral=True, wait=True)

    async def _copy(self, talk: Talk, image: ReplyImage) -> ReplyImage | None:
        """The original that was asked for in a smaller format, where that fits in one file."""
        if talk.pressed is None or talk.pressed.verb is not Verb.ORIGINAL:
            return None
        most = _part_bytes_max(talk)
        for verb in CLEAR_COPIES if image.clear else COPIES:
            copies = await self._exported(talk, replace(talk.pressed, verb=verb))
            if copies and fits(copies[0], most):
                return copies[0]
        return None

    async def _exported(self, talk: Talk, action: ActionKey) -> tuple[ReplyImage, ...]:
        answer = await self._bot.press(
            Press(
                event_key=f"{talk.event_key}:{action.verb}",
                caller=talk.caller,
                chat=talk.chat,
                action=action,
            )
        )
        return answer.images if isinstance(answer, Reply) else ()


def _told(say: Phrases, copy: ReplyImage) -> str:
    asset = copy.asset
    return say("copy", format=asset.format.name, size_bytes=asset.size_bytes)


def _part_bytes_max(talk: Talk) -> int:
    """A boosted server takes larger files than one request can carry."""
    return min(talk.interaction.filesize_limit, REQUEST_BYTES_MAX)
