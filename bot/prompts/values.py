"""One reader per kind of value: what a person wrote -> the value, or None where it is none."""

import math
import re
from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from bot.models import Complexity, ImageFormat, Quality, Ratio, Resolution, Role, Size
from bot.prompts.clean import tidy
from bot.prompts.sizes import nearest_ratio, parts

COUNT_MAX = 4
COMPRESSION_MAX = 100
EDGE_DIGITS = 5  # beyond that a size is a slip of the finger, not a wish to be snapped

RATIO_PAIR = r"\d{1,4}(?:\.\d{1,3})?[^\S\n]*[:x×X/∶：][^\S\n]*\d{1,4}(?:\.\d{1,3})?"
SIZE_PAIR = r"\d+[^\S\n]*[x×X*хХ✕][^\S\n]*\d+"
_RATIO = re.compile(r"([\d.]+)\s*[:x×X/∶：]\s*([\d.]+)")
_SIZE = re.compile(rf"(\d{{1,{EDGE_DIGITS}}})\s*[x×X*хХ✕]\s*(\d{{1,{EDGE_DIGITS}}})")
_SHAPES = {
    "square": Ratio.R1_1,
    "landscape": Ratio.R3_2,
    "portrait": Ratio.R2_3,
    "wide": Ratio.R16_9,
    "widescreen": Ratio.R16_9,
    "tall": Ratio.R9_16,
    "ultrawide": Ratio.R21_9,
}
_BY_FRACTION = {Fraction(*parts(r)): r for r in Ratio if r is not Ratio.AUTO}
_PART_MAX = 99  # larger numbers are pixels
_YES = {"", "1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}


def read_ratio(text: str) -> Ratio | None:
    """`16:9`, `16x9`, `16/9`, anything equal to a named ratio (`32:18`), and plain shape words."""
    text = text.strip().lower()
    if text == Ratio.AUTO:
        return Ratio.AUTO
    if text in _SHAPES:
        return _SHAPES[text]
    numbers = _numbers(text)
    if numbers is None or max(numbers) > _PART_MAX:
        return None
    return _BY_FRACTION.get(numbers[0] / numbers[1])


def _numbers(text: str) -> tuple[Fraction, Fraction] | None:
    match = _RATIO.fullmatch(text)
    if match is None:
        return None
    try:
        across, down = Fraction(match[1]), Fraction(match[2])
    except ValueError:
        return None
    return (across, down) if across > 0 and down > 0 else None


def near_ratio(text: str) -> str | None:
    """The named ratio closest to a pair of numbers that is none."""
    numbers = _numbers(text.strip())
    if numbers is None or max(numbers) > _PART_MAX or math.isinf(float(numbers[0] / numbers[1])):
        return None
    return nearest_ratio(float(numbers[0]), float(numbers[1])).value


def read_size(text: str) -> Size | None:
    """`1024x768` with any sign for times; both edges from 1 to 99,999. Rules come later."""
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        return None
    width, height = int(match[1]), int(match[2])
    return Size(width=width, height=height) if width and height else None


_Choice = TypeVar("_Choice", bound=Enum)


def _reader(
    members: Iterable[_Choice], also: dict[str, _Choice], *, shortened: bool = False
) -> Callable[[str], _Choice | None]:
    known = {str(member.value): member for member in members}

    def read(text: str) -> _Choice | None:
        text = text.strip().lower()
        found = known.get(text) or also.get(text)
        if found is None and shortened and text:
            starts = [member for name, member in known.items() if name.startswith(text)]
            found = starts[0] if len(starts) == 1 else None
        return found

    return read


_QUALITIES = {"hd": Quality.HIGH, "m": Quality.MEDIUM, "mid": Quality.MEDIUM}
read_quality = _reader(Quality, _QUALITIES, shortened=True)
read_complexity = _reader(Complexity, {"med": Complexity.MEDIUM})
read_resolution = _reader(Resolution, {})
read_format = _reader(ImageFormat, {"jpg": ImageFormat.JPEG})

ROLES = tuple(role for role in Role if role is not Role.SOURCE)
_read_role = _reader(ROLES, {"char": Role.CHARACTER, "bg": Role.BACKGROUND, "object": Role.SUBJECT})
NO_ROLE = frozenset({"none", "any", "-"})


def read_role(text: str) -> Role | None:
    """A role of a reference, by its name."""
    return _read_role(text)


def _whole(text: str, least: int, most: int) -> int | None:
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most))):
        return None
    return int(text) if least <= int(text) <= most else None


def read_count(text: str) -> int | None:
    """How many pictures: 1 to 4."""
    return _whole(text, 1, COUNT_MAX)


def read_compression(text: str) -> int | None:
    """0 to 100, with or without a percent sign."""
    return _whole(text.strip().removesuffix("%"), 0, COMPRESSION_MAX)


def read_switch(text: str) -> bool | None:
    """Yes or no; nothing said after the flag means yes."""
    text = text.strip().lower()
    return True if text in _YES else False if text in _NO else None


def read_models(text: str) -> tuple[str, ...] | None:
    """Names of models, between commas; each counts once."""
    names = dict.fromkeys(filter(None, map(tidy, re.split("[,，、]", text))))
    return tuple(names) or None


def read_name(text: str) -> str | None:
    """A model or style, looked up later."""
    return tidy(text) or None
