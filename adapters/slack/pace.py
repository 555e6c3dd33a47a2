"""How fast Slack may be talked to."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.budgets import EditBudget
from bot.ports import Clock

POST_INTERVAL_S = 1.0
"""Slack takes about one post a second in each channel, with short bursts."""
EDITS_PER_MINUTE = 40
"""Of statuses. Slack takes 50 edits a minute in a workspace; the rest is kept for results."""
CHANNELS_MAX = 10_000


@dataclass
class _Line:
    """Who waits for a channel: its results, and the statuses behind them."""

    due: datetime
    results: deque[object] = field(default_factory=deque)
    statuses: deque[object] = field(default_factory=deque)

    @property
    def head(self) -> object:
        return (self.results or self.statuses)[0]


class Turns:
    """Gives each channel's posts their turn, in the order they ask; statuses give way."""

    def __init__(self, clock: Clock, *, interval_s: float = POST_INTERVAL_S) -> None:
        self._clock = clock
        self._interval = timedelta(seconds=interval_s)
        self._lines: dict[tuple[str, str], _Line] = {}

    async def take(self, team: str, channel: str, *, status: bool = False) -> None:
        """Wait until a post may go into the channel; that of a `status` behind all results."""
        line, me = self._line(team, channel), object()
        waiting = line.statuses if status else line.results
        waiting.append(me)
        try:
            while line.head is not me or line.due > self._clock.now():
                # Who is not at the head yet looks again when the head has had its turn.
                await self._clock.sleep(self._wait_s(line))
            line.due = self._clock.now() + self._interval
        finally:
            waiting.remove(me)

    def _wait_s(self, line: _Line) -> float:
        left = (line.due - self._clock.now()).total_seconds()
        return left if left > 0 else self._interval.total_seconds()

    def _line(self, team: str, channel: str) -> _Line:
        now = self._clock.now()
        if len(self._lines) > CHANNELS_MAX:
            self._lines = {
                place: line
                for place, line in self._lines.items()
                if line.due > now or line.results or line.statuses
            }
        return self._lines.setdefault((team, channel), _Line(due=now))


def edit_budget(clock: Clock) -> EditBudget:
    """The edits of a workspace."""
    return EditBudget(most=EDITS_PER_MINUTE, within_s=60, now=lambda: clock.now().timestamp())
