"""File names as people may see them again: short, one line, nothing invisible."""

import unicodedata

CHARS_MAX = 80

_FALLBACK = "file"
# Control, format (bidi overrides, zero width), surrogate, private, line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(name: str) -> str:
    """The last part of a path, without hidden characters, at most CHARS_MAX, ending kept."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(" " if unicodedata.category(c) in _HIDDEN else c for c in last)
    return _shortened(" ".join(shown.split())) or _FALLBACK


def _shortened(name: str) -> str:
    """Cut in the middle, so that the ending still tells what kind of file it was."""
    if len(name) <= CHARS_MAX:
        return name
    tail = name[-12:].lstrip()
    return f"{name[: CHARS_MAX - len(tail) - 1].rstrip()}…{tail}"
