"""What may be in a prompt at all, and how its whitespace is kept."""

import re

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, soft hyphens, bidi marks and overrides, invisible separators, lone surrogates, and the
# private planes. The joiners U+200C and U+200D stay (Persian, Indic scripts and emoji need them),
# as do the tag characters that spell flags.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0001\U000f0000-\U0010ffff]"
)
_BLANKS = re.compile(r"[^\S\n]+")
_EDGES = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Remove what cannot be seen and could mislead; every kind of line break becomes a newline."""
    return _UNWANTED.sub("", _BREAKS.sub("\n", text))


def tidy(text: str) -> str:
    """One blank between words, at most one empty line between paragraphs, none at the ends."""
    return _GAPS.sub("\n\n", _EDGES.sub("\n", _BLANKS.sub(" ", text))).strip()
