"""How fast Slack may be talked to."""

from datetime import datetime, timedelta

from bot.ports import Clock

POST_INTERVAL_S = 1.0
"""Slack takes about one post a second in each channel, with short bursts."""
EDITS_PER_MINUTE = 40
"""Slack takes 50 edits a minute in a workspace; the rest is kept for results."""
CHANNELS_MAX = 10_000


class Turns:
    """Gives each channel's posts their turn, in the order they ask."""

    def __init__(self, clock: Clock, *, interval_s: float = POST_INTERVAL_S) -> None:
        self._clock = clock
        self._interval = timedelta(seconds=interval_s)
        self._next: dict[tuple[str, str], datetime] = {}

    async def take(self, team: str, channel: str) -> None:
        """Wait until a post may go into the channel."""
        now = self._clock.now()
        if len(self._next) > CHANNELS_MAX:
            self._next = {place: due for place, due in self._next.items() if due > now}
        due = max(now, self._next.get((team, channel), now))
        self._next[team, channel] = due + self._interval
        if due > now:
            await self._clock.sleep((due - now).total_seconds())


class EditBudget:
    """Counts the edits of each workspace's last minute; what is over it is not worth waiting."""

    def __init__(self, clock: Clock, *, per_minute: int = EDITS_PER_MINUTE) -> None:
        self._clock = clock
        self._per_minute = per_minute
        self._spent: dict[str, list[datetime]] = {}

    def spend(self, team: str) -> bool:
        """Count one edit; False where the minute's edits are used up."""
        now = self._clock.now()
        since = now - timedelta(minutes=1)
        recent = [at for at in self._spent.get(team, ()) if at > since]
        allowed = len(recent) < self._per_minute
        self._spent[team] = [*recent, now] if allowed else recent
        return allowed
