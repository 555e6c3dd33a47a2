"""How facts are written before they are set into a sentence: by type, and by the unit in a name.

A fact named `..._s` is a duration, `..._bytes` a file size, `..._pixels` an area; a datetime is a
date; a list is "a, b and c", or "a, b or c" under the names of CHOICES. What is empty or None
becomes the word `none`, and a bool `yes` or `no`, which sentences select on and never show.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.numbers import format_percent
from babel.units import format_unit

from bot.replies.plain import one_line

FACT_CHARS_MAX = 400
"""A fact is part of a sentence, or at most a sentence itself; a longer one is cut."""

CHOICES = frozenset({"allowed", "known"})
"""Lists to pick one from."""

FactValue = str | int | float | bool | datetime | Sequence[str] | None

BYTES_PER_MB = 2**20
PIXELS_PER_MEGAPIXEL = 1_000_000
SECONDS_STEP = 5
"""Nobody waits "about 17 seconds"."""
SMALLEST_SHARE = 1.5
"""Below one and a half of the larger unit, the smaller one is said: 80 seconds, then 2 minutes."""


def written(facts: Mapping[str, FactValue], locale: Locale) -> dict[str, str | int | float]:
    """Facts as Fluent takes them: text is ready, numbers are still to be declined."""
    return {name: _written(name, value, locale) for name, value in facts.items()}


def duration(seconds: float, locale: Locale) -> str:
    """Round to what people say: 5-second steps up to a minute and a half, then minutes, hours."""
    steps = max(1, round(seconds / SECONDS_STEP))
    rounded = steps * SECONDS_STEP
    return format_timedelta(timedelta(seconds=rounded), threshold=SMALLEST_SHARE, locale=locale)


def day(moment: datetime, locale: Locale) -> str:
    """The date, in UTC: the core does not know where a person lives."""
    return calendar_day(moment.astimezone(UTC).date(), locale)


def calendar_day(at: date, locale: Locale) -> str:
    """A date that is one everywhere."""
    return format_date(at, "medium", locale=locale)


def minute(moment: datetime, locale: Locale) -> str:
    """Date and time of day, in UTC."""
    return f"{day(moment, locale)} {moment.astimezone(UTC):%H:%M}"


def percent(share: float, locale: Locale) -> str:
    """A share of 0 to 1, as per cent with at most one digit after the point."""
    return format_percent(share, "#,##0.#%", locale=locale)


def file_size(size_bytes: float, locale: Locale) -> str:
    """Megabytes as chats count them (2**20), or kilobytes below one."""
    megabytes = size_bytes / BYTES_PER_MB
    if megabytes < 1:
        return format_unit(max(1, round(megabytes * 1024)), "kilobyte", "short", locale=locale)
    return format_unit(round(megabytes, 1), "megabyte", "short", locale=locale)


def _written(name: str, value: FactValue, locale: Locale) -> str | int | float:
    if value is None or value == "" or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _measured(name, value, locale)
    if isinstance(value, datetime):
        return day(value, locale)
    return _text(value, locale, style="or" if name in CHOICES else "standard")


def _measured(name: str, value: float, locale: Locale) -> str | int | float:
    if name.endswith("_s"):
        return duration(value, locale)
    if name.endswith("_bytes"):
        return file_size(value, locale)
    if name.endswith("_pixels") or name == "pixels":
        area = round(value / PIXELS_PER_MEGAPIXEL, 1)
        return format_unit(area, "megapixel", "long", locale=locale)
    return value


def _text(value: str | Sequence[str], locale: Locale, *, style: Literal["standard", "or"]) -> str:
    if isinstance(value, str):
        return one_line(value, most=FACT_CHARS_MAX) or "none"
    parts = [one_line(part, most=FACT_CHARS_MAX) for part in value]
    return format_list(parts, style=style, locale=locale) if parts else "none"
