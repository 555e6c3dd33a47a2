"""What holds where a person says nothing: their own choice, their channel's or their server's."""

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Self

from bot.models.pictures import ImageFormat, Quality, Ratio, Resolution


class Spoiler(StrEnum):
    """Whether a chat hides pictures behind a spoiler until they are tapped."""

    NEVER = "never"
    ALWAYS = "always"
    ASK = "ask"  # where the person asks for it


class AgeRestricted(StrEnum):
    """In which channels the bot draws, by the platform's mark for adults."""

    ANYWHERE = "anywhere"
    ONLY = "only"  # in channels with the mark
    NEVER = "never"  # in channels without it


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """Choices of one scope; None where it makes none.

    `spoiler` and `age_restricted` are for chats alone; `budget_day`, in credits, for a whole team.
    """

    model: str | None = None
    quality: Quality | None = None
    ratio: Ratio | None = None
    resolution: Resolution | None = None
    format: ImageFormat | None = None
    style: str | None = None
    private: bool | None = None
    spoiler: Spoiler | None = None
    age_restricted: AgeRestricted | None = None
    budget_day: int | None = None

    def over(self, wider: Self) -> Self:
        """These choices, and those of a wider scope where there are none."""
        made = {name: value for name, value in self.made().items() if value is not None}
        return replace(wider, **made)  # type: ignore[arg-type]

    def made(self) -> dict[str, object]:
        """Every choice by its name, None where it is not made."""
        return {one.name: getattr(self, one.name) for one in fields(self)}
