"""Forms that are open about something their key cannot say: a message's pictures, a person."""

from collections import OrderedDict
from dataclasses import dataclass, replace

import discord

from adapters.discord.forms import Submitted
from bot.models import Attachment, Order, PictureRef

OPENINGS_MAX = 1000


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a form was opened about. `pictures` are ours, `attachments` anybody's.

    `private` is set where what it was opened about is for the person alone.
    """

    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[PictureRef, ...] = ()
    private: bool = False
    target: discord.User | discord.Member | None = None


class Openings:
    """Remembers the latest; a form may be left open for days and never come back."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Opening] = OrderedDict()

    def opened(self, form: str, opening: Opening) -> None:
        """A form was shown, under an id of its own."""
        self._open[form] = opening
        while len(self._open) > OPENINGS_MAX:
            self._open.popitem(last=False)

    def submitted(self, form: str) -> Opening | None:
        """What it was about; None where it was opened by another process.

        It may come again: what Discord could not hand over, the person sends once more.
        """
        return self._open.get(form)


def filled(
    order: Order, form: Submitted, opening: Opening, pictures: tuple[Attachment, ...]
) -> Order:
    """A new picture from a message's pictures; to change one, the first is the source."""
    options = dict(form.options)
    return replace(
        order,
        text=options.pop("prompt", ""),
        options=options | ({"private": "yes"} if opening.private else {}),
        attachments=pictures,
        edits_attachment=form.key == "change",
    )


def typed(form: Submitted) -> str:
    """All that was written into a form, to be handed back."""
    return "\n\n".join(filter(None, form.options.values()))
