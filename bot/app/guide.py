"""What can be done here: help, models, the caller's queue."""

from datetime import timedelta

from bot.app.confirming import Confirming
from bot.app.inbox import waiting
from bot.app.parts import Parts
from bot.app.submitting import Ask
from bot.catalog import ModelCard
from bot.jobs.eta import measured_s
from bot.jobs.health import ProviderHealth, health
from bot.jobs.standing import TIMINGS_MAX, Board
from bot.models import Caller, JobState, Order, Plan, Quality, Reply, Resolution
from bot.ports import Books
from bot.prompts.compose import compose
from bot.prompts.parse import parse
from bot.replies import (
    ModelRow,
    QueueRow,
    ServiceRow,
    examples,
    help_card,
    models_card,
    queue_card,
    service_card,
    welcome_card,
)

STATUS_SPAN = timedelta(days=1)
CALLS_MAX = 10_000
"""The latest calls of a day that are looked at."""


class Guide:
    """Answers that change nothing."""

    def __init__(self, parts: Parts, *, board: Board, confirming: Confirming) -> None:
        self._parts = parts
        self._confirming = confirming
        self._board = board

    def help(self, caller: Caller) -> Reply:
        """What can be typed."""
        return help_card(
            self._parts.say(caller),
            sketch=self._parts.sketch,
            starting=self._parts.people.starting_credits,
            references=self._parts.references_max,
            is_admin=self._parts.people.is_admin(caller),
        )

    async def welcome(self, order: Order) -> Reply:
        """What can be done, for a greeting: three pictures that one press makes."""
        say = self._parts.say(order.caller)
        offers = [self._confirming.offer([self._example(words)]) for words in examples(say)]
        draft = await self._confirming.keep(Ask.of_order(order), offers)
        return welcome_card(say, draft=draft, prices=[offer.total for offer in offers])

    def _example(self, words: str) -> Plan:
        composed = compose(parse(words), catalog=self._parts.catalog, defaults=self._parts.defaults)
        return Plan(request=composed.request, notes=composed.notes)

    async def models(self, caller: Caller) -> Reply:
        """Every model that is connected, with prices and what its pictures took here."""
        cards = self._parts.catalog.models()

        def work(books: Books) -> list[float | None]:
            return [measured_s(books.attempts.seconds(one.id, limit=TIMINGS_MAX)) for one in cards]

        seconds = await self._parts.uow.read(work)
        rows = [self._row(card, took) for card, took in zip(cards, seconds, strict=True)]
        return models_card(self._parts.say(caller), rows)

    async def status(self, caller: Caller) -> Reply:
        """How the providers did in the last day, by our own calls, and how long the queue is."""
        since = self._parts.clock.now() - STATUS_SPAN
        ended = await self._parts.uow.read(
            lambda books: books.attempts.ended(since, limit=CALLS_MAX)
        )
        providers = [card.provider for card in self._parts.catalog.models()]
        standings = (await self._board.standings()).values()
        waiting = sum(job.state is JobState.QUEUED for job, _ in standings)
        return service_card(
            self._parts.say(caller),
            services=[_service(one) for one in health(providers, ended)],
            running=len(standings) - waiting,
            waiting=waiting,
            version=self._parts.version,
        )

    async def queue(self, caller: Caller) -> Reply:
        """The caller's open jobs, and how many results could not be delivered."""

        def lost(books: Books) -> int:
            person = self._parts.found(books, caller)
            return waiting(books, person) if person else 0

        standings = await self._board.standings()
        rows = [
            QueueRow(job=job, position=standing.position, eta_s=standing.eta_s)
            for job, standing in standings.values()
            if job.caller.user == caller.user
        ]
        undelivered = await self._parts.uow.read(lost)
        return queue_card(self._parts.say(caller), rows, undelivered=undelivered)

    def _row(self, card: ModelCard, seconds: float | None) -> ModelRow:
        prices = [
            self._parts.prices.quote(card, quality=quality, resolution=resolution).unit
            for quality in card.qualities - {Quality.AUTO} or card.qualities
            for resolution in card.resolutions & set(Resolution)
        ]
        return ModelRow(
            id=card.id,
            title=card.title,
            price_least=min(prices),
            price_most=max(prices),
            use=card.use,
            default=card.id == self._parts.catalog.default,
            seconds=seconds,
            retires=card.retires,
        )


def _service(one: ProviderHealth) -> ServiceRow:
    return ServiceRow(name=one.provider, calls=one.calls, uptime=one.uptime, seconds=one.seconds)
