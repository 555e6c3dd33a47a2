"""Text files as prompts."""

import codecs
from dataclasses import dataclass
from pathlib import Path, PurePath

from bot.references.refused import Refused

TEXT_BYTES_MAX = 80 * 1024
"""The longest prompt, 20,000 characters, at four bytes each."""

_SUFFIXES = frozenset({".txt", ".md", ".markdown"})
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MEDIA_TYPES = frozenset({"text/plain", "text/markdown"})


@dataclass(frozen=True, kw_only=True)
class TextPrompt:
    """An attached text, to be read as if it had been typed."""

    text: str
    name: str


def is_text(name: str, media_type: str | None) -> bool:
    """Whether the sender means it as text: by the name's ending, or the type where it has none."""
    suffix = PurePath(name).suffix.lower()
    plain_type = (media_type or "").partition(";")[0].strip().lower()
    return suffix in _SUFFIXES or (not suffix and plain_type in _MEDIA_TYPES)


def read_text(path: Path) -> str:
    """UTF-8, with or without a byte order mark, or UTF-16 with one, as Windows' editor saves it.

    Raises Refused: text-encoding. What says nothing of its encoding is not guessed at: a wrong
    letter in a poster costs as much as a right one.
    """
    data = path.read_bytes()
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16_MARKS) else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("text-encoding") from None
    if "\0" in text:  # UTF-16 without its mark is good UTF-8, letter by letter
        raise Refused("text-encoding")
    return text
