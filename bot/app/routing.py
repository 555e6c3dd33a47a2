"""A whole line of chat -> the use case it asks for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.app.asides import no_order
from bot.app.events import Answer
from bot.app.guide import Guide
from bot.app.inbox import Inbox
from bot.app.ordering import Ordering
from bot.app.preferring import Preferring
from bot.app.privacy import Privacy
from bot.app.sources import wants_edit
from bot.app.wallet import Wallet
from bot.errors import SourceNotFound
from bot.models import Order
from bot.prompts.commands import split_command

Act = Callable[[Order], Awaitable[Answer]]


class Routing:
    """Routes commands by their names; what is no command is an edit, or gets a hint."""

    def __init__(
        self,
        *,
        ordering: Ordering,
        wallet: Wallet,
        guide: Guide,
        preferring: Preferring,
        privacy: Privacy,
        inbox: Inbox,
    ) -> None:
        self._ordering = ordering
        self._guide = guide
        self._acts: Mapping[str, Act] = {
            "imagine": ordering.order,
            "edit": self.edit,
            "enhance": ordering.enhance,
            "compare": ordering.compare,
            "settings": preferring.settings,
            "privacy": privacy.privacy,
            "inbox": lambda order: inbox.inbox(order.caller),
            "balance": wallet.balance_asked,
            "history": wallet.history_asked,
            "grant": wallet.grant,
            "revoke": wallet.revoke,
            "models": lambda order: guide.models(order.caller),
            "status": lambda order: guide.status(order.caller),
            "queue": lambda order: guide.queue(order.caller),
        }

    async def said(self, order: Order) -> Answer:
        """Understand a line and do what it asks."""
        with no_order():
            command = split_command(order.text)
        if command is None:
            if not wants_edit(order):
                return self._guide.hint(order.caller)
            return await self._ordering.order(order)
        act = self._acts.get(command.name)
        if act is None:
            return self._guide.help(order.caller)
        return await act(replace(order, text=command.rest))

    async def edit(self, order: Order) -> Answer:
        """Edit the picture pointed at; picture 0 is a refused job, to be put in other words."""
        if not wants_edit(order):
            raise SourceNotFound()
        if order.source is not None and order.source.index == 0:
            return await self._ordering.reword(order, order.source.job)
        return await self._ordering.order(order)
