"""What a check-up of the installation found."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How bad it is."""

    GOOD = "good"
    WARNING = "warning"  # works, but not as well as it could
    BROKEN = "broken"  # somebody will notice


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One line of `imagine doctor`: `subject` was looked at; `mend` says how to repair it."""

    subject: str
    health: Health
    text: str
    mend: str = ""
