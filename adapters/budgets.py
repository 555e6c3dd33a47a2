"""What a platform takes so many of in a while; what is over it is not worth waiting for."""

from collections import defaultdict, deque
from collections.abc import Callable

KEYS_MAX = 10_000


class EditBudget:
    """Counts the edits of the last `within_s` seconds, for each place of its own."""

    def __init__(self, *, most: int, within_s: float, now: Callable[[], float]) -> None:
        self._most = most
        self._within_s = within_s
        self._now = now
        self._spent: defaultdict[str, deque[float]] = defaultdict(deque)

    def spend(self, place: str, *, spare: int = 0) -> bool:
        """Count one edit; False where it would not leave `spare` edits to others."""
        spent, now = self._spent[place], self._now()
        while spent and spent[0] <= now - self._within_s:
            spent.popleft()
        if len(spent) >= self._most - spare:
            return False
        spent.append(now)
        if len(self._spent) > KEYS_MAX:
            self._forget(now)
        return True

    def _forget(self, now: float) -> None:
        old = [place for place, spent in self._spent.items() if spent[-1] <= now - self._within_s]
        for place in old:
            del self._spent[place]
