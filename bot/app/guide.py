"""What can be done here: help, models, the caller's queue."""

from bot.app.parts import Parts
from bot.catalog import ModelCard
from bot.jobs.standing import Board
from bot.models import Caller, Quality, Reply, Resolution
from bot.replies import ModelRow, QueueRow, help_card, hint_card, models_card, queue_card


class Guide:
    """Answers that change nothing."""

    def __init__(self, parts: Parts, *, board: Board) -> None:
        self._parts = parts
        self._board = board

    def help(self, caller: Caller) -> Reply:
        """What can be typed."""
        return help_card(
            self._parts.say(caller),
            sketch=self._parts.sketch,
            starting=self._parts.people.starting_credits,
            is_admin=self._parts.people.is_admin(caller),
        )

    def hint(self, caller: Caller) -> Reply:
        """How to begin, for words without a command."""
        return hint_card(self._parts.say(caller))

    def models(self, caller: Caller) -> Reply:
        """Every model that is connected, with its cheapest and its dearest picture."""
        rows = [self._row(card) for card in self._parts.catalog.models() if not card.retired_for]
        return models_card(self._parts.say(caller), rows)

    async def queue(self, caller: Caller) -> Reply:
        """The caller's open jobs."""
        standings = await self._board.standings()
        rows = [
            QueueRow(job=job, position=standing.position, eta_s=standing.eta_s)
            for job, standing in standings.values()
            if job.caller.user == caller.user
        ]
        return queue_card(self._parts.say(caller), rows)

    def _row(self, card: ModelCard) -> ModelRow:
        prices = [
            self._parts.prices.quote(card, quality=quality, resolution=resolution).unit
            for quality in card.qualities - {Quality.AUTO}
            for resolution in card.resolutions & set(Resolution)
        ]
        return ModelRow(
            id=card.id,
            title=card.title,
            price_least=min(prices),
            price_most=max(prices),
            use=card.use,
            default=card.id == self._parts.catalog.default,
        )
