"""Credits for everyone in a user group, in one movement."""

from collections.abc import Mapping
from dataclasses import replace

from adapters.slack.ids import user_ids
from adapters.slack.people import People
from bot.app import Answer, Bot
from bot.models import Order

GROUP_MAX = 100
"""Members; a larger group is given nothing, because a part of it would be unfair to the rest."""
VERBS = {"grant": False, "revoke": True}
"""Which of them takes back."""


async def grant_to_group(
    bot: Bot, people: People, order: Order, groups: Mapping[str, str]
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
    members = await people.group(team, group) if verb in VERBS else ()
    if not 0 < len(members) <= GROUP_MAX:  # nobody, or more than anyone means: asks for a name
        return await bot.say(order)
    callers = [await people.caller(team, member) for member in members]
    names = {caller.user: f"@{' '.join(caller.name.split())}" for caller in callers}
    told = replace(
        order,
        text=f"{token}{words}",
        mentions={**order.mentions, token: callers[0].user},
    )
    return await bot.share(told, names, back=VERBS[verb])
