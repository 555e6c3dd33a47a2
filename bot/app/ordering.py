"""From a person's words to a job: read, price, hold, tell."""

import secrets
from dataclasses import dataclass, replace
from itertools import zip_longest

from bot.app.followups import source_reference
from bot.app.parts import Parts
from bot.app.sources import (
    Source,
    find_source,
    known_job,
    named_by,
    require_visible,
    wants_edit,
)
from bot.errors import InvalidPrompt, InvalidReference
from bot.jobs.failpoints import Failpoint, pass_by
from bot.jobs.progress import Progress
from bot.jobs.submit import submit
from bot.models import (
    Asset,
    Attachment,
    Caller,
    ChatRef,
    ImageRequest,
    Job,
    JobId,
    JobState,
    MessageRef,
    Note,
    Operation,
    Order,
    PersonId,
    Reference,
    Role,
    Size,
)
from bot.ports import Books
from bot.prompts.compose import Composed, compose
from bot.prompts.parse import ParsedPrompt, parse
from bot.references.intake import Taken

JOB_ID_BYTES = 6


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Who wants a job, where, and because of which event."""

    event_key: str
    caller: Caller
    chat: ChatRef
    in_reply_to: MessageRef | None = None


class Ordering:
    """Makes jobs. Everything is read and checked before any money moves."""

    def __init__(self, parts: Parts, *, progress: Progress, failpoint: Failpoint = pass_by) -> None:
        self._parts = parts
        self._progress = progress
        self._failpoint = failpoint

    async def order(self, order: Order) -> None:
        """Make a job of an order; one that points at a picture is an edit of it."""
        await self._parts.preflight(order.chat, order.caller)
        editing = wants_edit(order)
        draft = _draft(order, editing=editing)
        given = _given(order, draft)
        source = await self._source(order, draft) if editing else None
        taken = await self._parts.intake.take_all(given.pictures, given.roles)
        self._refuse(taken, asked=len(given.pictures))
        parsed = _with_texts(order, draft, taken, editing=editing)
        mask = await self._mask(given.mask, source, taken)
        composed = self._composed(_with_roles(parsed, given, taken), taken, source, mask)
        notes = (*composed.notes, *self._left_out(order.caller, taken))
        await self.start(_ask(order), composed.request, notes)

    async def reword(self, order: Order, job_id: JobId) -> None:
        """Run a job's recipe again with other words."""
        await self._parts.preflight(order.chat, order.caller)
        parsed = parse(order.options.get("prompt") or order.text)

        def work(books: Books) -> Job:
            job = known_job(books, job_id)
            require_visible(job, self._person(books, order.caller))
            return job

        job = await self._parts.uow.write(work)
        await self.start(_ask(order), replace(job.request, prompt=parsed.prompt))

    async def start(self, ask: Ask, request: ImageRequest, notes: tuple[Note, ...] = ()) -> None:
        """Hold the price and queue the job in one transaction, then post its status."""
        now = self._parts.clock.now()
        leases = self._parts.leases

        def work(books: Books) -> Job:
            person = self._person(books, ask.caller)
            job = Job(
                id=JobId(secrets.token_hex(JOB_ID_BYTES)),
                person=person,
                caller=ask.caller,
                chat=ask.chat,
                request=request,
                quote=self._parts.quote(request),
                state=JobState.QUEUED,
                created_at=now,
                notes=notes,
                runner="" if leases.leader else leases.runner,
                parent_message=ask.in_reply_to,
            )
            submit(
                books,
                job=job,
                ledger=self._parts.ledger,
                queue=self._parts.queue,
                limits=self._parts.limits,
                event_key=ask.event_key,
                now=now,
                failpoint=self._failpoint,
            )
            return job

        job = await self._parts.uow.write(work)
        self._failpoint("submit-committed")
        self._parts.queue.wake()
        self._progress.moved()
        await self._progress.announce(job)
        self._failpoint("submit-announced")

    def _person(self, books: Books, caller: Caller) -> PersonId:
        return self._parts.people.admit(
            books, caller.user, name=caller.name, now=self._parts.clock.now()
        )

    async def _source(self, order: Order, draft: ParsedPrompt | None) -> Source:
        pick = draft.pick if draft else None

        def work(books: Books) -> Source:
            person = self._person(books, order.caller)
            return find_source(books, named_by(order, books, pick), person)

        return await self._parts.uow.write(work)

    def _refuse(self, taken: Taken, *, asked: int) -> None:
        """Stop where nothing that was attached can be used, or more than a job may have."""
        if taken.refused and len(taken.refused) == asked:
            raise taken.refused[0]
        limit = self._parts.references_max
        if len(taken.references) > limit:
            raise InvalidReference("too-many", name="", limit=limit, count=len(taken.references))

    async def _mask(
        self, mask: Attachment | None, source: Source | None, taken: Taken
    ) -> Asset | None:
        """Read the mask for the picture it belongs to: the source, else the first reference."""
        if mask is None:
            return None
        if source is None and not taken.references:
            raise InvalidPrompt("mask-without-source")
        target = source.picture.asset if source else taken.references[0].asset
        return await self._parts.intake.take_mask(mask, _size(target))

    def _composed(
        self, parsed: ParsedPrompt, taken: Taken, source: Source | None, mask: Asset | None
    ) -> Composed:
        parts = self._parts
        if source is not None:
            return compose(
                parsed,
                catalog=parts.catalog,
                defaults=parts.defaults_of(source.job),
                operation=Operation.EDIT,
                references=(source_reference(source), *taken.references),
                source=source.picture.ref,
                source_size=_size(source.picture.asset),
                mask=mask,
            )
        masked = mask is not None
        return compose(
            parsed,
            catalog=parts.catalog,
            defaults=parts.defaults,
            operation=Operation.EDIT if masked else Operation.GENERATE,
            references=_first_is_source(taken.references) if masked else taken.references,
            source_size=_size(taken.references[0].asset) if masked else None,
            mask=mask,
        )

    def _left_out(self, caller: Caller, taken: Taken) -> tuple[Note, ...]:
        say = self._parts.say(caller)
        return tuple(
            Note(key="left-out", facts={"reason": say.error(error)}) for error in taken.refused
        )


