"""Lettering: text measured, broken into lines and scaled until it fits a zone."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PIL import Image, ImageDraw

from bot.providers.sketch.fonts import LEADING, Face, Run, cleaned, font, runs, split_missing

OPENING = "([{«“‘„「『（【《〈"
STACK_LINES_MAX = 6
KANA_WORD = 7  # kana up to this many are taken for one word
SEARCH_STEPS = 18
ELLIPSIS = "…"
CAPITALS_CLOSER = 0.17  # em by which lines without ascenders and descenders move together


class Align(StrEnum):
    """How lines stand in their zone. STACK scales each line to the zone's width."""

    LEFT = "left"
    CENTRE = "centre"
    STACK = "stack"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Text that is never broken. Widths are in ems; `gap` is the space before it on a line."""

    runs: tuple[Run, ...]
    width: float
    gap: float = 0.0
    breaks: bool = False  # a line ends before it whatever the room


@dataclass(frozen=True, kw_only=True)
class Line:
    """One set line; `size` is the font's size in pixels."""

    runs: tuple[Run, ...]
    width: float  # in ems
    size: float


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """Fitted lines, and what had to be left out."""

    lines: tuple[Line, ...]
    leading: float
    missing: tuple[str, ...]
    shortened: bool

    @property
    def height(self) -> float:
        """From the first line's top to the last line's foot, in pixels."""
        return sum(line.size for line in self.lines) * self.leading

    @property
    def width(self) -> float:
        """The widest line, in pixels."""
        return max((line.width * line.size for line in self.lines), default=0.0)


def fit(
    text: str,
    face: Face,
    size: tuple[float, float],
    *,
    align: Align,
    least_px: float,
    most_px: float,
) -> Lettering:
    """Set a text as large as the zone (width, height) and `most_px` allow.

    Below `least_px` words are broken, and then the text is cut with an ellipsis.
    """
    settable, missing = split_missing(cleaned(text), face)
    pieces = _pieces(settable, face)
    leading = LEADING[face] - (CAPITALS_CLOSER if _flat(settable) else 0.0)
    if align is Align.STACK and (lines := _stacked(pieces, size, leading, most_px)):
        return Lettering(lines=lines, leading=leading, missing=missing, shortened=False)
    lines, shortened = _flowed(pieces, face, size, leading, (least_px, most_px))
    return Lettering(lines=lines, leading=leading, missing=missing, shortened=shortened)


def draw(lettering: Lettering, size: tuple[int, int], align: Align) -> Image.Image:
    """The letters' coverage of the zone, mode L, in the middle of its height."""
    mask = Image.new("L", size)
    pen = ImageDraw.Draw(mask)
    top = (size[1] - lettering.height) / 2
    for line in lettering.lines:
        room = size[0] - line.width * line.size
        x = 0.0 if align is Align.LEFT else room / 2
        baseline = top + line.size * (lettering.leading / 2 + 0.36)
        _draw_line(pen, line, x, baseline)
        top += line.size * lettering.leading
    return mask


def _draw_line(pen: ImageDraw.ImageDraw, line: Line, x: float, baseline: float) -> None:
    size = max(1, int(line.size))
    for run in line.runs:
        stroke = run.stroke_em * size
        pen.text((x, baseline), run.text, 255, font(run.face, size), "ls", stroke_width=stroke)
        x += run.width_em() * line.size


def _flat(text: str) -> bool:
    return all(not c.islower() and c.isascii() for c in text)


def _pieces(text: str, face: Face) -> list[Piece]:
    found: list[Piece] = []
    for number, paragraph in enumerate(text.split("\n")):
        for place, word in enumerate(paragraph.split()):
            for part, chunk in enumerate(_breakable(word)):
                piece = _piece(chunk, face, spaced=part == 0 and place > 0)
                first = place == 0 and part == 0
                found.append(replace(piece, breaks=first and number > 0 and bool(found)))
    return found


def _piece(text: str, face: Face, *, spaced: bool) -> Piece:
    parts = runs(text, face)
    gap = Run(face=face, text=" ").width_em() if spaced else 0.0
    return Piece(runs=parts, width=sum(run.width_em() for run in parts), gap=gap)


def _breakable(word: str) -> list[str]:
    """A word, or for scripts without spaces its characters, punctuation kept to its side."""
    chunks: list[str] = []
    for c in word:
        glued = chunks and (
            not (_wide(c) or _wide(chunks[-1][-1]))
            or _closes(c)
            or chunks[-1][-1] in OPENING
            or (_kana(c) and _kana(chunks[-1][-1]) and len(chunks[-1]) < KANA_WORD)
        )
        if glued:
            chunks[-1] += c
        else:
            chunks.append(c)
    return chunks


def _wide(c: str) -> bool:
    return unicodedata.east_asian_width(c) in {"W", "F"} and not "가" <= c <= "힣"


def _kana(c: str) -> bool:
    return "\u3041" <= c <= "\u30ff"


