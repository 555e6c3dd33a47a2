"""What operators are told before it costs anybody: prices that drift, and models that end."""

import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.catalog import Catalog, ModelCard
from bot.credits.prices import Metered, PriceList, wanted_of
from bot.credits.usage import tokens_used
from bot.jobs.told import is_first
from bot.models import ImageRequest, ModelEnding, OperatorNotice, PriceDrift, Quality
from bot.models.drawing import PARTIALS_MAX
from bot.ports import Clock, Leases, UnitOfWork

log = logging.getLogger(__name__)

ORDERS = 50
"""So many of a model and quality are compared."""
READ_MAX = 200
"""Of a model's latest orders, over all its qualities."""
DRIFT_MAX = 0.02
LOOK_S = 600.0
ENDS_EVERY = 144
"""Model lists are read at every so many looks: once a day."""
AHEAD_DAYS = (90, 30, 7, 0)
"""An operator hears of a model's end so many days before it."""
TOLD_LASTS = timedelta(days=400)

Order = tuple[ImageRequest, Mapping[str, object]]


Ends = Callable[[], Awaitable[Mapping[str, date]]]
"""The last day of each model that its provider lists with one, by the provider's name for it."""


@dataclass(frozen=True, kw_only=True)
class Foresight:
    """Compares the tables with what providers say, in the process that leads."""

    uow: UnitOfWork
    clock: Clock
    leases: Leases
    catalog: Catalog
    prices: PriceList
    ends: Ends
    hear: Callable[[OperatorNotice], Awaitable[None]]

    async def run(self) -> None:
        """Look until cancelled; what fails is tried again at the next look."""
        look = 0
        while True:
            await self.clock.sleep(LOOK_S)
            if self.leases.leader:
                try:
                    await self.look(ends=look % ENDS_EVERY == 0)
                except Exception:
                    log.exception("prices and models were not looked at")
                look += 1

    async def look(self, *, ends: bool) -> None:
        """Look once, and tell what was not told yet."""
        for card in self.catalog.models():
            law = self.prices.metered(card)
            if law is not None:
                await self._prices_of(card, law)
        if ends:
            await self._ends()

    async def _prices_of(self, card: ModelCard, law: Metered) -> None:
        orders = await self.uow.read(
            lambda books: books.attempts.used(card.id, limit=READ_MAX),
        )
        for drift in drifts(card, law, orders):
            key = f"drift:{self.prices.tariff}:{card.id}:{drift.quality}"
            if await is_first(self.uow, self.clock, key=key, lasts=TOLD_LASTS):
                await self.hear(drift)

    async def _ends(self) -> None:
        today = self.clock.now().date()
        for ending in endings(self.catalog.models(), await self.ends()):
            crossed = [days for days in AHEAD_DAYS if (ending.on - today).days <= days]
            if not crossed:
                continue
            key = f"ends:{ending.model}:{ending.on}:{min(crossed)}"
            if await is_first(self.uow, self.clock, key=key, lasts=TOLD_LASTS):
                await self.hear(ending)


def endings(cards: Iterable[ModelCard], ends: Mapping[str, date]) -> Sequence[ModelEnding]:
    """The models whose last day is not in the catalogue, or is later there."""
    return [
        ModelEnding(model=card.id, title=card.title, on=on)
        for card in cards
        if card.provider == LISTED
        and (on := ends.get(card.wire)) is not None
        and (card.retires is None or card.retires > on)
    ]


LISTED = "openai"
"""The provider whose list of models says when they end."""


def drifts(card: ModelCard, law: Metered, orders: Iterable[Order]) -> Sequence[PriceDrift]:
    """Compare the latest orders of each quality with the law. Needs enough of them to say.

    An order whose size or quality the model chose says nothing of the law. Partial pictures are
    billed if they are sent, so a single picture may have taken any number of them.
    """
    by_quality: defaultdict[Quality, list[_Compared]] = defaultdict(list)
    for request, usage in orders:
        used = tokens_used([usage])
        latest = by_quality[request.quality]
        if used is None or request.size is None or request.quality is Quality.AUTO:
            continue
        if len(latest) < ORDERS and request.quality.value in law.patches:
            least = law.output_tokens(wanted_of(request)) * request.count
            shown = PARTIALS_MAX * law.partial_tokens if request.count == 1 else 0
            latest.append(_Compared(used=used.output, least=least, most=least + shown))
    return [
        drift
        for quality, latest in by_quality.items()
        if len(latest) == ORDERS and (drift := _drift(card, law, quality, latest)) is not None
    ]


@dataclass(frozen=True, kw_only=True)
class _Compared:
    used: int
    least: int
    most: int


def _drift(
    card: ModelCard, law: Metered, quality: Quality, orders: Sequence[_Compared]
) -> PriceDrift | None:
    used = sum(order.used for order in orders)
    least, most = sum(order.least for order in orders), sum(order.most for order in orders)
    if least * (1 - DRIFT_MAX) <= used <= most * (1 + DRIFT_MAX):
        return None
    law_says = most if used > most else least
    patches = next(n for name, n in law.patches.items() if name == quality.value)
    return PriceDrift(
        model=card.title,
        quality=quality.value,
        row=card.price,
        orders=len(orders),
        percent=round((used / law_says - 1) * 100),
        patches=patches,
        # Tokens grow with the square of the patches.
        suggested=max(1, round(patches * (used / law_says) ** 0.5)),
    )
