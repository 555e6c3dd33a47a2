"""Orders in words: what they ask for is read, priced, and started or asked about."""

from collections.abc import Sequence
from dataclasses import replace

from bot.app.building import being_drawn
from bot.app.comparing import compared_models
from bot.app.confirming import Confirming
from bot.app.enhancing import Enhancing
from bot.app.fields import read_fields
from bot.app.parts import Parts
from bot.app.reading import Reading, Understood
from bot.app.rights import Viewer
from bot.app.sources import find_source, named_by, visible_job, wants_edit
from bot.app.submitting import Ask
from bot.errors import InvalidPrompt, UserError
from bot.models import (
    ChatLimits,
    Job,
    JobId,
    Operation,
    Order,
    PersonId,
    PictureRef,
    Plan,
    Reply,
)
from bot.ports import Books
from bot.prompts.parse import parse
from bot.prompts.slips import without_slip
from bot.prompts.talking import joins_on
from bot.replies import Proposed, proposal_card

LATEST_AMONG = 5
"""How many of a person's last wishes are looked at for the picture that words may be about."""


class Ordering:
    """Answers with a card where a yes is needed first, else with None: the chat shows the job."""

    def __init__(
        self, parts: Parts, *, reading: Reading, confirming: Confirming, enhancing: Enhancing
    ) -> None:
        self._parts = parts
        self._reading = reading
        self._confirming = confirming
        self._enhancing = enhancing

    async def order(self, order: Order) -> Reply | None:
        """Make a job of an order; one that points at a picture is an edit of it."""
        try:
            return await self._ordered(order)
        except InvalidPrompt as slip:
            return await self.cure(order, slip)

    async def cure(self, order: Order, slip: InvalidPrompt) -> Reply:
        """Say what is wrong, and offer the order without it. Raises the slip where that fails."""
        meant = without_slip(order.text, slip)
        if meant is None:
            raise slip
        try:
            return await self.propose(replace(order, text=meant), instead_of=slip)
        except UserError:
            raise slip from None

    async def _ordered(self, order: Order) -> Reply | None:
        room = await self._parts.preflight(order.chat, order.caller, private=None)
        order = read_fields(order, self._parts.changes)
        async with self._reading.understood(order, admit=False) as understood:
            if understood.parsed.models is not None:
                return await self._compared(order, understood, room)
            plan = self._reading.plan(understood)
            await self._require_place(order, room, [plan])
            if understood.parsed.enhance and plan.request.operation is Operation.GENERATE:
                await self._reading.admit(order.caller, plan)
                return await self._enhancing.propose(Ask.of_order(order), plan)
            return await self._confirming.start(Ask.of_order(order), [plan])

    async def propose(
        self, order: Order, *, instead_of: UserError | None = None, latest: bool = False
    ) -> Reply:
        """Offer an order by one button with its price; nothing is charged before it is pressed.

        `instead_of` is why it cannot be taken as it was meant; `latest` says that its picture was
        guessed to be the person's newest. Raises UserError.
        """
        await self._parts.preflight(order.chat, order.caller)
        async with self._reading.understood(order) as understood:
            plan = self._reading.plan(understood)
            offer = self._confirming.offer([plan])
            draft = await self._confirming.keep(Ask.of_order(order), [offer])
        return proposal_card(
            self._parts.say(order.caller),
            draft=draft,
            offered=_offered(order, plan),
            price=offer.total,
            request=plan.request,
            instead_of=instead_of,
            latest=latest,
        )

    async def latest(self, order: Order) -> PictureRef | None:
        """The newest picture that the caller made in this chat, if a recent wish made one."""

        def work(books: Books, person: PersonId) -> PictureRef | None:
            for job in books.jobs.recent(person, limit=LATEST_AMONG):
                if job.chat == order.chat and not job.deleted:
                    made = books.pictures.of(job.id)
                    return made[0].ref if made else None
            return None

        return await self._parts.read_as(order.caller, work)

    async def goes_on(self, order: Order) -> bool:
        """Whether words join on to a wish of the same person's that is still being drawn."""
        if not (wants_edit(order) and joins_on(order.text)):
            return False
        draft = parse(order.text, editing=True, names=order.mentions)

        def work(books: Books, viewer: Viewer) -> bool:
            try:
                ref = named_by(order, books, draft.pick)
                coming = being_drawn(books, order, ref, draft, viewer)
            except UserError:
                return False
            return coming is not None and viewer.owns(coming.job)

        return await self._parts.view(order.caller, work)

    async def enhance(self, order: Order) -> Reply | None:
        """Show better words for an order, or for the picture replied to."""
        await self._parts.preflight(order.chat, order.caller)
        if wants_edit(order) and not order.text.strip():
            return await self._enhancing.propose(Ask.of_order(order), await self._shown(order))
        async with self._reading.understood(order) as understood:
            plan = self._reading.plan(understood)
            return await self._enhancing.propose(Ask.of_order(order), plan)

    async def compare(self, order: Order) -> Reply | None:
        """Make the same picture with each of several models: one job each, all or none."""
        room = await self._parts.preflight(order.chat, order.caller, private=None)
        async with self._reading.understood(order) as understood:
            return await self._compared(order, understood, room)

    async def _compared(
        self, order: Order, understood: Understood, room: ChatLimits
    ) -> Reply | None:
        asked = understood.parsed.models or ()
        models = compared_models(self._parts.catalog, asked)
        plans = [self._reading.plan(understood, model=model) for model in models]
        await self._require_place(order, room, plans)
        return await self._confirming.start(Ask.of_order(order), plans)

    async def _require_place(self, order: Order, room: ChatLimits, plans: Sequence[Plan]) -> None:
        """Raise CannotPostHere where a chat takes nothing and not all is for its person alone."""
        if not room.may_post:
            private = all(plan.request.private for plan in plans)
            await self._parts.preflight(order.chat, order.caller, private=private)

    async def _shown(self, order: Order) -> Plan:
        def work(books: Books, viewer: Viewer) -> Plan:
            source = find_source(books, named_by(order, books, None), viewer)
            return Plan(request=source.job.request)

        return await self._parts.view(order.caller, work)

    async def reword(self, order: Order, job_id: JobId) -> Reply | None:
        """Run a job's recipe again with other words."""
        await self._parts.preflight(order.chat, order.caller)
        parsed = parse(order.options.get("prompt") or order.text, names=order.mentions)

        def work(books: Books, viewer: Viewer) -> Job:
            return visible_job(books, job_id, viewer)

        job = await self._parts.view(order.caller, work)
        plan = Plan(request=replace(job.request, prompt=parsed.prompt))
        return await self._confirming.start(Ask.of_order(order), [plan])


def _offered(order: Order, plan: Plan) -> Proposed:
    if plan.request.operation is Operation.GENERATE:
        return Proposed.DRAW
    return Proposed.EDIT if wants_edit(order) else Proposed.CHANGE_PHOTO
