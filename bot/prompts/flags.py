"""The flags of the grammar: how each is spelled, what it takes, what is allowed."""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from bot.catalog import closest
from bot.models import Complexity, ImageFormat, Quality, Ratio, Resolution
from bot.prompts import values


class Takes(StrEnum):
    """What follows a flag."""

    VALUE = "value"
    WORDS = "words"  # up to the next flag or the end of the line, or one quotation
    NOTHING = "nothing"


# A value ends with its ASCII run: the next script, or punctuation at its end, belongs to the prose.
_RUN = r"[0-9A-Za-z](?:[0-9A-Za-z.:/_+%∶：×-]*[0-9A-Za-z%])?"


@dataclass(frozen=True, kw_only=True)
class Flag:
    """One flag. `option` is its place in ParsedPrompt, `spelling` how we write it ourselves.

    `strict`: a value can be told from prose, so a single dash (`-ar 16:9`) is enough. `pattern`
    finds the value in running text.
    """

    option: str
    spelling: str
    names: tuple[str, ...]
    read: Callable[[str], object | None]
    allowed: tuple[str, ...] = ()
    takes: Takes = Takes.VALUE
    strict: bool = False
    pattern: re.Pattern[str] = field(default_factory=lambda: re.compile(_RUN))


FLAGS = (
    Flag(
        option="ratio",
        spelling="--ratio",
        names=("ratio", "ar", "aspect", "aspect-ratio"),
        read=values.read_ratio,
        allowed=tuple(ratio.value for ratio in Ratio),
        strict=True,
        pattern=re.compile(rf"{values.RATIO_PAIR}(?![0-9A-Za-z:])|{_RUN}"),
    ),
    Flag(
        option="size",
        spelling="--size",
        names=("size", "dimensions"),
        read=values.read_size,
        allowed=("1024x1024", "1536x864", "2048x2048"),
        strict=True,
        pattern=re.compile(rf"{values.SIZE_PAIR}(?![0-9A-Za-z])|{_RUN}"),
    ),
    Flag(
        option="resolution",
        spelling="--resolution",
        names=("resolution", "res"),
        read=values.read_resolution,
        allowed=tuple(resolution.value for resolution in Resolution),
        strict=True,
    ),
    Flag(
        option="quality",
        spelling="--quality",
        names=("quality", "q"),
        read=values.read_quality,
        allowed=tuple(quality.value for quality in Quality),
        strict=True,
    ),
    Flag(
        option="complexity",
        spelling="--complexity",
        names=("complexity",),
        read=values.read_complexity,
        allowed=tuple(complexity.value for complexity in Complexity),
        strict=True,
    ),
    Flag(
        option="count",
        spelling="-n",
        names=("n", "count", "num"),
        read=values.read_count,
        allowed=tuple(str(number) for number in range(1, values.COUNT_MAX + 1)),
        strict=True,
    ),
    Flag(
        option="format",
        spelling="--format",
        names=("format", "fmt", "output-format"),
        read=values.read_format,
        allowed=tuple(format_.value for format_ in ImageFormat),
        strict=True,
    ),
    Flag(
        option="compression",
        spelling="--compression",
        names=("compression", "compress"),
        read=values.read_compression,
        allowed=(f"0-{values.COMPRESSION_MAX}",),
    ),
    Flag(option="model", spelling="--model", names=("model",), read=values.read_name),
    Flag(option="style", spelling="--style", names=("style",), read=values.read_name),
    Flag(
        option="avoid",
        spelling="--no",
        names=("no", "avoid", "negative", "neg", "exclude"),
        read=values.read_name,
        takes=Takes.WORDS,
    ),
    Flag(
        option="private",
        spelling="--private",
        names=("private",),
        read=values.read_switch,
        allowed=("true", "false"),
        takes=Takes.NOTHING,
    ),
    Flag(
        option="transparent",
        spelling="--transparent",
        names=("transparent", "transparency"),
        read=values.read_switch,
        allowed=("true", "false"),
        takes=Takes.NOTHING,
    ),
    Flag(
        option="enhance",
        spelling="--enhance",
        names=("enhance", "improve", "optimize", "optimise"),
        read=values.read_switch,
        allowed=("true", "false"),
        takes=Takes.NOTHING,
    ),
    Flag(
        option="models",
        spelling="--models",
        names=("models", "compare"),
        read=values.read_models,
        pattern=re.compile(rf"{_RUN}(?:[^\S\n]*[,，、][^\S\n]*{_RUN})*"),
    ),
)
_BY_NAME = {name: flag for flag in FLAGS for name in flag.names}
_SLIP_MIN = 4
_STRICT = [name for name, flag in _BY_NAME.items() if flag.strict and len(name) >= _SLIP_MIN]
_BEGINNINGS = frozenset(name[:2] for name in _STRICT)

# What people bring along from other tools, and what it is here.
_FOREIGN = {
    "images": "-n",
    "number": "-n",
    "hd": "--quality high",
    "draft": "--quality low",
    "1k": "--resolution 1k",
    "2k": "--resolution 2k",
    "4k": "--resolution 4k",
    "png": "--format png",
    "jpg": "--format jpeg",
    "jpeg": "--format jpeg",
    "webp": "--format webp",
    "square": "--ratio 1:1",
    "portrait": "--ratio 2:3",
    "landscape": "--ratio 3:2",
    "wide": "--ratio 16:9",
    "w": "--size",
    "h": "--size",
    "width": "--size",
    "height": "--size",
    "v": "--model",
    "version": "--model",
    "without": "--no",
    "sref": "as:style",
    "cref": "as:character",
    "oref": "as:subject",
    "stealth": "--private",
    "alpha": "--transparent",
    "nobg": "--transparent",
    "no-background": "--transparent",
    "sticker": "--transparent",
}


def find(name: str) -> Flag | None:
    """The flag of a name without dashes, in any case, `_` for `-`."""
    return _BY_NAME.get(name.lower().replace("_", "-"))


def suggest(name: str) -> str | None:
    """What an unknown flag was probably meant to be, as we spell it."""
    name = name.lower().replace("_", "-")
    if name in _FOREIGN:
        return _FOREIGN[name]
    near = closest(name, [known for known in _BY_NAME if len(known) > 1])
    return _BY_NAME[near].spelling if near else None


@lru_cache(maxsize=1024)
def nearly(name: str) -> Flag | None:
    """The flag whose value could follow a word after one long dash, if it is one with a slip."""
    name = name.lower()
    if len(name) < _SLIP_MIN or name[:2] not in _BEGINNINGS:
        return None
    near = difflib.get_close_matches(name, _STRICT, n=1, cutoff=0.75)
    return _BY_NAME[near[0]] if near else None


_HINTING = ("ratio", "size", "resolution", "quality", "format")


def suggest_value(flag: Flag, value: str) -> str | None:
    """What was probably meant, as it should be typed: another value, or another flag for it."""
    for other in FLAGS:
        if other is not flag and other.option in _HINTING and other.read(value) is not None:
            return f"{other.spelling} {value}"
    near = values.near_ratio(value) if flag.option == "ratio" else None
    if near is None and value.isalpha():
        near = closest(value, flag.allowed)
    return f"{flag.spelling} {near}" if near else None
