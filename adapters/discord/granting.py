"""Credits for a person, or for everyone with a role: all of them or none, once per event."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

import discord

from adapters.discord.ids import user_ref
from adapters.discord.languages import Languages
from adapters.discord.orders import plain_order
from adapters.discord.talks import Talk
from bot.app import Answer, Bot
from bot.models import Audience, Order, Reply, Tone

ROLE_MEMBERS_MAX = 200
NAMED_MAX = 10
"""Of a role's members so many are told by name."""

Target = discord.User | discord.Member | discord.Role

log = logging.getLogger(__name__)


class Granting:
    """Who may is the core's to say."""

    def __init__(self, bot: Bot, languages: Languages) -> None:
        self._bot = bot
        self._languages = languages

    async def move(
        self,
        talk: Talk,
        target: Target,
        amount: int,
        *,
        reason: str = "",
        expires: str = "",
        back: bool = False,
    ) -> Answer:
        """Give, or take `back`, from a user, a member or a role's members."""
        words = " ".join(filter(None, (f"expires:{expires}" if expires else "", reason)))
        if isinstance(target, discord.Role):
            return await self._role(talk, target, amount, words, back=back)
        return await self._one(talk, target, str(amount), words, back=back)

    async def by_form(
        self, talk: Talk, target: discord.User | discord.Member | None, values: Mapping[str, str]
    ) -> Answer:
        """The same by the form of a person's menu: a minus takes back."""
        assert target is not None
        amount = values.get("amount", "").strip().replace("−", "-")
        back = amount.startswith("-")
        reason = values.get("reason", "")
        return await self._one(talk, target, amount.lstrip("-+").strip(), reason, back=back)

    async def _one(
        self, talk: Talk, target: discord.abc.User, amount: str, words: str, *, back: bool
    ) -> Answer:
        if target.bot and not back:
            return _refused(self._languages.say(talk.caller.locale)("no-bots"))
        order = _order(talk, target, f"{amount} {words}".strip())
        return await (self._bot.revoke(order) if back else self._bot.grant(order))

    async def _role(
        self, talk: Talk, role: discord.Role, amount: int, words: str, *, back: bool
    ) -> Answer:
        if not self._bot.may_grant(talk.caller):  # whoever may not learns nothing of the role
            return await self._bot.grant(plain_order(talk))
        say = self._languages.say(talk.caller.locale)
        try:
            members = await _members(role)
        except (discord.DiscordException, ValueError):
            log.info("a role's members cannot be listed", exc_info=True)
            return _refused(say("members-intent"))
        if not members:
            return _refused(say("role-empty", role=role.name))
        if len(members) > ROLE_MEMBERS_MAX:
            count, limit = len(members), ROLE_MEMBERS_MAX
            return _refused(say("role-too-large", role=role.name, count=count, limit=limit))
        names = {user_ref(member.id): f"@{_name(member)}" for member in members}
        order = _order(talk, members[0], f"{amount} {words}".strip())
        order = replace(order, event_key=talk.event_key)
        answer = await self._bot.share(order, names, back=back)
        if not isinstance(answer, Reply) or answer.tone is not Tone.DONE:
            return answer
        head = say("role-done", role=role.name, count=len(members))
        return replace(answer, text="\n".join((head, *_shown(answer.text.splitlines()))))


def _order(talk: Talk, target: discord.abc.User, words: str) -> Order:
    token = f"@{_name(target)}"
    return Order(
        event_key=f"{talk.event_key}:{target.id}",
        caller=talk.caller,
        chat=talk.chat,
        text=f"{token} {words}",
        mentions={token: user_ref(target.id)},
    )


def _name(target: discord.abc.User) -> str:
    """A name that reads the same before and after the core has tidied it."""
    words = "".join(c if c.isalnum() or c in "-_." else " " for c in target.display_name).split()
    return " ".join(words) or str(target.id)


async def _members(role: discord.Role) -> list[discord.Member]:
    """A role's people, bots aside. Raises ClientException without the members intent."""
    found = role.guild.fetch_members(limit=None)
    return [member async for member in found if role in member.roles and not member.bot]


def _shown(told: Sequence[str]) -> Sequence[str]:
    return told if len(told) <= NAMED_MAX else (*told[:NAMED_MAX], "…")


def _refused(text: str) -> Reply:
    return Reply(text=text, tone=Tone.ERROR, audience=Audience.REQUESTER, code="not-granted")
