"""Makes a person's text safe to stand inside our sentences: bounded, and in reading order."""

import unicodedata

JOINERS = "\u200c\u200d"
"""Invisible, but scripts and emoji need them."""


def one_line(text: str, *, most: int) -> str:
    """Return text without controls, direction marks and line breaks, at most `most` characters."""
    visible = "".join(character if _shows(character) else " " for character in text)
    return excerpt(" ".join(visible.split()), most=most)


def lines(text: str, *, most: int) -> str:
    """The same with the line breaks kept; lines of nothing are left out."""
    each = (one_line(line, most=max(len(line), 1)) for line in text.split("\n"))
    return excerpt("\n".join(line for line in each if line), most=most)


def excerpt(text: str, *, most: int) -> str:
    """Cut to `most` characters; a cut ends in an ellipsis that counts as one of them."""
    if len(text) <= most:
        return text
    return text[: most - 1].rstrip() + "…"


def _shows(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character) not in {
        "Cc",
        "Cf",
        "Cs",
        "Zl",
        "Zp",
    }
