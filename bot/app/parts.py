"""What a Bot is made of. Built once, by bootstrap."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from importlib import metadata
from typing import TypeVar

from bot.app.budgets import Budgets
from bot.app.export_files import ExportFiles
from bot.app.people import People
from bot.app.rates import EVENTS, Rate
from bot.app.rights import Viewer
from bot.app.scopes import chat_scopes, chosen, person_scope, with_preferences
from bot.catalog import Catalog
from bot.credits.ledger import Ledger
from bot.credits.prices import PriceList
from bot.credits.usage import TokensUsed
from bot.errors import CannotPostHere, UnknownModel
from bot.jobs.removals import Removals
from bot.jobs.submit import SubmitLimits
from bot.models import (
    Caller,
    ChatLimits,
    ChatRef,
    ImageRequest,
    Job,
    MessageRef,
    Order,
    PersonId,
    Preferences,
    Quote,
)
from bot.ports import AssetStore, Books, Clock, JobQueue, Leases, Messenger, TextModel, UnitOfWork
from bot.prompts.changes import QuickChanges
from bot.prompts.cheaper import cheapest
from bot.prompts.compose import Defaults, check_able
from bot.references.intake import Intake
from bot.replies import Phrases, Words

log = logging.getLogger(__name__)

T = TypeVar("T")

SKETCH = "sketch"
"""The provider that is a plain program."""
PROGRAM = "imagine"
"""As it is installed."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Shared by all use cases. `messengers` is filled as platforms connect.

    `partials` holds the unfinished pictures of this process; `sketch` says that no real model is
    configured; what costs more than `confirm_above` credits is asked about first; records that only
    an operator looks at again go after `records_kept`; `text` is the
    text model, where one is connected; `changes` are the quick ones;
    `unknown_words` are those that a request's model cannot show; `version` is this program's.
    """

    uow: UnitOfWork
    assets: AssetStore
    partials: AssetStore
    intake: Intake
    queue: JobQueue
    leases: Leases
    clock: Clock
    words: Words
    catalog: Catalog
    prices: PriceList
    ledger: Ledger
    people: People
    limits: SubmitLimits
    references_max: int
    sketch: bool
    confirm_above: int
    budgets: Budgets
    records_kept: timedelta = timedelta(days=400)
    event_rate: Rate = EVENTS
    text: TextModel | None = None
    unknown_words: Callable[[ImageRequest], Sequence[str]] = lambda _: ()
    changes: QuickChanges = field(default_factory=QuickChanges)
    version: str = field(default_factory=lambda: metadata.version(PROGRAM))
    defaults: Defaults = field(default_factory=Defaults)
    exports: ExportFiles = field(default_factory=ExportFiles)
    messengers: dict[str, Messenger] = field(default_factory=dict)

    def say(self, caller: Caller) -> Phrases:
        """The wording in the caller's language."""
        return self.words.for_locale(caller.locale)

    def person(self, books: Books, caller: Caller) -> PersonId:
        """The person behind a caller, made where they are new."""
        now = self.clock.now()
        team = self.people.team_of(caller)
        return self.people.admit(books, caller.user, name=caller.name, now=now, team=team)

    def found(self, books: Books, caller: Caller) -> PersonId | None:
        """The person behind a caller, if seen before in the team they speak in."""
        return books.people.find(caller.user, self.people.team_of(caller))

    def viewer(self, books: Books, caller: Caller) -> Viewer:
        """The caller as they stand to jobs. Writes nobody down."""
        return Viewer(
            user=caller.user,
            person=self.found(books, caller),
            team=self.people.team_of(caller),
            moderates=self.people.moderates(caller),
        )

    async def view(self, caller: Caller, work: Callable[[Books, Viewer], T]) -> T:
        """Read what a caller may see."""
        return await self.uow.read(lambda books: work(books, self.viewer(books, caller)))

    async def read_as(self, caller: Caller, work: Callable[[Books, PersonId], T]) -> T:
        """Read what is a caller's own. Only somebody new has to be written down for it."""

        def known(books: Books) -> tuple[T] | None:
            person = self.found(books, caller)
            return None if person is None else (work(books, person),)

        found = await self.uow.read(known)
        if found is not None:
            return found[0]
        return await self.uow.write(lambda books: work(books, self.person(books, caller)))

    def quote(self, request: ImageRequest) -> Quote:
        """Price a request. Raises UnknownModel, and Unsupported: what cannot be has no price."""
        check_able(request, self.catalog)
        return self.prices.quote_request(self.catalog.get(request.model), request)

    def charge(self, request: ImageRequest, quote: Quote, used: TokensUsed | None) -> int:
        """What all pictures of a quote cost, by what was used of the model; at most the quote."""
        try:
            card = self.catalog.get(request.model)
        except UnknownModel:
            return quote.total
        return self.prices.charge(card, request, quote, used)

    def partials_of(self, request: ImageRequest) -> int:
        """How many partial pictures a request may ask for."""
        return self.prices.partials(self.catalog.get(request.model), request)

    def least(self, requests: Iterable[ImageRequest]) -> int:
        """What the requests would cost at their cheapest, in credits."""
        cheap = (cheapest(request, self.catalog.get(request.model)) for request in requests)
        return sum(self.quote(request).total for request in cheap)

    def trained(self, model: str) -> bool:
        """Whether a trained model makes the pictures, and not a plain program."""
        try:
            return self.catalog.get(model).provider != SKETCH
        except UnknownModel:
            return True  # one that is gone; the plain program is always there

    async def defaults_for(self, order: Order) -> Defaults:
        """What holds where an order says nothing: its person's choice, its chat's, the built-in."""

        def work(books: Books) -> Preferences:
            person = self.found(books, order.caller)
            own = (person_scope(person),) if person else ()
            return chosen(books, (*chat_scopes(order, self.people.team_of(order.caller)), *own))

        return with_preferences(self.defaults, await self.uow.read(work), self.catalog)

    def defaults_of(self, job: Job, defaults: Defaults) -> Defaults:
        """What an edit of a job's picture goes on with: its model, if it is still there.

        The words of an edit, and a pointer to what it changes, tell of the picture: of a private
        one everything is private until its owner says otherwise.
        """
        defaults = replace(
            defaults,
            private=defaults.private or job.request.private,
            transparent=job.request.transparent,
        )
        try:
            card = self.catalog.get(job.request.model)
        except UnknownModel:
            return defaults
        return replace(defaults, model=card.retired_for or card.id, quality=job.request.quality)

    async def unpost(self, message: MessageRef) -> None:
        """Take a message of ours out of its chat, now or as soon as the chat lets us."""
        await self.removals.remove(message)

    @cached_property
    def removals(self) -> Removals:
        """What is to go from the chats, over restarts."""
        return Removals(uow=self.uow, clock=self.clock, messengers=self.messengers)

    async def forget_unused(self, files: Iterable[str]) -> None:
        """Delete these files, by their hashes, unless a picture or an order needs one."""
        for sha256 in sorted(files):
            await self.intake.forget(sha256, needed=self._needs)

    async def _needs(self, sha256: str) -> bool:
        return await self.uow.read(lambda books: books.pictures.in_use(sha256))

    async def preflight(
        self, chat: ChatRef, caller: Caller, *, private: bool | None = False
    ) -> ChatLimits:
        """What the chat can take. Raises CannotPostHere before anything is spent.

        `private` is None where it is not known yet: then it raises if it would either way.
        """
        limits = await self.messengers[chat.platform].limits(chat, caller.user)
        apart = limits.private_apart and private is not False
        if not (limits.may_post or apart):
            raise CannotPostHere(mend=limits.mend)
        return limits
