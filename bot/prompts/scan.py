"""Finds flags, roles and picture numbers anywhere in a text; what is left is the prompt."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.errors import InvalidPrompt
from bot.prompts.flags import Flag, Takes, find, nearly, suggest
from bot.prompts.quotes import Quoted

# `--` may follow anything but a letter, digit or dash of a script that has spaces; Chinese and
# Japanese are written without. Phones turn `--` into one long dash, which is also how prose
# writes a break: that one must follow a space, and only a name we know (or nearly) makes it a flag.
_BEFORE = r"(?<![^\W\u2e80-\ua4cf\uf900-\ufaff])(?<![-—–―−])"
_DASHES = r"(?P<dashes>[-—–―−]{2}|[-—–―−])"
_NAME = r"(?P<name>[1-4]k\b|[^\W\d_]+(?:[-_][^\W\d_]+)*)"
_MARK = re.compile(
    rf"{_BEFORE}{_DASHES}{_NAME}"
    r"|(?<!\w)(?P<as>as)[:：](?P<role>-|\w+)"
    r"|(?<![^\s(])\#(?P<pick>[1-9]\d?)(?!\w)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[-—–―−#]|[aA][sS](?=[:：])")  # every mark begins so; much quicker to find
_GLUE = re.compile(r"[^\S\n]*[=:：][^\S\n]*")
_GAP = re.compile(r"[^\S\n]*")
_BLANK = re.compile(r"\s*")
_SWITCH_VALUE = re.compile(r"[=:：](\w+)")
_ANYTHING = re.compile(r"[^\s,.;!?)]\S*")
_CLOSING = re.compile(r"[,.;:!?)\]，。；：！？）]")
MARKS_MAX = 100
_PICK_ANYWHERE = 4  # a larger number inside a sentence is a jersey, not a picture


@dataclass(frozen=True, kw_only=True)
class Said:
    """A flag as it was written: `typed` with its dashes, `value` raw or None where it is missing.

    The span `start` to `end` is taken out of the prompt.
    """

    flag: Flag
    typed: str
    value: str | None
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class RoleSaid:
    """`as:style`."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class PickSaid:
    """`#2`."""

    index: int
    start: int
    end: int


Mark = Said | RoleSaid | PickSaid


def marks(quoted: Quoted, *, editing: bool) -> Iterator[Mark]:
    """Every mark of a text in order, none inside another.

    Raises InvalidPrompt: unknown-flag, or too-many-flags (limit).
    """
    at = seen = 0
    while sign := _SIGN.search(quoted.text, at):
        match = _MARK.match(quoted.text, sign.start())
        mark = _mark(quoted, match, editing=editing) if match else None
        if mark is None:
            at = match.end() if match else sign.start() + 1
            continue
        seen += 1
        if seen > MARKS_MAX:
            raise InvalidPrompt("too-many-flags", limit=MARKS_MAX)
        yield mark
        at = mark.end


def leave(text: str, taken: Sequence[Mark]) -> str:
    """The text without the marks; the blank before one goes when punctuation follows it."""
    kept: list[str] = []
    at = 0
    for mark in taken:
        kept.append(text[at : mark.start])
        at = mark.end
        if _CLOSING.match(text, at):
            kept[-1] = kept[-1].rstrip(" \t")
        else:
            kept.append(" ")
    return "".join((*kept, text[at:]))


def _mark(quoted: Quoted, match: re.Match[str], *, editing: bool) -> Mark | None:
    if match["as"]:
        return RoleSaid(value=match["role"], start=match.start(), end=match.end())
    if match["pick"]:
        return _pick(quoted.text, match) if editing else None
    flag = find(match["name"])
    if flag is None:
        _refuse(quoted.text, match)
        return None
    said = _said(quoted, match, flag)
    return said if _meant(quoted.text, match, said) else None