def _draft(order: Order, *, editing: bool) -> ParsedPrompt | None:
    """Read what was typed before anything is downloaded; None where a file may hold the words."""
    try:
        return parse(order.text, order.options, editing=editing)
    except InvalidPrompt as error:
        if error.reason == "empty" and order.attachments:
            return None
        raise


@dataclass(frozen=True, kw_only=True)
class _Given:
    """The attachments with the roles said for them; the one that is a mask apart."""

    pictures: tuple[Attachment, ...]
    roles: tuple[Role | None, ...]
    roles_over: tuple[Role | None, ...]
    mask: Attachment | None


def _given(order: Order, draft: ParsedPrompt | None) -> _Given:
    roles = draft.roles if draft else ()
    pairs = list(zip_longest(order.attachments, roles[: len(order.attachments)]))
    masks = [attachment for attachment, role in pairs if role is Role.MASK]
    mask = order.mask or (masks[0] if masks else None)
    kept = [pair for pair in pairs if pair[0] is not mask]
    return _Given(
        pictures=tuple(attachment for attachment, _ in kept),
        roles=tuple(role for _, role in kept),
        roles_over=roles[len(order.attachments) :],
        mask=mask,
    )


def _with_roles(parsed: ParsedPrompt, given: _Given, taken: Taken) -> ParsedPrompt:
    """Roles by what was taken: one that was left out takes its own role with it."""
    roles = tuple(reference.role for reference in taken.references)
    return replace(parsed, roles=(*roles, *given.roles_over))


def _first_is_source(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    return (replace(references[0], role=Role.SOURCE), *references[1:])


def _size(asset: Asset) -> Size:
    return Size(width=asset.width, height=asset.height)


def _ask(order: Order) -> Ask:
    return Ask(
        event_key=order.event_key,
        caller=order.caller,
        chat=order.chat,
        in_reply_to=order.message or order.replied_to,
    )


def _with_texts(
    order: Order, draft: ParsedPrompt | None, taken: Taken, *, editing: bool
) -> ParsedPrompt:
    """A text file is part of the prompt: read again with what the files say."""
    if draft is not None and not taken.texts:
        return draft
    words = "\n".join((order.text, *(text.text for text in taken.texts)))
    return parse(words, order.options, editing=editing)
