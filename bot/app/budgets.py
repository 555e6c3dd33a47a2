"""What may be spent in a day: by everyone together, and by each team."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import BudgetReached
from bot.jobs.told import is_first
from bot.models import BudgetSpent, TeamId
from bot.ports import Books, Clock, UnitOfWork

TOLD = "budget:"
TOLD_LASTS = timedelta(days=2)


def team_scope(team: TeamId) -> str:
    """The key of what a team's admins chose for all of it."""
    return f"team:{team}"


@dataclass(frozen=True, kw_only=True)
class Budgets:
    """Compares what a day's orders hold or were charged with what may be spent. Days are UTC's.

    `day_max` is the deployment's, in credits; None: no limit. `hear` tells the operator.
    """

    uow: UnitOfWork
    clock: Clock
    day_max: int | None
    hear: Callable[[BudgetSpent], Awaitable[None]]

    def require(self, books: Books, *, team: TeamId, amount: int, now: datetime) -> None:
        """Raise BudgetReached where `amount` more credits would be too many today."""
        if amount <= 0:
            return
        since = now.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.day_max is not None:
            left = self.day_max - books.holds.promised_since(since)
            if left < amount:
                raise BudgetReached("all", limit=self.day_max, left=max(left, 0), needed=amount)
        team_max = books.preferences.get(team_scope(team)).budget_day
        if team_max is not None:
            left = team_max - books.holds.promised_since(since, team=team)
            if left < amount:
                raise BudgetReached("team", limit=team_max, left=max(left, 0), needed=amount)

    async def tell(self, reached: BudgetReached, team: TeamId) -> None:
        """Have the operator told, once a day for each budget."""
        whose = team if reached.reason == "team" else TeamId("")
        key = f"{TOLD}{self.clock.now().date().isoformat()}:{whose}"
        if await is_first(self.uow, self.clock, key=key, lasts=TOLD_LASTS):
            await self.hear(BudgetSpent(team=whose, limit=reached.limit))
