"""What operators are told: the findings of a check-up, and what only people can end."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.models.refs import TeamId


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


@dataclass(frozen=True, kw_only=True)
class Outage:
    """A provider that refuses us, and what it refuses: `model`, "" for all.

    `reason` is ProviderRefused's; `detail` is for the log, never for a chat.
    """

    provider: str
    model: str
    reason: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class BudgetSpent:
    """A day's budget that an order ran into: a team's, or of all where `team` is empty."""

    team: TeamId
    limit: int


@dataclass(frozen=True, kw_only=True)
class PriceDrift:
    """A model whose provider counts other tokens than the price table: how it could be right.

    `percent` is by how much more it counts (negative: less), over `orders` orders. The table's
    `row` says `patches` for `quality`; `suggested` would have been nearer.
    """

    model: str
    quality: str
    row: str
    orders: int
    percent: int
    patches: int
    suggested: int


@dataclass(frozen=True, kw_only=True)
class ModelEnding:
    """A model that its provider ends on a day that models.toml does not know of."""

    model: str
    title: str
    on: date


@dataclass(frozen=True, kw_only=True)
class FilesRefused:
    """A place that takes no files of ours, and its code: what is made waits in inboxes.

    `reason` is DeliveryError's `no_files`.
    """

    platform: str
    place: str
    code: str
    reason: str


OperatorNotice = Outage | BudgetSpent | PriceDrift | ModelEnding | FilesRefused
"""What operators are written to about."""
