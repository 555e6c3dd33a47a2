"""The bundled fonts: which characters they can set, and the text as runs of one font each."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import ImageFont

FOLDER = Path(__file__).parent / "fonts"
MEASURE_PX = 200
FONTS_KEPT = 96
NAMES_MAX = 4


class Face(StrEnum):
    """A font file for headlines. WIDE is the fallback for Chinese, Japanese and Korean."""

    CONDENSED = "RobotoCondensed-Bold.ttf"
    BLACK = "Roboto-Black.ttf"
    ROUND = "Comfortaa-Bold.ttf"
    SERIF = "Vollkorn-Black.ttf"
    WIDE = "DroidSansFallback.ttf"


LEADING = {
    Face.CONDENSED: 1.04,
    Face.BLACK: 1.06,
    Face.ROUND: 1.16,
    Face.SERIF: 1.04,
    Face.WIDE: 1.1,
}
WIDE_WEIGHT = 0.016  # the fallback has one thin weight; this much of an em is added around it


@dataclass(frozen=True, kw_only=True)
class Run:
    """Text that one font can set."""

    face: Face
    text: str

    def width_em(self) -> float:
        """The advance, in ems."""
        return _advance(self.face, self.text)

    @property
    def stroke_em(self) -> float:
        """What is added around the letters to make a thin font stand with bold ones."""
        return WIDE_WEIGHT if self.face is Face.WIDE else 0.0


@lru_cache(maxsize=8)
def coverage(face: Face) -> frozenset[int]:
    """The code points of the font's own character table."""
    with TTFont(FOLDER / face.value, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=FONTS_KEPT)
def font(face: Face, size_px: int) -> ImageFont.FreeTypeFont:
    """The font at a size."""
    return ImageFont.truetype(str(FOLDER / face.value), size_px)


@lru_cache(maxsize=4096)
def _advance(face: Face, text: str) -> float:
    return font(face, MEASURE_PX).getlength(text) / MEASURE_PX


def cleaned(text: str) -> str:
    """Composed, with line feeds kept and every invisible or private character gone."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    return "".join(c for c in composed if c == "\n" or not _invisible(c))


def _invisible(c: str) -> bool:
    return unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} or "\ufe00" <= c <= "\ufe0f"


def split_missing(text: str, face: Face) -> tuple[str, tuple[str, ...]]:
    """What of a cleaned text can be set, and the characters that no font has, each once."""
    kept, missing = [], dict[str, None]()
    for c in text:
        if c.isspace() or _face_of(c, face):
            kept.append(" " if c.isspace() and c != "\n" else c)
        else:
            missing[c] = None
    return "".join(kept), tuple(missing)


def runs(text: str, face: Face) -> tuple[Run, ...]:
    """Split settable text by font; marks stay with their letters where the font has both."""
    found: list[tuple[Face, str]] = []
    for c in text:
        chosen = _face_of(c, face) or face
        if found and (chosen is found[-1][0] or _joins(c, found[-1][0])):
            found[-1] = (found[-1][0], found[-1][1] + c)
        else:
            found.append((chosen, c))
    return tuple(Run(face=f, text=t) for f, t in found)


def _joins(c: str, before: Face) -> bool:
    return c == " " or (unicodedata.category(c).startswith("M") and ord(c) in coverage(before))


def _face_of(c: str, face: Face) -> Face | None:
    chain = (face, Face.CONDENSED, Face.SERIF, Face.WIDE)
    return next((f for f in chain if ord(c) in coverage(f)), None)


def names(characters: Iterable[str]) -> str:
    """Characters that cannot be shown, by name: "PARTY POPPER, ARABIC LETTER AIN and 3 more"."""
    every = list(characters)
    told = [unicodedata.name(c, f"U+{ord(c):04X}") for c in every[:NAMES_MAX]]
    more = f" and {len(every) - NAMES_MAX} more" if len(every) > NAMES_MAX else ""
    return ", ".join(told) + more
