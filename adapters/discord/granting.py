"""Credits for a person, or for everyone with a role: all of them or none, once per event.

Nobody sees at a glance how many people have a role, so that is asked about first.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

import discord
from discord.http import Route

from adapters.discord.ids import message_ref, user_ref
from adapters.discord.languages import Languages
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.orders import plain_order
from adapters.discord.talks import Talk
from bot.app import Answer, Bot
from bot.errors import DeliveryError
from bot.models import Action, ActionKey, Audience, JobId, Order, Reply, Style, Tone, Verb
from bot.ports import KeyValue

ROLE_MEMBERS_MAX = 200
ASKED = "discord:role-asked:"
ASKED_LASTS = timedelta(days=1)
"""So long a question about a role can be agreed to."""
ROLE = "role"
"""How a question's id begins; it stands in its buttons where a job's does."""

Target = discord.User | discord.Member | discord.Role

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class RoleOrder:
    """What is to be moved for how many people with a role; `by` is who may agree to it."""

    by: int
    role: int
    count: int
    amount: int
    reason: str
    expires: str
    back: bool

    @property
    def options(self) -> dict[str, str]:
        """As the core reads them."""
        return _options(str(self.amount), self.reason, self.expires)


def asks_about_role(action: ActionKey) -> bool:
    """Whether a button belongs to a question about a role."""
    return action.job.startswith(ROLE)


class Granting:
    """Who may is the core's to say."""

    def __init__(
        self, bot: Bot, languages: Languages, store: KeyValue, messenger: DiscordMessenger
    ) -> None:
        self._bot = bot
        self._languages = languages
        self._store = store
        self._messenger = messenger

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
        if isinstance(target, discord.Role):
            wish = RoleOrder(
                by=talk.interaction.user.id,
                role=target.id,
                count=0,
                amount=amount,
                reason=reason,
                expires=expires,
                back=back,
            )
            return await self._ask(talk, target, wish)
        return await self._one(talk, target, _options(str(amount), reason, expires), back=back)

    async def by_form(
        self, talk: Talk, target: discord.User | discord.Member | None, values: Mapping[str, str]
    ) -> Answer:
        """The same by the form of a person's menu: a minus takes back."""
        assert target is not None
        amount = values.get("amount", "").strip().replace("−", "-")
        back = amount.startswith("-")
        options = _options(amount.lstrip("-+").strip(), values.get("reason", ""))
        return await self._one(talk, target, options, back=back)

    async def answer(self, talk: Talk, action: ActionKey) -> Answer:
        """Do what was asked about, or leave it; asks again where it reaches others by now."""
        say = self._languages.say(talk.caller.locale)
        kept = await self._store.get(f"{ASKED}{action.job}")
        wish = RoleOrder(**json.loads(kept)) if kept else None
        if wish is None or wish.by != talk.interaction.user.id:
            return _told(self._languages.core(talk.caller.locale)("job-not-found-answered"))
        if action.verb is not Verb.CONFIRM:
            await self._close(talk, action.job)
            return _told(say("role-refused"))
        guild = talk.interaction.guild
        role = guild.get_role(wish.role) if guild else None
        if role is None:
            await self._close(talk, action.job)
            return _refused(say("role-gone"))
        members = await self._reached(talk, role)
        if isinstance(members, Reply) or len(members) != wish.count:
            await self._close(talk, action.job)
            return members if isinstance(members, Reply) else await self._ask(talk, role, wish)
        names = {user_ref(member.id): f"@{_name(member)}" for member in members}
        order = _order(talk, members[0], wish.options)
        order = replace(order, event_key=f"discord:{action.job}")
        group = say("role-people", count=wish.count, role=role.name)
        answer = await self._bot.share(order, names, back=wish.back, group=group)
        await self._close(talk, action.job)
        return answer

    async def _one(
        self, talk: Talk, target: discord.abc.User, options: Mapping[str, str], *, back: bool
    ) -> Answer:
        if target.bot and not back:
            return _refused(self._languages.say(talk.caller.locale)("no-bots"))
        order = _order(talk, target, options)
        return await (self._bot.revoke(order) if back else self._bot.grant(order))

    async def _ask(self, talk: Talk, role: discord.Role, wish: RoleOrder) -> Answer:
        if not self._bot.may_grant(talk.caller):  # whoever may not learns nothing of the role
            return await self._bot.grant(plain_order(talk))
        say = self._languages.say(talk.caller.locale)
        members = await self._reached(talk, role)
        if isinstance(members, Reply):
            return members
        wish = replace(wish, count=len(members))
        question = JobId(f"{ROLE}{talk.interaction.id}")
        kept = json.dumps(asdict(wish))
        await self._store.set(f"{ASKED}{question}", kept, lasts=ASKED_LASTS)
        total = wish.count * wish.amount
        people = say("role-people", count=wish.count, role=role.name)
        asked, yes = ("role-take-ask", "role-take") if wish.back else ("role-ask", "role-give")
        return Reply(
            text=say(asked, people=people, amount=wish.amount, total=total),
            actions=(
                Action(
                    verb=Verb.CONFIRM,
                    job=question,
                    index=1,
                    label=say(yes, total=total),
                    style=Style.PRIMARY,
                ),
                Action(
                    verb=Verb.REFUSE,
                    job=question,
                    label=self._languages.core(talk.caller.locale)("button-refuse"),
                ),
            ),
            audience=Audience.REQUESTER,
            code="confirm",
        )

    async def _reached(self, talk: Talk, role: discord.Role) -> list[discord.Member] | Reply:
        """Who has a role, bots aside; or why nobody can be given anything by it."""
        say = self._languages.say(talk.caller.locale)
        count = await _counted(talk.interaction.client, role)
        if count is not None and count > ROLE_MEMBERS_MAX:  # not worth reading all of the server
            return _refused(
                say("role-too-large", role=role.name, count=count, limit=ROLE_MEMBERS_MAX)
            )
        try:
            members = await _members(role)
        except (discord.DiscordException, ValueError):
            log.info("a role's members cannot be listed")
            return _refused(say("members-intent"))
        if not members:
            return _refused(say("role-empty", role=role.name))
        if len(members) > ROLE_MEMBERS_MAX:
            return _refused(
                say("role-too-large", role=role.name, count=len(members), limit=ROLE_MEMBERS_MAX)
            )
        return members

    async def _close(self, talk: Talk, question: JobId) -> None:
        """A question is answered once, and goes."""
        await self._store.delete(f"{ASKED}{question}")
        message = talk.interaction.message
        if message is None:
            return
        try:
            await self._messenger.delete(message_ref(message.channel.id, message.id))
        except DeliveryError as error:
            log.info("a question stays: %s", error)


