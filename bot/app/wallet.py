"""Credits as people ask about them: balance, history, grant, revoke."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.app.asides import no_order
from bot.app.inbox import waiting
from bot.app.parts import Parts
from bot.app.telling import Moved, Telling
from bot.models import Balance, Caller, HistoryLine, JobId, Order, PersonId, Reply, UserRef
from bot.ports import Books
from bot.prompts.grants import GrantOrder, named_in, parse_grant
from bot.replies import (
    Phrases,
    balance_card,
    balance_of_card,
    grant_card,
    history_card,
    notice,
    revoke_card,
    too_much_card,
)

HISTORY_LINES = 15

_Statement = Callable[[Books, PersonId, Phrases, str], Reply]


class Wallet:
    """Reads and moves credits. Moving is for admins, once per event."""

    def __init__(self, parts: Parts, telling: Telling) -> None:
        self._parts = parts
        self._telling = telling

    async def read(self, caller: Caller) -> Balance:
        """What the caller can spend, holds, and loses when."""
        now = self._parts.clock.now()

        def work(books: Books, person: PersonId) -> Balance:
            return self._parts.ledger.balance(books, person=person, now=now)

        return await self._parts.read_as(caller, work)

    async def balance(self, caller: Caller) -> Reply:
        """The balance as a card; it also says what could not be delivered."""
        balance = await self.read(caller)

        def more(books: Books) -> tuple[int, bool]:
            person = self._parts.found(books, caller)
            lost = waiting(books, person) if person else 0
            return lost, len(books.people.teams(caller.user)) > 1

        undelivered, elsewhere = await self._parts.uow.read(more)
        return balance_card(
            self._parts.say(caller), balance, undelivered=undelivered, elsewhere=elsewhere
        )

    async def balance_asked(self, order: Order) -> Reply:
        """The balance of the caller, or of whom the order names: that is for admins."""
        with no_order():
            user = named_in(order.text, order.mentions)
        if user in {None, order.caller.user}:
            return await self.balance(order.caller)
        return await self._of_another(order, user, self._balance_of)

    async def history_asked(self, order: Order) -> Reply:
        """The history of the caller, or of whom the order names: that is for admins."""
        with no_order():
            user = named_in(order.text, order.mentions)
        if user in {None, order.caller.user}:
            return await self.history(order.caller)
        return await self._of_another(order, user, self._history_of)

    async def _of_another(self, order: Order, user: UserRef, read: _Statement) -> Reply:
        """What `read` tells of a person; nobody is made by being asked about."""
        self._parts.people.require_admin(order.caller)
        say, name = self._parts.say(order.caller), _spelled(order, user)

        def work(books: Books) -> Reply | None:
            person = books.people.find(user, self._parts.people.team_of(order.caller))
            return None if person is None else read(books, person, say, name)

        told = await self._parts.uow.read(work)
        if told is not None:
            return told
        return replace(notice(say, "unknown-person", name=name), code="unknown-person")

    def _balance_of(self, books: Books, person: PersonId, say: Phrases, name: str) -> Reply:
        balance = self._parts.ledger.balance(books, person=person, now=self._parts.clock.now())
        return balance_of_card(say, balance, name=name)

    def _history_of(self, books: Books, person: PersonId, say: Phrases, name: str) -> Reply:
        lines = self._parts.ledger.history(books, person=person, limit=HISTORY_LINES)
        return history_card(say, lines, name=name)

    async def history(self, caller: Caller) -> Reply:
        """The latest movements as a card."""

        def work(
            books: Books, person: PersonId
        ) -> tuple[Sequence[HistoryLine], Mapping[JobId, str]]:
            lines = self._parts.ledger.history(books, person=person, limit=HISTORY_LINES)
            return lines, _prompts(books, lines)

        lines, prompts = await self._parts.read_as(caller, work)
        return history_card(self._parts.say(caller), lines, prompts=prompts)

    async def grant(self, order: Order) -> Reply:
        """Give credits to the person named in the order.

        The event is answered with the grant: after a crash nobody is asked to repeat it.
        """
        self._parts.people.require_admin(order.caller)
        with no_order():
            asked = parse_grant(order.text, order.mentions, order.options)
        now = self._parts.clock.now()
        expires_at = now + asked.expires_in if asked.expires_in else None

        def work(books: Books) -> None:
            person = self._target(books, order, asked, now)
            self._parts.ledger.grant(
                books,
                person=person,
                amount=asked.amount,
                actor=str(order.caller.user),
                reason=asked.reason,
                key=f"grant:{order.event_key}",
                now=now,
                expires_at=expires_at,
            )
            books.events.answer(order.event_key)

        await self._parts.uow.write(work)
        self._tell(order, asked, asked.amount, expires_at)
        return grant_card(
            self._parts.say(order.caller),
            user_name=_spelled(order, asked.user),
            amount=asked.amount,
            reason=asked.reason,
            expires_at=expires_at,
        )

    async def revoke(self, order: Order) -> Reply:
        """Take unspent credits back from the person named in the order: as many as said, or none.

        What is on hold, or was spent, cannot be taken back.
        """
        self._parts.people.require_admin(order.caller)
        with no_order():
            asked = parse_grant(order.text, order.mentions, order.options)
        now = self._parts.clock.now()

        def work(books: Books) -> tuple[int, int]:
            person = self._target(books, order, asked, now)
            available = self._parts.ledger.balance(books, person=person, now=now).available
            if available < asked.amount:
                return 0, available
            taken = self._parts.ledger.revoke(
                books,
                person=person,
                amount=asked.amount,
                actor=str(order.caller.user),
                reason=asked.reason,
                key=f"revoke:{order.event_key}",
                now=now,
            )
            books.events.answer(order.event_key)
            return taken, self._parts.ledger.balance(books, person=person, now=now).available

        taken, available = await self._parts.uow.write(work)
        say, name = self._parts.say(order.caller), _spelled(order, asked.user)
        if not taken:
            return too_much_card(say, user_name=name, amount=asked.amount, available=available)
        self._tell(order, asked, -taken)
        return revoke_card(
            say,
            user_name=name,
            amount=taken,
            available_after=available,
            reason=asked.reason,
        )

    def _tell(
        self, order: Order, asked: GrantOrder, amount: int, expires_at: datetime | None = None
    ) -> None:
        moved = Moved(
            key=order.event_key,
            by=order.caller,
            to=asked.user,
            amount=amount,
            reason=asked.reason,
            expires_at=expires_at,
        )
        self._telling.tell([moved])

    def _target(self, books: Books, order: Order, asked: GrantOrder, now: datetime) -> PersonId:
        name = _spelled(order, asked.user).removeprefix("@")
        team = self._parts.people.team_of(order.caller)
        return self._parts.people.admit(books, asked.user, name=name, now=now, team=team)


def _spelled(order: Order, user: UserRef) -> str:
    """The user as the admin wrote them."""
    return next((token for token, known in order.mentions.items() if known == user), str(user))


def _prompts(books: Books, lines: Sequence[HistoryLine]) -> Mapping[JobId, str]:
    """The words of the jobs that lines are about, as far as they are still kept."""
    jobs = (books.jobs.get(line.job) for line in lines if line.job is not None)
    return {job.id: job.request.prompt for job in jobs if job is not None and not job.deleted}