def _pick(text: str, match: re.Match[str]) -> PickSaid | None:
    index = int(match["pick"])
    leading = _BLANK.match(text)
    first = leading is not None and leading.end() == match.start()
    if index > _PICK_ANYWHERE and not first:
        return None
    return PickSaid(index=index, start=match.start(), end=match.end())


def _spaced(text: str, match: re.Match[str]) -> bool:
    return match.start() == 0 or text[match.start() - 1].isspace()


def _refuse(text: str, match: re.Match[str]) -> None:
    """Refuse an unknown flag; return where the dashes are prose."""
    dashes, name = match["dashes"], match["name"]
    if dashes == "-" or not _spaced(text, match):
        return
    if len(dashes) == 1 and not _slipped(text, match):
        return
    raise InvalidPrompt("unknown-flag", flag=f"{dashes}{name}", suggestion=suggest(name))


def _slipped(text: str, match: re.Match[str]) -> bool:
    """Whether a word after a long dash is a misspelt flag, told by the value that follows it."""
    flag = nearly(match["name"])
    found = flag and flag.pattern.match(text, _after_sign(text, match.end()))
    return bool(flag and found and flag.read(found.group()) is not None)


def _meant(text: str, match: re.Match[str], said: Said) -> bool:
    """Whether a known name after these dashes is a flag: always after `--` and for `-n`."""
    if len(match["dashes"]) == 2:
        return True
    if not _spaced(text, match):
        return False
    if match["dashes"] != "-" or match["name"].lower() == "n":
        return True
    return said.flag.strict and said.value is not None and said.flag.read(said.value) is not None


def _said(quoted: Quoted, match: re.Match[str], flag: Flag) -> Said:
    value: str | None
    match flag.takes:
        case Takes.NOTHING:
            value, end = _switch(quoted.text, match.end())
        case Takes.WORDS:
            value, end = _words(quoted, match.end())
        case Takes.VALUE:
            value, end = _value(quoted, match.end(), flag)
    typed = match["dashes"] + match["name"]
    return Said(flag=flag, typed=typed, value=value, start=match.start(), end=end)


def _switch(text: str, at: int) -> tuple[str, int]:
    found = _SWITCH_VALUE.match(text, at)
    return (found[1], found.end()) if found else ("", at)


def _after_sign(text: str, at: int) -> int:
    glue = _GLUE.match(text, at) or _BLANK.match(text, at)
    return glue.end() if glue else at


def _value(quoted: Quoted, at: int, flag: Flag) -> tuple[str | None, int]:
    start = _after_sign(quoted.text, at)
    inside = quoted.at(start)
    if inside is not None:
        return inside, start + 1
    ahead = _MARK.match(quoted.text, start)
    if ahead and ahead["name"] and find(ahead["name"]):
        return None, at
    found = flag.pattern.match(quoted.text, start) or _ANYTHING.match(quoted.text, start)
    return (quoted.restore(found.group()), found.end()) if found else (None, at)


def _words(quoted: Quoted, at: int) -> tuple[str | None, int]:
    text = quoted.text
    glue = _GLUE.match(text, at) or _GAP.match(text, at)
    start = glue.end() if glue else at
    inside = quoted.at(start)
    if inside is not None:
        return inside, start + 1
    end = _end_of_words(text, start)
    words = quoted.restore(text[start:end]).strip(" \t,;—–-")
    return (words or None), end


def _end_of_words(text: str, start: int) -> int:
    line = text.find("\n", start)
    end = len(text) if line < 0 else line
    for ahead in _MARK.finditer(text, start, end):
        if ahead["as"] or (ahead["name"] and _stops(text, ahead)):
            return ahead.start()
    return end


def _stops(text: str, ahead: re.Match[str]) -> bool:
    """Whether a dash ends the words: an unknown `--flag` does too, to be refused on its own."""
    if len(ahead["dashes"]) == 2:
        return _spaced(text, ahead) or find(ahead["name"]) is not None
    known = find(ahead["name"]) is not None
    return known and _spaced(text, ahead)
