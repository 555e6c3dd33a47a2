"""Credits as people ask about them: balance, history, grant, revoke."""

from collections.abc import Sequence
from datetime import datetime

from bot.app.parts import Parts
from bot.models import Balance, Caller, HistoryLine, Order, PersonId, Reply
from bot.ports import Books
from bot.prompts.grants import GrantOrder, parse_grant
from bot.replies import balance_card, grant_card, history_card, revoke_card

HISTORY_LINES = 15


class Wallet:
    """Reads and moves credits. Moving is for admins, once per event."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def read(self, caller: Caller) -> Balance:
        """What the caller can spend, holds, and loses when."""
        now = self._parts.clock.now()

        def known(books: Books) -> Balance | None:
            person = books.people.find(caller.user)
            if person is None:
                return None
            return self._parts.ledger.balance(books, person=person, now=now)

        def admitted(books: Books) -> Balance:
            person = self._parts.people.admit(books, caller.user, name=caller.name, now=now)
            return self._parts.ledger.balance(books, person=person, now=now)

        # Read far more often than anything is written, so writers need not wait for it.
        balance = await self._parts.uow.read(known)
        return balance if balance is not None else await self._parts.uow.write(admitted)

    async def balance(self, caller: Caller) -> Reply:
        """The balance as a card."""
        return balance_card(self._parts.say(caller), await self.read(caller))

    async def history(self, caller: Caller) -> Reply:
        """The latest movements as a card."""
        now = self._parts.clock.now()

        def work(books: Books) -> Sequence[HistoryLine]:
            person = self._parts.people.admit(books, caller.user, name=caller.name, now=now)
            return self._parts.ledger.history(books, person=person, limit=HISTORY_LINES)

        return history_card(self._parts.say(caller), await self._parts.uow.write(work))

    async def grant(self, order: Order) -> Reply:
        """Give credits to the person named in the order.

        The event is answered with the grant: after a crash nobody is asked to repeat it.
        """
        self._parts.people.require_admin(order.caller)
        asked = parse_grant(order.text, order.mentions)
        now = self._parts.clock.now()
        expires_at = now + asked.expires_in if asked.expires_in else None

        def work(books: Books) -> int:
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
            return self._parts.ledger.balance(books, person=person, now=now).available

        available = await self._parts.uow.write(work)
        return grant_card(
            self._parts.say(order.caller),
            user_name=_spelled(order, asked),
            amount=asked.amount,
            available_after=available,
            reason=asked.reason,
            expires_at=expires_at,
        )

    async def revoke(self, order: Order) -> Reply:
        """Take unspent credits back from the person named in the order."""
        self._parts.people.require_admin(order.caller)
        asked = parse_grant(order.text, order.mentions)
        now = self._parts.clock.now()

        def work(books: Books) -> tuple[int, int]:
            person = self._target(books, order, asked, now)
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
        return revoke_card(
            self._parts.say(order.caller),
            user_name=_spelled(order, asked),
            amount=taken,
            available_after=available,
            reason=asked.reason,
        )

    def _target(self, books: Books, order: Order, asked: GrantOrder, now: datetime) -> PersonId:
        name = _spelled(order, asked).removeprefix("@")
        return self._parts.people.admit(books, asked.user, name=name, now=now)


def _spelled(order: Order, asked: GrantOrder) -> str:
    """The user as the admin wrote them."""
    return next(
        (token for token, user in order.mentions.items() if user == asked.user), str(asked.user)
    )
