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
        if not self.has_room(place, spare=spare):
            return False
        self.count(place)
        return True

    def has_room(self, place: str, *, spare: int = 0) -> bool:
        """Whether `spend` would say yes."""
        return len(self._lately(place)) < self._most - spare

    def count(self, place: str) -> None:
        """Count an edit that has to be, also over the budget: others make up for it."""
        now = self._now()
        self._lately(place).append(now)
        if len(self._spent) > KEYS_MAX:
            self._forget(now)

    def _lately(self, place: str) -> deque[float]:
        spent, since = self._spent[place], self._now() - self._within_s
        while spent and spent[0] <= since:
            spent.popleft()
        return spent

    def _forget(self, now: float) -> None:
        since = now - self._within_s
        old = [place for place, spent in self._spent.items() if not spent or spent[-1] <= since]
        for place in old:
            del self._spent[place]
