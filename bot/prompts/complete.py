"""Suggestions for the end of a text being typed: commands, flags, values, roles."""

import re
from collections.abc import Callable, Iterable

from bot.catalog import Catalog
from bot.models import Completion
from bot.prompts.clean import clean
from bot.prompts.commands import COMMANDS
from bot.prompts.flags import FLAGS, Flag, Takes, find
from bot.prompts.quotes import Quoted
from bot.prompts.values import ROLES

SHOWN_MAX = 25

Hint = Callable[[str, str], str]
"""(flag's option or "command" or "as", value or "") -> what to show beside it, perhaps a price."""

_COMMAND = re.compile(r"[/!]\w*(?: \w*)?")
_FLAG = re.compile(r"(?:^|(?<=\s))(?P<dashes>--?|[—–])(?P<name>[\w-]*)\Z")
_VALUE = re.compile(
    r"(?:^|(?<=\s))(?:--?|[—–])(?P<name>[A-Za-z][A-Za-z-]*)(?:\s+|=)(?P<value>[\w.:/,-]*)\Z"
)
_ROLE = re.compile(r"(?:^|(?<=\s))as:(?P<role>\w*)\Z", re.IGNORECASE)


def _no_hint(option: str, value: str) -> str:
    return ""


def complete(text: str, catalog: Catalog, hint: Hint = _no_hint) -> tuple[Completion, ...]:
    """What may come next, at most 25. `insert` replaces the token being typed.

    Nothing is suggested inside a quotation that has been closed, nor for plain words.
    """
    cleaned = clean(text)
    if _COMMAND.fullmatch(cleaned):
        return _commands(cleaned, hint)
    line = Quoted(cleaned).text
    if role := _ROLE.search(line):
        return _roles(role["role"], hint)
    value = _VALUE.search(line)
    flag = find(value["name"]) if value else None
    if value and flag and flag.takes is Takes.VALUE:
        return _values(flag, value["value"], catalog, hint)
    named = _FLAG.search(line)
    return _flags(named["name"], hint) if named else ()


def _commands(typed: str, hint: Hint) -> tuple[Completion, ...]:
    sign, start = typed[0], typed[1:].lower()
    return _first(
        Completion(insert=_last_word(spelling, start, sign), label=f"{sign}{spelling}", hint=said)
        for spelling, name in COMMANDS.items()
        if spelling.startswith(start)
        for said in [hint("command", name)]
    )


def _last_word(spelling: str, start: str, sign: str) -> str:
    """The token at the end of the text is the second word once there is a blank."""
    return f"{spelling.partition(' ')[2]} " if " " in start else f"{sign}{spelling} "


def _flags(start: str, hint: Hint) -> tuple[Completion, ...]:
    return _first(
        Completion(insert=f"{flag.spelling} ", label=flag.spelling, hint=hint(flag.option, ""))
        for flag in FLAGS
        if any(name.startswith(start.lower()) for name in flag.names)
    )


def _values(flag: Flag, start: str, catalog: Catalog, hint: Hint) -> tuple[Completion, ...]:
    named = {value: value for value in flag.allowed}
    before = ""
    if flag.option == "models":
        before, start = _last_of_list(start)
    if flag.option in {"model", "models"}:
        named = {card.id: card.title for card in catalog.models()}
    elif flag.option == "style":
        named = {card.id: card.title for card in catalog.styles()}
    elif flag.option == "compression":
        named = {}
    return _first(
        Completion(insert=f"{before}{value} ", label=value, hint=_beside(title, value, flag, hint))
        for value, title in named.items()
        if value.startswith(start.lower()) and value not in before.split(",")
    )


def _last_of_list(typed: str) -> tuple[str, str]:
    """What stands before the last comma, with it, and what is being typed after it."""
    before, comma, last = typed.rpartition(",")
    return f"{before}{comma}", last


def _beside(title: str, value: str, flag: Flag, hint: Hint) -> str:
    said = hint(flag.option, value)
    known = title if title != value else ""
    return " · ".join(part for part in (known, said) if part)


def _roles(start: str, hint: Hint) -> tuple[Completion, ...]:
    return _first(
        Completion(insert=f"as:{role} ", label=f"as:{role}", hint=hint("as", role.value))
        for role in ROLES
        if role.startswith(start.lower())
    )


def _first(found: Iterable[Completion]) -> tuple[Completion, ...]:
    return tuple(found)[:SHOWN_MAX]
