"""`imagine credits ...`: the ledger, for operators. Needs no lease and works beside a server."""

import uuid

from adapters.terminal.try_picture import BAD_INPUT, CHAT, DONE, PLATFORM, operator
from bot.app import Bot
from bot.models import Caller, Order, Reply, UserRef


def member(user: UserRef) -> Caller:
    """The person whose credits are read."""
    return Caller(user=user, name=str(user))


async def grant(bot: Bot, user: UserRef, words: str) -> int:
    """Give credits; `words` are the amount, perhaps an expiry, and the reason."""
    token = f"@{user}"
    order = Order(
        event_key=f"{PLATFORM}:{uuid.uuid4()}",
        caller=operator(),
        chat=CHAT,
        text=f"{token} {words}",
        mentions={token: user},
    )
    answer = await bot.grant(order)
    return show(answer) if isinstance(answer, Reply) else BAD_INPUT


async def balance(bot: Bot, user: UserRef) -> int:
    """Print what a person can spend."""
    return show(await bot.balance(member(user)))


async def history(bot: Bot, user: UserRef) -> int:
    """Print a person's latest movements."""
    return show(await bot.history(member(user)))


def show(reply: Reply) -> int:
    """Print a reply as plain lines."""
    lines = [reply.text, *(f"{field.name}: {field.value}" for field in reply.fields), reply.footer]
    print("\n".join(line for line in lines if line))  # noqa: T201 - the command's answer
    return DONE if reply.code == "ok" else BAD_INPUT
