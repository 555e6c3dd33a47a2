"""Forms for orders that are still to be filled in."""

from bot.app.followups import edit_price
from bot.app.parts import Parts
from bot.app.rights import Viewer
from bot.app.sources import find_source, named_by, wants_edit
from bot.models import Form, Order, Quality
from bot.ports import Books
from bot.prompts.compose import Defaults
from bot.replies import edit_form, imagine_form


class Forming:
    """Builds forms."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def form(self, order: Order) -> Form:
        """The edit form where the order points at a picture, else the one for a new picture.

        Raises SourceNotFound, or NotAllowed for another's private picture.
        """
        if not wants_edit(order):
            return self._create(order, await self._parts.defaults_for(order))
        say = self._parts.say(order.caller)

        def work(books: Books, viewer: Viewer) -> Form:
            source = find_source(books, named_by(order, books, None), viewer)
            return edit_form(
                say,
                picture=source.picture.ref,
                price=edit_price(source, self._parts),
                several=source.job.request.count > 1,
            )

        return await self._parts.view(order.caller, work)

    def _create(self, order: Order, defaults: Defaults) -> Form:
        catalog = self._parts.catalog
        usual = {
            "ratio": defaults.ratio.value,
            "resolution": defaults.resolution.value,
            "quality": defaults.quality.value,
            "count": str(defaults.count),
            "model": defaults.model or catalog.default,
            "style": defaults.style or "",
        }
        return imagine_form(
            self._parts.say(order.caller),
            models=[(card.id, card.title) for card in catalog.models()],
            styles=[(card.id, card.title) for card in catalog.styles()],
            qualities=frozenset[Quality]().union(*(card.qualities for card in catalog.models())),
            usual=usual,
            prompt=order.text,
        )