def _closes(c: str) -> bool:
    return (unicodedata.category(c)[0] in "PM" and c not in OPENING) or c in "ーゃゅょっャュョッ々"


def _wrapped(pieces: Sequence[Piece], room: float) -> list[list[Piece]]:
    """Greedy lines of at most `room` ems."""
    lines: list[list[Piece]] = []
    used = 0.0
    for piece in pieces:
        if lines and not piece.breaks and used + piece.gap + piece.width <= room:
            lines[-1].append(piece)
            used += piece.gap + piece.width
        else:
            lines.append([piece])
            used = piece.width
    return lines


def _flowed(
    pieces: list[Piece],
    face: Face,
    zone: tuple[float, float],
    leading: float,
    sizes: tuple[float, float],
) -> tuple[tuple[Line, ...], bool]:
    least, most = sizes
    if not pieces:
        return (), False
    size = _largest(pieces, zone, leading, most)
    if size < least:
        pieces = [small for piece in pieces for small in _shattered(piece)]
        size = _largest(pieces, zone, leading, most)
    shortened = size < least
    if shortened:
        size, pieces = least, _cut(pieces, face, zone[0] / least, int(zone[1] / (least * leading)))
    rows = _balanced(pieces, zone[0] / size)
    return tuple(_line(row, size) for row in rows), shortened


def _largest(
    pieces: Sequence[Piece], zone: tuple[float, float], leading: float, most: float
) -> float:
    """The largest size at which everything fits, found by halving."""
    widest = max(piece.width for piece in pieces)

    def fits(size: float) -> bool:
        rows = _wrapped(pieces, zone[0] / size)
        return widest * size <= zone[0] and len(rows) * size * leading <= zone[1]

    return _search(fits, 1.0, most)


def _search(fits: Callable[[float], bool], low: float, high: float) -> float:
    if fits(high):
        return high
    for _ in range(SEARCH_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _balanced(pieces: Sequence[Piece], room: float) -> list[list[Piece]]:
    """The same number of lines, as even as they can be."""
    count = len(_wrapped(pieces, room))
    least = max(piece.width for piece in pieces)
    low, high = min(least, room), room
    for _ in range(SEARCH_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_wrapped(pieces, middle)) <= count else (middle, high)
    return _wrapped(pieces, high)


def _shattered(piece: Piece) -> list[Piece]:
    """A piece's characters, each breakable."""
    small = [Run(face=run.face, text=c) for run in piece.runs for c in run.text]
    pieces = [Piece(runs=(run,), width=run.width_em()) for run in small]
    return [replace(pieces[0], gap=piece.gap, breaks=piece.breaks), *pieces[1:]]


def _cut(pieces: Sequence[Piece], face: Face, room: float, rows: int) -> list[Piece]:
    """As many pieces as fill the rows, and an ellipsis."""
    dots = _piece(ELLIPSIS, face, spaced=False)
    kept = [p for row in _wrapped(pieces, room)[: max(1, rows)] for p in row]
    while len(kept) > 1 and len(_wrapped([*kept, dots], room)) > max(1, rows):
        kept.pop()
    return [*kept, dots]


def _stacked(
    pieces: list[Piece], zone: tuple[float, float], leading: float, most: float
) -> tuple[Line, ...]:
    """Lines each as wide as the zone; the number of lines that uses most of it. () if none can."""
    if not pieces or len(pieces) > STACK_LINES_MAX * 3:
        return ()
    best: tuple[float, tuple[Line, ...]] = (0.0, ())
    total = sum(p.gap + p.width for p in pieces)
    for count in range(1, STACK_LINES_MAX + 1):
        rows = _balanced(pieces, max(total / count, max(p.width for p in pieces)))
        lines = tuple(_line(row, min(most, zone[0] / _width(row))) for row in rows)
        scale = min(1.0, zone[1] / (leading * sum(line.size for line in lines)))
        lines = tuple(replace(line, size=line.size * scale) for line in lines)
        area = sum(line.size**2 * line.width for line in lines)
        even = min(line.size for line in lines) / max(line.size for line in lines)
        merit = area * (0.75 + 0.25 * even)
        if merit > best[0]:
            best = (merit, lines)
    return best[1]


def _width(row: Sequence[Piece]) -> float:
    return sum(p.width for p in row) + sum(p.gap for p in row[1:])


def _line(row: Sequence[Piece], size: float) -> Line:
    parts: list[Run] = list(row[0].runs)
    for piece in row[1:]:
        if piece.gap:
            parts[-1] = replace(parts[-1], text=parts[-1].text + " ")
        parts.extend(piece.runs)
    return Line(runs=tuple(_joined(parts)), width=_width(row), size=size)


def _joined(parts: Sequence[Run]) -> list[Run]:
    """Neighbours of one font as one run, so that it can kern them."""
    found: list[Run] = []
    for run in parts:
        if found and found[-1].face is run.face:
            found[-1] = replace(run, text=found[-1].text + run.text)
        else:
            found.append(run)
    return found
