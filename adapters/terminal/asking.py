"""A second yes to what is dear, from whoever sits at the terminal."""

import asyncio
import sys
import uuid

from rich.console import Console

from bot.app import Answer, Bot
from bot.models import ActionKey, Caller, ChatRef, Press, Reply, Tone, Verb

ASKS = "confirm"
"""The code of a card that waits for a yes."""
YES = frozenset({"y", "yes"})


def at_terminal() -> bool:
    """Whether somebody can read a question and answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


async def settled(
    answer: Answer, bot: Bot, console: Console, caller: Caller, chat: ChatRef
) -> Answer:
    """What comes of an answer; one that asks is put to whoever sits here."""
    if not isinstance(answer, Reply) or answer.code != ASKS:
        return answer
    offer = next(action for action in answer.actions if action.verb is Verb.CONFIRM)
    refusal = next(action for action in answer.actions if action.verb is Verb.REFUSE)
    console.print(answer.text, markup=False, highlight=False)
    console.print(f"{offer.label}? [y/N] ", end="", markup=False, highlight=False)
    agreed = (await read_line()).strip().lower() in YES
    pressed = await bot.press(
        Press(
            event_key=f"{chat.platform}:{uuid.uuid4()}",
            caller=caller,
            chat=chat,
            action=ActionKey.parse((offer if agreed else refusal).key),
        )
    )
    if agreed:
        return pressed
    return Reply(text="Nothing was made.", tone=Tone.ERROR, code="refused")


async def read_line() -> str:
    """One line from the terminal. Except on Windows, it can be cancelled while it waits."""
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    try:
        loop.add_reader(sys.stdin, ready.set)
    except NotImplementedError:  # Windows waits for sockets only
        return await asyncio.to_thread(sys.stdin.readline)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(sys.stdin)
    return sys.stdin.readline()
