"""Credits for everyone in a user group: one grant each, one answer for all."""

from collections.abc import Mapping
from dataclasses import replace

from adapters.slack.ids import user_ids
from adapters.slack.people import People
from bot.app import Answer, Bot
from bot.models import Order, Reply

GROUP_MAX = 100
"""Members; a larger group is given nothing, because a part of it would be unfair to the rest."""


async def grant_to_group(
    bot: Bot, people: People, order: Order, groups: Mapping[str, str]
) -> Answer:
    """Say the order once for each member of the first group it names.

    Each member's part has a key of its own, so that a repeated order gives nobody twice. Stops at
    the first refusal. Raises DeliveryError where the group cannot be read.
    """
    token, group = next(iter(groups.items()))
    team = user_ids(order.caller.user)[0]
    members = await people.group(team, group)
    if not 0 < len(members) <= GROUP_MAX:  # nobody, or more than anyone means: asks for a name
        return await bot.say(order)
    said: list[Reply] = []
    for member in members:
        one = await people.caller(team, member)
        name = f"@{' '.join(one.name.split())}"
        answer = await bot.say(
            replace(
                order,
                event_key=f"{order.event_key}:{member}",
                text=order.text.replace(token, name, 1),
                mentions={**order.mentions, name: one.user},
            )
        )
        if isinstance(answer, Reply):
            said.append(answer)
            if answer.code != "ok":
                break
    return _together(said)


def _together(said: list[Reply]) -> Reply | None:
    if not said:
        return None
    return replace(said[-1], text="\n".join(reply.text for reply in said))
