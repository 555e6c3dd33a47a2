"""Whether an order may go on, asked before any of its files is read."""

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path

from bot.app.parts import Parts
from bot.errors import InsufficientCredits, InvalidReference, NoRoom, UserError
from bot.models import Asset, Attachment, ImageFormat, Operation, Order, Reference, Role
from bot.ports import Books
from bot.prompts.compose import compose
from bot.prompts.parse import ParsedPrompt

UNREAD = Asset(sha256="", format=ImageFormat.PNG, width=1024, height=1024, size_bytes=0)
"""Stands for a picture before anyone has read it."""


class Admission:
    """Refuses for free what could not be paid, queued or kept in the end.

    With less than `free_min_bytes` on the disk of `folder`, nothing that has files is taken in.
    """

    def __init__(self, parts: Parts, *, folder: Path, free_min_bytes: int) -> None:
        self._parts = parts
        self._folder = folder
        self._free_min_bytes = free_min_bytes

    async def check(
        self, order: Order, draft: ParsedPrompt, pictures: Sequence[Attachment], *, editing: bool
    ) -> None:
        """Raises TooManyJobs, InvalidReference, InsufficientCredits and NoRoom."""
        limit = self._parts.references_max
        if len(pictures) > limit:
            raise InvalidReference("too-many", name="", limit=limit, count=len(pictures))
        least = await self._least(order, draft, pictures, editing=editing)
        now = self._parts.clock.now()

        def work(books: Books) -> int:
            person = books.people.find(order.caller.user)
            if person is None:  # written down with the job, not for a question
                return self._parts.people.starting_at(order.caller.place)
            self._parts.limits.refuse_too_many(books, person)
            return self._parts.ledger.balance(books, person=person, now=now).available

        available = await self._parts.uow.read(work)
        if available < least:
            raise InsufficientCredits(needed=least, available=available, least=least)
        if order.attachments or order.mask:
            free = (await asyncio.to_thread(shutil.disk_usage, self._folder)).free
            if free < self._free_min_bytes:
                raise NoRoom()

    async def _least(
        self, order: Order, draft: ParsedPrompt, pictures: Sequence[Attachment], *, editing: bool
    ) -> int:
        """The price of the cheapest form; 1 where the words leave that open."""
        defaults = await self._parts.defaults_for(order)
        is_edit = editing or order.edits_attachment or order.mask is not None
        unread = [Reference(asset=UNREAD, name="", role=None) for _ in pictures]
        if editing:
            unread.insert(0, Reference(asset=UNREAD, name="", role=Role.SOURCE))
        try:
            composed = compose(
                draft,
                catalog=self._parts.catalog,
                defaults=defaults,
                operation=Operation.EDIT if is_edit else Operation.GENERATE,
                references=tuple(unread),
            )
            return self._parts.least([composed.request])
        except UserError:
            return 1
