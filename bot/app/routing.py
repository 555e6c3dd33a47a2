"""A whole line of chat -> the use case it asks for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.app.asides import no_order
from bot.app.conversing import Conversing, spoken_meaning
from bot.app.events import Answer
from bot.app.guide import Guide
from bot.app.inbox import Inbox
from bot.app.ordering import Ordering
from bot.app.preferring import Preferring
from bot.app.privacy import Privacy
from bot.app.sources import wants_edit
from bot.app.wallet import Wallet
from bot.errors import SourceNotFound, UserError
from bot.models import Addressed, Order, Verb
from bot.prompts.commands import split_command
from bot.prompts.talking import Meaning

Act = Callable[[Order], Awaitable[Answer]]


class Routing:
    """Routes commands by their names; what is no command is listened to."""

    def __init__(
        self,
        *,
        ordering: Ordering,
        conversing: Conversing,
        wallet: Wallet,
        guide: Guide,
        preferring: Preferring,
        privacy: Privacy,
        inbox: Inbox,
    ) -> None:
        self._ordering = ordering
        self._conversing = conversing
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
            if order.addressed is Addressed.COMMAND:
                order = replace(order, addressed=Addressed.SPOKEN)
            return await self._conversing.hear(order)
        act = self._acts.get(command.name)
        if act is None:
            return self._guide.help(order.caller)
        return await act(replace(order, text=command.rest, addressed=Addressed.COMMAND))

    def is_talk(self, order: Order) -> bool:
        """Whether a line is neither a command nor an order, nor anything to answer."""
        try:
            command = split_command(order.text)
            return command is None and spoken_meaning(order) is Meaning.TALK
        except UserError:
            return False

    async def edit(self, order: Order) -> Answer:
        """Edit the picture pointed at, or the first that is attached.

        What is said in chat may be talk. The form of a whole job puts its words in others. Words
        alone are refused, with a button that draws them.
        """
        form = order.form
        if form is not None and form.verb is Verb.EDIT and form.index == 0:
            return await self._ordering.reword(order, form.job)
        if order.addressed is not Addressed.COMMAND:
            return await self._conversing.hear(order)
        if wants_edit(order):
            return await self._ordering.order(order)
        if order.attachments:
            return await self._ordering.order(replace(order, edits_attachment=True))
        if order.text.strip():
            return await self._ordering.propose(order, instead_of=SourceNotFound())
        raise SourceNotFound()
