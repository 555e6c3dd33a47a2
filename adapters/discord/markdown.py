"""Plain text -> Discord's markdown that shows exactly that text: no format, link or mention."""

import re
import unicodedata

ELLIPSIS = "…"
SPECIAL = frozenset("\\*_~`|<[]")
"""Escaped wherever they stand; `- + > #` and `1.` only where a line begins."""

_LINE_START = re.compile(r"[ \t]*(?:[-+>#]|\d+(?=[.)](?:\s|$)))")
_LINK = re.compile(r":(?=//)")
_EVERYONE = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_ZERO_WIDTH = "\u200b"
_UNSEEN = frozenset({"Cc", "Cs"})
_ESCAPES = {ord(character): f"\\{character}" for character in SPECIAL}
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def escape(text: str) -> str:
    """The whole text, escaped; line ends stay."""
    return "\n".join(_line(line) for line in _visible(text).split("\n"))


def cut(text: str, *, most: int) -> str:
    """The text escaped to at most `most` characters; a cut ends in an ellipsis."""
    whole = escape(text)
    if len(whole) <= most:
        return whole
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if len(_shortened(text, middle)) <= most:
            low = middle
        else:
            high = middle - 1
    return _shortened(text, low) if low else ELLIPSIS[:most]


def quoted(text: str, *, most: int) -> str:
    """The text as a quotation: no line of it can leave the quotation."""
    lines = _visible(text).split("\n")
    marks = 2 * len(lines)
    if marks >= most:
        return quoted(" ".join(lines), most=most)
    return "\n".join(f"> {line}" for line in cut("\n".join(lines), most=most - marks).split("\n"))


def _shortened(text: str, length: int) -> str:
    return escape(text[:length].rstrip()) + ELLIPSIS


def _visible(text: str) -> str:
    if text.replace("\n", "").isprintable():
        return text  # nearly every text: nothing in it is a control or of a category left out
    return "".join(
        character
        for character in text
        if character == "\n"
        or (character not in _BIDI and unicodedata.category(character) not in _UNSEEN)
    )


def _line(line: str) -> str:
    start = _LINE_START.match(line)
    head = start.end() if start else 0
    safe = line[head:].translate(_ESCAPES)
    safe = _LINK.sub("\\:", safe)
    return _start(line[:head]) + _EVERYONE.sub(f"@{_ZERO_WIDTH}", safe)


def _start(head: str) -> str:
    """The beginning of a line that would make a list, a heading or a quotation of it."""
    if not head:
        return ""
    stripped = head.lstrip()
    indent = head[: len(head) - len(stripped)]
    return f"{indent}{stripped}\\" if stripped.isdecimal() else f"{indent}\\{stripped}"
