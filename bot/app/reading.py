"""From a person's words and files to what a model will be asked. Nothing is priced or held here."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import zip_longest

from bot.app.admission import Admission
from bot.app.building import being_drawn
from bot.app.followups import source_reference
from bot.app.parts import Parts
from bot.app.rights import Viewer
from bot.app.sources import Source, find_source, named_by, wants_edit
from bot.errors import InvalidPrompt, InvalidReference, SourceNotFound, UserError
from bot.models import (
    Addressed,
    Asset,
    Attachment,
    Caller,
    ImageFormat,
    ImageRequest,
    Note,
    Operation,
    Order,
    Plan,
    Reference,
    Role,
    Size,
)
from bot.ports import Books
from bot.prompts.compose import Composed, Defaults, compose
from bot.prompts.parse import ParsedPrompt, parse
from bot.prompts.talking import is_instruction, only_refers
from bot.references.intake import Batch, Taken
from bot.references.texts import is_text

UNREAD = Asset(sha256="", format=ImageFormat.PNG, width=1, height=1, size_bytes=0)
"""Stands for an attachment before anyone has read it."""


@dataclass(frozen=True, kw_only=True)
class Understood:
    """An order as it was read: its words, its pictures, and what holds where it says nothing."""

    parsed: ParsedPrompt
    taken: Taken
    source: Source | None
    mask: Asset | None
    defaults: Defaults
    left_out: tuple[Note, ...]
    edits_first: bool = False


class Reading:
    """Reads and checks everything before any money moves."""

    def __init__(self, parts: Parts, admission: Admission) -> None:
        self._parts = parts
        self._admission = admission

    @asynccontextmanager
    async def understood(self, order: Order, *, admit: bool = True) -> AsyncIterator[Understood]:
        """Take in the words, the files and the picture that is pointed at. Raises UserError.

        When it ends, what no job or draft came to need of the files is deleted. Without `admit`, an
        order that has no files goes on unasked: it is left to the transaction that makes its job.
        """
        editing = wants_edit(order)
        wordless = editing or bool(order.attachments)  # flags alone may say what to change
        draft = parse(
            order.text, order.options, editing=editing, wordless=wordless, names=order.mentions
        )
        given = _given(order, draft)
        source = await self._source(order, draft) if editing else None
        defaults = await self._parts.defaults_for(order)
        if source is not None:
            defaults = self._parts.defaults_of(source.job, defaults)
        has_files = bool(order.attachments or order.mask)
        if admit or has_files:
            cheapest = self._cheapest(order, draft, given, source, defaults)
            await self._admission.check(order.caller, [cheapest] if cheapest else [])
        if has_files:
            await self._admission.require_room()
        files: list[str] = []
        try:
            async with self._parts.intake.batch(order.caller.user) as batch:
                files = batch.files
                taken = await batch.take_all(given.pictures, given.roles)
                self._refuse(taken, asked=len(given.pictures))
                parsed = self._worded(order, draft, taken)
                yield Understood(
                    parsed=_with_roles(parsed, given, taken),
                    taken=taken,
                    source=source,
                    mask=await self._mask(batch, given.mask, source, taken),
                    defaults=defaults,
                    left_out=self._left_out(order.caller, taken),
                    edits_first=_edits_first(order, draft, taken),
                )
        finally:
            await self._parts.forget_unused(files)

    async def admit(self, caller: Caller, plan: Plan) -> None:
        """Raise UserError where the plan could not be paid or queued."""
        await self._admission.check(caller, [plan.request])

    def _cheapest(
        self,
        order: Order,
        draft: ParsedPrompt,
        given: "_Given",
        source: Source | None,
        defaults: Defaults,
    ) -> ImageRequest | None:
        """An order as it would be with the first picture alone: others may prove unusable.

        None where the words do not tell enough before the files are read.
        """
        pictures = [one for one in given.pictures if not is_text(one.name, one.media_type)]
        if len(pictures) > (limit := self._parts.references_max):
            raise InvalidReference("too-many", name="", limit=limit, count=len(pictures))
        first = tuple(Reference(asset=UNREAD, name=one.name) for one in pictures[:1])
        understood = Understood(
            parsed=replace(draft, roles=given.roles[: len(first)]),
            taken=Taken(references=first),
            source=source,
            mask=UNREAD if given.mask else None,
            defaults=defaults,
            left_out=(),
        )
        try:
            edits_first = _edits_first(order, draft, understood.taken)
            return self._composed(replace(understood, edits_first=edits_first)).request
        except UserError:
            return None

    def plan(self, understood: Understood, *, model: str | None = None) -> Plan:
        """What the model will be asked; `model` instead of the one that was said."""
        parsed = understood.parsed
        composed = self._composed(
            replace(understood, parsed=replace(parsed, model=model or parsed.model))
        )
        source = understood.source
        builds_on = source is not None and source.picture.asset.awaited
        first = (Note(key="builds-on"),) if builds_on else ()
        return Plan(request=composed.request, notes=(*first, *composed.notes, *understood.left_out))

    def _composed(self, understood: Understood) -> Composed:
        source, mask, taken = understood.source, understood.mask, understood.taken.references
        if source is not None:
            return compose(
                understood.parsed,
                catalog=self._parts.catalog,
                defaults=understood.defaults,
                operation=Operation.EDIT,
                references=(source_reference(source), *taken),
                source=source.picture.ref,
                source_size=_size(source.picture.asset),
                mask=mask,
            )
        editing = mask is not None or understood.edits_first
        return compose(
            understood.parsed,
            catalog=self._parts.catalog,
            defaults=understood.defaults,
            operation=Operation.EDIT if editing else Operation.GENERATE,
            references=first_is_source(taken) if editing else taken,
            source_size=_size(taken[0].asset) if editing else None,
            mask=mask,
        )

    async def _source(self, order: Order, draft: ParsedPrompt) -> Source:
        def work(books: Books, viewer: Viewer) -> Source:
            ref = named_by(order, books, draft.pick)
            return being_drawn(books, order, ref, draft, viewer) or find_source(books, ref, viewer)

        return await self._parts.view(order.caller, work)

    def _worded(self, order: Order, draft: ParsedPrompt, taken: Taken) -> ParsedPrompt:
        """Add what text files say.

        An edit by pictures alone is to use them, one by flags alone to do what they mean; else it
        is "empty".
        """
        parsed = _with_texts(order, taken) if taken.texts else draft
        if parsed.prompt:
            return parsed
        count = _pictures_to_use(order, taken)
        say = self._parts.say(order.caller)
        if count:
            return replace(parsed, prompt=say("edit-use", count=count))
        if wants_edit(order) and parsed.flags_mean:
            return replace(parsed, prompt=say(parsed.flags_mean))
        raise InvalidPrompt("empty")

    def _refuse(self, taken: Taken, *, asked: int) -> None:
        """Stop where nothing that was attached can be used, or more than a job may have."""
        if taken.refused and len(taken.refused) == asked:
            raise taken.refused[0]
        limit = self._parts.references_max
        if len(taken.references) > limit:
            raise InvalidReference("too-many", name="", limit=limit, count=len(taken.references))

    async def _mask(
        self, batch: Batch, mask: Attachment | None, source: Source | None, taken: Taken
    ) -> Asset | None:
        """Read the mask for the picture it belongs to: the source, else the first reference."""
        if mask is None:
            return None
        if source is None and not taken.references:
            raise InvalidPrompt("mask-without-source")
        target = source.picture.asset if source else taken.references[0].asset
        return await batch.take_mask(mask, _size(target))

    def _left_out(self, caller: Caller, taken: Taken) -> tuple[Note, ...]:
        say = self._parts.say(caller)
        return tuple(
            Note(key="left-out", facts={"reason": say.error(error)}) for error in taken.refused
        )


@dataclass(frozen=True, kw_only=True)
class _Given:
    """The attachments with the roles said for them; the one that is a mask apart."""

    pictures: tuple[Attachment, ...]
    roles: tuple[Role | None, ...]
    roles_over: tuple[Role | None, ...]
    mask: Attachment | None


def _given(order: Order, draft: ParsedPrompt) -> _Given:
    roles = draft.roles
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


def _edits_first(order: Order, draft: ParsedPrompt, taken: Taken) -> bool:
    """Whether the first attachment is the picture to change. Raises SourceNotFound without one.

    Nobody need say so where the words do, or where a photo was sent with plain words.
    """
    if wants_edit(order):
        return False
    if order.edits_attachment and not taken.references:
        raise SourceNotFound()
    return bool(taken.references) and changes_attached(order, draft)


def changes_attached(order: Order, said: ParsedPrompt) -> bool:
    """Whether an order that points at no picture changes the first one attached."""
    spoken = order.addressed is not Addressed.COMMAND
    if order.edits_attachment and not spoken:
        return True
    if any(said.roles) or only_refers(said.prompt):
        return False
    return spoken or is_instruction(said.prompt)


def first_is_source(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The same pictures; the first is the one that is changed."""
    return (replace(references[0], role=Role.SOURCE), *references[1:])


def _size(asset: Asset) -> Size:
    return Size(width=asset.width, height=asset.height)


def _with_texts(order: Order, taken: Taken) -> ParsedPrompt:
    """A text file is part of the prompt: read again with what the files say."""
    words = "\n".join((order.text, *(text.text for text in taken.texts)))
    editing = wants_edit(order)
    return parse(words, order.options, editing=editing, wordless=True, names=order.mentions)


def _pictures_to_use(order: Order, taken: Taken) -> int:
    """How many attached pictures there are beside the one that is changed."""
    if wants_edit(order):
        return len(taken.references)
    changes = order.edits_attachment or order.addressed is not Addressed.COMMAND
    return max(len(taken.references) - 1, 0) if changes else 0
