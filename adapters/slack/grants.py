"""Credits for everyone in a user group, in one movement."""

from collections.abc import Mapping
from dataclasses import replace

from adapters.slack.calls import Refused
from adapters.slack.ids import user_ids
from adapters.slack.people import People
from bot.app import Answer, Bot
from bot.models import Audience, Order, Reply, Tone
from bot.replies.words import Phrases

GROUP_MAX = 100
"""Members; a larger group is given nothing, because a part of it would be unfair to the rest."""
UNKNOWN_GROUP = "no_such_subteam"
VERBS = {"grant": False, "revoke": True}
"""Which of them takes back."""


async def grant_to_group(
    bot: Bot, people: People, order: Order, groups: Mapping[str, str], say: Phrases
) -> Answer:
    """Give to, or take from, each member of the first group an order names: all or none.

    Whoever may not is told so before Slack is asked. Raises DeliveryError where the group cannot
    be read.
    """
    if not bot.may_grant(order.caller):
        return await bot.say(order)
    token, group = next(iter(groups.items()))
    team = user_ids(order.caller.user)[0]
    head, _, words = order.text.partition(token)
    verb = head.split()[-1].lower() if head.split() else ""
    if verb not in VERBS:
        return await bot.say(order)
    try:
        members = await people.group(team, group)
    except Refused as error:
        if error.code != UNKNOWN_GROUP:
            raise
        return _refusal(say("group-unknown", group=token))
    if not members:
        return _refusal(say("group-empty", group=token))
    if len(members) > GROUP_MAX:
        return _refusal(say("group-large", group=token, count=len(members), most=GROUP_MAX))
    callers = [await people.caller(team, member) for member in members]
    names = {caller.user: f"@{' '.join(caller.name.split())}" for caller in callers}
    told = replace(
        order,
        text=f"{token}{words}",
        mentions={**order.mentions, token: callers[0].user},
    )
    return await bot.share(told, names, back=VERBS[verb])


def _refusal(text: str) -> Reply:
    return Reply(text=text, tone=Tone.ERROR, audience=Audience.REQUESTER, code="group")
