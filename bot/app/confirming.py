"""What waits for a yes: a dear order, better words, several models. Nothing is held for it."""

from collections.abc import Sequence

from bot.app.admission import Admission
from bot.app.parts import Parts
from bot.app.submitting import Ask, Submitting, new_id
from bot.errors import InsufficientCredits, JobNotFound, NotAllowed
from bot.models import Draft, ImageRequest, JobId, Offer, PersonId, Plan, Press, Reply
from bot.ports import Books
from bot.prompts.cheaper import Way, lower
from bot.replies import Asked, Cheaper, confirm_card, notice

OPEN_DRAFTS_MAX = 20
"""Of one person; the oldest questions are closed beyond that."""


class Confirming:
    """Asks before it starts, and starts what was agreed to. Whoever agrees pays."""

    def __init__(self, parts: Parts, *, submitting: Submitting, admission: Admission) -> None:
        self._parts = parts
        self._submitting = submitting
        self._admission = admission

    async def start(
        self, ask: Ask, plans: Sequence[Plan], *, tariff: str | None = None
    ) -> Reply | None:
        """Start jobs that are cheap or agreed to; else keep them and ask, with a cheaper way.

        `tariff` is the one that a pressed button's price came from: under another one it may have
        become untrue, so it is asked. Raises InsufficientCredits where not even the cheaper way can
        be paid, TooManyJobs and BudgetReached.
        """
        asked = self.offer(plans)
        told = tariff in {None, self._parts.prices.tariff}
        if ask.confirmed or (told and asked.total <= self._parts.confirm_above):
            await self._submitting.start(ask, plans)
            return await self._begun(ask, plans)
        return await self._ask(ask, asked)

    def offer(self, plans: Sequence[Plan]) -> Offer:
        """Plans with what they cost together."""
        total = sum(self._parts.quote(plan.request).total for plan in plans)
        return Offer(plans=tuple(plans), total=total)

    async def keep(self, ask: Ask, offers: Sequence[Offer]) -> JobId:
        """Keep what was asked until it is agreed to; the id is for its buttons."""
        now = self._parts.clock.now()

        def work(books: Books) -> JobId:
            draft = Draft(
                id=new_id(),
                person=self._parts.person(books, ask.caller),
                created_at=now,
                offers=tuple(offers),
                in_reply_to=ask.in_reply_to,
                team=self._parts.people.team_of(ask.caller),
            )
            books.drafts.add(draft)
            books.drafts.close_oldest(draft.person, keep=OPEN_DRAFTS_MAX, at=now)
            return draft.id

        return await self._parts.uow.write(work)

    async def confirm(self, press: Press) -> Reply | None:
        """Start what the button offers; asks again where its price is another one by now."""
        draft, offer = await self._agreed(press)
        private = all(plan.request.private for plan in offer.plans)
        await self._parts.preflight(press.chat, press.caller, private=private)
        ask = Ask(
            event_key=press.event_key,
            caller=press.caller,
            chat=press.chat,
            in_reply_to=draft.in_reply_to,
        )
        now_costs = self.offer(offer.plans)
        if now_costs.total != offer.total:
            return await self._ask(ask, now_costs)
        await self._submitting.start(
            ask, offer.plans, claim=lambda books: self._close(books, draft)
        )
        await self._clear(press)
        return await self._begun(ask, offer.plans)

    async def _begun(self, ask: Ask, plans: Sequence[Plan]) -> Reply | None:
        """Say where it comes, where nothing of it is to be seen in the chat."""
        if not all(plan.request.private for plan in plans):
            return None
        limits = await self._parts.messengers[ask.chat.platform].limits(ask.chat, ask.caller.user)
        return notice(self._parts.say(ask.caller), "comes-alone") if limits.private_apart else None

    async def refuse(self, press: Press) -> Reply:
        """Make nothing of it: a no is for the one who was asked."""

        def work(books: Books) -> None:
            person = self._parts.person(books, press.caller)
            draft = self._visible(books, press, person)
            if draft.person != person:
                raise NotAllowed("not-asked")
            self._close(books, draft)

        await self._parts.uow.write(work)
        await self._clear(press)
        return notice(self._parts.say(press.caller), "refused")

    async def _ask(self, ask: Ask, asked: Offer) -> Reply:
        await self._admission.check(ask.caller, [plan.request for plan in asked.plans])
        available = await self._available(ask)
        cheaper = self._cheaper(asked)
        offers = [asked, cheaper[1]] if cheaper else [asked]
        if all(one.total > available for one in offers):
            least = self._parts.least(plan.request for plan in asked.plans)
            raise InsufficientCredits(needed=asked.total, available=available, least=least)
        return confirm_card(
            self._parts.say(ask.caller),
            draft=await self.keep(ask, offers),
            asked=[self._asked(plan.request) for plan in asked.plans],
            available=available,
            cheaper=_as_told(cheaper) if cheaper else None,
        )

    def _asked(self, request: ImageRequest) -> Asked:
        card = self._parts.catalog.get(request.model)
        return Asked(
            request=request,
            model_title=card.title,
            price=self._parts.quote(request).total,
            parts=self._parts.prices.parts(card, request),
        )

    def _cheaper(self, asked: Offer) -> tuple[Way, Offer] | None:
        """The first way to do all of it for less."""
        for way in Way:
            offer = self.offer([self._lowered(plan, way) for plan in asked.plans])
            if offer.total < asked.total:
                return way, offer
        return None

    def _lowered(self, plan: Plan, way: Way) -> Plan:
        card = self._parts.catalog.get(plan.request.model)
        return Plan(request=lower(plan.request, card, way) or plan.request, notes=plan.notes)

    async def _agreed(self, press: Press) -> tuple[Draft, Offer]:
        def work(books: Books, person: PersonId) -> Draft:
            return self._visible(books, press, person)

        draft = await self._parts.read_as(press.caller, work)
        if not 1 <= press.action.index <= len(draft.offers):
            raise JobNotFound()
        return draft, draft.offers[press.action.index - 1]

    def _visible(self, books: Books, press: Press, person: PersonId) -> Draft:
        draft = books.drafts.get(press.action.job)
        if draft is None or draft.team != self._parts.people.team_of(press.caller):
            raise JobNotFound()
        if draft.closed_at is not None:
            raise JobNotFound("answered")
        private = any(plan.request.private for offer in draft.offers for plan in offer.plans)
        if private and person != draft.person:
            raise NotAllowed("private")
        return draft

    def _close(self, books: Books, draft: Draft) -> None:
        if not books.drafts.close(draft.id, at=self._parts.clock.now()):
            raise JobNotFound("answered")

    async def _available(self, ask: Ask) -> int:
        now = self._parts.clock.now()

        def work(books: Books, person: PersonId) -> int:
            return self._parts.ledger.balance(books, person=person, now=now).available

        return await self._parts.read_as(ask.caller, work)

    async def _clear(self, press: Press) -> None:
        """Take the card away, so that its buttons are not pressed in vain."""
        if press.message is not None:
            await self._parts.unpost(press.message)


def _as_told(cheaper: tuple[Way, Offer]) -> Cheaper:
    way, offer = cheaper
    return Cheaper(way=way, request=offer.plans[0].request, total=offer.total)
