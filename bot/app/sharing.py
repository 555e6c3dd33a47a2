"""Credits for everyone of a group at once: all of them, or none."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.app.asides import no_order
from bot.app.parts import Parts
from bot.app.telling import Moved, Telling
from bot.models import Order, PersonId, Reply, UserRef
from bot.ports import Books
from bot.prompts.grants import GrantOrder, parse_grant
from bot.replies import (
    Phrases,
    grant_card,
    revoke_card,
    share_card,
    too_much_card,
    unshare_card,
)

_Move = Callable[[Books, "_Ordered"], list[Reply]]


class _Ordered:
    """One order for all of a group; `key` makes each person's part of it unique."""

    def __init__(
        self, order: Order, users: Mapping[UserRef, str], *, parts: Parts, group: str
    ) -> None:
        with no_order():
            self.asked: GrantOrder = parse_grant(order.text, order.mentions, order.options)
        self.order = order
        self.users = users
        self.group = group
        self.say: Phrases = parts.say(order.caller)
        self.now: datetime = parts.clock.now()

    @property
    def expires_at(self) -> datetime | None:
        """When what is given ends."""
        return self.now + self.asked.expires_in if self.asked.expires_in else None

    def moved(self, *, back: bool) -> Sequence[Moved]:
        """What each of the group is told."""
        return [
            Moved(
                key=f"{self.order.event_key}:{user.id}",
                by=self.order.caller,
                to=user,
                amount=-self.asked.amount if back else self.asked.amount,
                reason=self.asked.reason,
                expires_at=None if back else self.expires_at,
            )
            for user in self.users
        ]

    def key(self, verb: str, user: UserRef) -> str:
        return f"{verb}:{self.order.event_key}:{user.id}"


class Sharing:
    """Moves credits of many in one transaction, so that no crash leaves a part of them out."""

    def __init__(self, parts: Parts, telling: Telling) -> None:
        self._parts = parts
        self._telling = telling

    async def grant(
        self, order: Order, users: Mapping[UserRef, str], *, group: str = ""
    ) -> Sequence[Reply]:
        """Give each of `users`, known by these names, what the order says; one reply for each.

        Where they are a `group`, one reply tells of all.
        """
        return await self._together(order, users, self._given, group)

    async def revoke(
        self, order: Order, users: Mapping[UserRef, str], *, group: str = ""
    ) -> Sequence[Reply]:
        """Take it back from each. One reply alone tells of somebody who has less."""
        return await self._together(order, users, self._taken, group)

    async def _together(
        self, order: Order, users: Mapping[UserRef, str], move: _Move, group: str
    ) -> Sequence[Reply]:
        self._parts.people.require_admin(order.caller)
        ordered = _Ordered(order, users, parts=self._parts, group=group)

        def work(books: Books) -> list[Reply]:
            told = move(books, ordered)
            books.events.answer(order.event_key)
            return told

        told = await self._parts.uow.write(work)
        if all(one.code == "ok" for one in told):
            self._telling.tell(ordered.moved(back=move == self._taken))
        return told

    def _given(self, books: Books, ordered: _Ordered) -> list[Reply]:
        asked, now = ordered.asked, ordered.now
        expires_at, told = ordered.expires_at, []
        for user, name in ordered.users.items():
            person = self._person(books, ordered, user)
            self._parts.ledger.grant(
                books,
                person=person,
                amount=asked.amount,
                actor=str(ordered.order.caller.user),
                reason=asked.reason,
                key=ordered.key("grant", user),
                now=now,
                expires_at=expires_at,
            )
            card = grant_card(
                ordered.say,
                user_name=name,
                amount=asked.amount,
                reason=asked.reason,
                expires_at=expires_at,
            )
            told.append(card)
        if not ordered.group:
            return told
        return [
            share_card(
                ordered.say,
                group=ordered.group,
                amount=asked.amount,
                reason=asked.reason,
                expires_at=expires_at,
            )
        ]

    def _taken(self, books: Books, ordered: _Ordered) -> list[Reply]:
        asked, now, told = ordered.asked, ordered.now, []
        people = {user: self._person(books, ordered, user) for user in ordered.users}
        for user, person in people.items():
            available, name = self._available(books, person, now), ordered.users[user]
            if available < asked.amount:
                short = too_much_card(
                    ordered.say, user_name=name, amount=asked.amount, available=available
                )
                return [short]
        for user, person in people.items():
            taken = self._parts.ledger.revoke(
                books,
                person=person,
                amount=asked.amount,
                actor=str(ordered.order.caller.user),
                reason=asked.reason,
                key=ordered.key("revoke", user),
                now=now,
            )
            card = revoke_card(
                ordered.say,
                user_name=ordered.users[user],
                amount=taken,
                available_after=self._available(books, person, now),
                reason=asked.reason,
            )
            told.append(card)
        if not ordered.group:
            return told
        return [
            unshare_card(ordered.say, group=ordered.group, amount=asked.amount, reason=asked.reason)
        ]

    def _person(self, books: Books, ordered: _Ordered, user: UserRef) -> PersonId:
        name = ordered.users[user].removeprefix("@")
        team = self._parts.people.team_of(ordered.order.caller)
        return self._parts.people.admit(books, user, name=name, now=ordered.now, team=team)

    def _available(self, books: Books, person: PersonId, now: datetime) -> int:
        return self._parts.ledger.balance(books, person=person, now=now).available
