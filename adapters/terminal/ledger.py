"""`imagine credits ...`: the ledger, for operators. Needs no lease and works beside a server."""

import uuid

from adapters.terminal.try_picture import BAD_INPUT, CHAT, DONE, PLATFORM, operator
from bot.app import Answer, Bot
from bot.models import Order, Reply, UserRef

UNKNOWN = "unknown-person"


async def grant(bot: Bot, user: UserRef, words: str) -> int:
    """Give credits; `words` are the amount, perhaps an expiry, and the reason.

    Somebody who was never seen may be a slip, or new: they get the credits, and it is said.
    """
    known = await bot.balance_of(_order(user))
    if _is_unknown(known):
        print(f"{user} has not been here yet; revoke this if it was a slip.")  # noqa: T201
    return show(await bot.grant(_order(user, words)))


async def revoke(bot: Bot, user: UserRef, words: str) -> int:
    """Take unspent credits back; `words` are the amount and the reason."""
    known = await bot.balance_of(_order(user))
    return show(known) if _is_unknown(known) else show(await bot.revoke(_order(user, words)))


async def balance(bot: Bot, user: UserRef) -> int:
    """Print what a person can spend."""
    return show(await bot.balance_of(_order(user)))


async def history(bot: Bot, user: UserRef) -> int:
    """Print a person's latest movements."""
    return show(await bot.history_of(_order(user)))


def show(answer: Answer) -> int:
    """Print a reply as plain lines."""
    if not isinstance(answer, Reply):
        return BAD_INPUT
    fields = (f"{field.name}: {field.value}" for field in answer.fields)
    lines = [answer.text, *fields, answer.footer]
    print("\n".join(line for line in lines if line))  # noqa: T201 - the command's answer
    return DONE if answer.code == "ok" else BAD_INPUT


def _is_unknown(answer: Answer) -> bool:
    return isinstance(answer, Reply) and answer.code == UNKNOWN


def _order(user: UserRef, words: str = "") -> Order:
    token = str(user)
    return Order(
        event_key=f"{PLATFORM}:{uuid.uuid4()}",
        caller=operator(),
        chat=CHAT,
        text=f"{token} {words}".strip(),
        mentions={token: user},
    )