def _options(amount: str, reason: str, expires: str = "") -> dict[str, str]:
    return {"amount": amount, "reason": reason, "expires": expires}


def _order(talk: Talk, target: discord.abc.User, options: Mapping[str, str]) -> Order:
    token = f"@{_name(target)}"
    return Order(
        event_key=f"{talk.event_key}:{target.id}",
        caller=talk.caller,
        chat=talk.chat,
        text=token,
        options=options,
        mentions={token: user_ref(target.id)},
    )


def _name(target: discord.abc.User) -> str:
    """A name that reads the same before and after the core has tidied it."""
    words = "".join(c if c.isalnum() or c in "-_." else " " for c in target.display_name).split()
    return " ".join(words) or str(target.id)


async def _counted(client: discord.Client, role: discord.Role) -> int | None:
    """How many members have a role, bots among them; None where Discord does not say.

    discord.py has no method for it, and Discord no count of @everyone.
    """
    route = Route("GET", "/guilds/{guild_id}/roles/member-counts", guild_id=role.guild.id)
    try:
        counts: Mapping[str, int] = await client.http.request(route)
    except discord.DiscordException:
        return None
    return counts.get(str(role.id))


async def _members(role: discord.Role) -> list[discord.Member]:
    """A role's people, bots aside. Raises ClientException without the members intent."""
    found = role.guild.fetch_members(limit=None)
    return [member async for member in found if role in member.roles and not member.bot]


def _told(text: str) -> Reply:
    return Reply(text=text, audience=Audience.REQUESTER)


def _refused(text: str) -> Reply:
    return Reply(text=text, tone=Tone.ERROR, audience=Audience.REQUESTER, code="not-granted")
