"""What may be in a prompt at all, and how its whitespace is kept."""

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Format characters that carry meaning: they join letters (Persian, Indic) and emoji.
_JOINERS = frozenset("\u200c\u200d")
_TAGS = range(0xE0020, 0xE0080)  # flags of regions are spelled with these
_BLANKS = re.compile(r"[^\S\n]+")
_EDGES = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Remove control, bidi, zero-width and private plane characters; breaks become newlines."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(_kept, _BREAKS.sub("\n", text)))


def _kept(char: str) -> bool:
    if char in "\n\t" or char in _JOINERS:
        return True
    category = unicodedata.category(char)
    if category == "Cf":
        return ord(char) in _TAGS
    return category not in ("Cc", "Cs") and ord(char) < 0xF0000


def tidy(text: str) -> str:
    """One blank between words, at most one empty line between paragraphs, none at the ends."""
    return _GAPS.sub("\n\n", _EDGES.sub("\n", _BLANKS.sub(" ", text))).strip()
