"""What is said of credits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.models import Audience, Balance, EntryKind, Field, HistoryLine, JobId, Reply, Tone
from bot.replies.facts import day, minute
from bot.replies.hints import inbox_hint
from bot.replies.plain import one_line
from bot.replies.words import Phrases

SYSTEM = "system"
"""The actor of what the program grants by itself: starting credits."""
PROMPT_CHARS_MAX = 50
"""As much of a prompt as tells which picture it was."""


def balance_card(
    say: Phrases, balance: Balance, *, undelivered: int = 0, elsewhere: bool = False
) -> Reply:
    """What a person can spend, what is held and what expires when; what waits in the inbox.

    `elsewhere` says that they have a balance in another team, too.
    """
    text = say("balance-text", available=balance.available)
    held = say("balance-held", amount=say("credits", amount=balance.held))
    expiring = "\n".join(
        say("balance-expiring", amount=say("credits", amount=part.amount), at=part.at)
        for part in balance.expiring
    )
    return Reply(
        text=f"{text}\n{say('balance-elsewhere')}" if elsewhere else text,
        fields=(
            *((Field(name=say("field-held"), value=held),) if balance.held else ()),
            *((Field(name=say("field-expiring"), value=expiring),) if expiring else ()),
        ),
        footer=inbox_hint(say, undelivered),
        audience=Audience.REQUESTER,
    )


def balance_of_card(say: Phrases, balance: Balance, *, name: str) -> Reply:
    """The same about somebody else, for an admin."""
    text = say("balance-of-text", name=name, available=balance.available)
    return replace(balance_card(say, balance), text=text)


def history_card(
    say: Phrases,
    lines: Sequence[HistoryLine],
    *,
    prompts: Mapping[JobId, str] = MappingProxyType({}),
    name: str = "",
) -> Reply:
    """A person's movements of credits, in the order given; `name` where it is not their own.

    `prompts` are the words of jobs, for the lines that are about one.
    """
    heading = say("history-of-text", name=name) if name else say("history-text")
    return Reply(
        text=heading if lines else say("history-empty"),
        fields=tuple(
            Field(
                name=minute(line.at, say.babel),
                value=_history_line(say, line, prompts),
                at=line.at,
            )
            for line in lines
        ),
        footer=say("times-utc") if lines else "",
        audience=Audience.REQUESTER,
    )


def grant_card(
    say: Phrases,
    *,
    user_name: str,
    amount: int,
    reason: str = "",
    expires_at: datetime | None = None,
) -> Reply:
    """Say in the chat who was given what, so that everyone can see why."""
    return Reply(
        text=say.join(
            say("grant-text", name=user_name, amount=amount),
            *_terms(say, reason, expires_at, amount=amount),
        ),
        tone=Tone.DONE,
    )


def share_card(
    say: Phrases,
    *,
    group: str,
    amount: int,
    reason: str = "",
    expires_at: datetime | None = None,
) -> Reply:
    """Say in one line of the chat what each of a group was given; `group` are words for them."""
    return Reply(
        text=say.join(
            say("share-text", group=group, amount=amount),
            *_terms(say, reason, expires_at, amount=amount),
        ),
        tone=Tone.DONE,
    )


def unshare_card(say: Phrases, *, group: str, amount: int, reason: str = "") -> Reply:
    """Tell the admin alone what was taken back from each of a group."""
    return Reply(
        text=say.join(
            say("unshare-text", group=group, amount=amount),
            say("grant-reason", reason=reason) if reason else "",
        ),
        tone=Tone.DONE,
        audience=Audience.REQUESTER,
    )


def moved_card(
    say: Phrases,
    *,
    by: str,
    amount: int,
    available: int,
    reason: str = "",
    expires_at: datetime | None = None,
) -> Reply:
    """Tell a person what an admin gave them, or took back where `amount` is below zero."""
    told = say("moved-to-you" if amount > 0 else "moved-back", by=by, amount=abs(amount))
    return Reply(
        text=say.join(
            told,
            ""
            if expires_at is None
            else say("grant-expires", amount=amount, at=day(expires_at, say.babel)),
            say("grant-reason", reason=reason) if reason else "",
            say("balance-text", available=available),
        ),
        tone=Tone.DONE if amount > 0 else Tone.PLAIN,
        audience=Audience.REQUESTER,
    )


def revoke_card(
    say: Phrases, *, user_name: str, amount: int, available_after: int, reason: str = ""
) -> Reply:
    """Tell the admin alone what was taken back, and what is left."""
    return Reply(
        text=say.join(
            say("revoke-text", name=user_name, amount=amount, available=available_after),
            say("grant-reason", reason=reason) if reason else "",
        ),
        tone=Tone.DONE,
        audience=Audience.REQUESTER,
    )


def too_much_card(say: Phrases, *, user_name: str, amount: int, available: int) -> Reply:
    """Tell the admin alone that there is less than they would take back; nothing was taken."""
    return Reply(
        text=say("revoke-too-much", name=user_name, amount=amount, available=available),
        tone=Tone.WARNING,
        audience=Audience.REQUESTER,
        code="too-much",
    )


def _terms(
    say: Phrases, reason: str, expires_at: datetime | None, *, amount: int
) -> tuple[str, ...]:
    """Until when credits can be spent, and why they were given."""
    expiry = (
        ""
        if expires_at is None
        else say("grant-expires", at=day(expires_at, say.babel), amount=amount)
    )
    return expiry, say("grant-reason", reason=reason) if reason else ""


def _history_line(say: Phrases, line: HistoryLine, prompts: Mapping[JobId, str]) -> str:
    sign = "−" if line.amount < 0 else "+"
    amount = say("signed-credits", sign=sign, amount=abs(line.amount))
    return say(
        "history-line",
        amount=amount,
        what=_history_words(say, line, prompts),
        available=line.available_after,
    )


def _history_words(say: Phrases, line: HistoryLine, prompts: Mapping[JobId, str]) -> str:
    if line.kind is EntryKind.GRANT and line.actor == SYSTEM:
        return say("history-start")
    if line.kind not in {EntryKind.GRANT, EntryKind.REVOKE}:
        words = one_line(prompts.get(line.job, "") if line.job else "", most=PROMPT_CHARS_MAX)
        return say(f"history-{line.kind}", words=words or None)
    # An actor is a name, or an address that means nothing to people.
    actor = None if ":" in line.actor else line.actor
    return say(f"history-{line.kind}", actor=actor, reason=line.reason)
