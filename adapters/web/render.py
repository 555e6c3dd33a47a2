"""Reply, Form and log entries -> HTML. Pure: the same values give the same page."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from adapters.web.cards import card_of, plain, short_name, unbroken
from adapters.web.entries import Entry
from adapters.web.people import PEOPLE, Person
from adapters.web.uploads import FILE_BYTES_MAX, FILES_MAX, PICTURES
from bot.models import Completion, Form, PictureRef, PricePreview, Reply, ReplyImage
from bot.replies.words import Phrases

TEMPLATES = Path(__file__).parent / "templates"
COMPLETIONS_MAX = 25

Origin = Callable[[int | None], Entry | None]
"""Finds the entry a pointer points to, if it is at hand."""
Shown = Callable[[PictureRef, str], ReplyImage | None]
"""Finds the picture of a result that a person may see, if it is at hand."""


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who looks at the page: `say` words the page, `core` what the bot has words for."""

    person: Person
    say: Phrases
    core: Phrases
    zone: tzinfo | None = None


class Renderer:
    """The page's templates."""

    def __init__(self) -> None:
        self._jinja = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._jinja.filters |= {
            "plain": plain,
            "short_name": short_name,
            "unbroken": unbroken,
        }

    def page(
        self,
        viewer: Viewer,
        log: Markup,
        *,
        cursor: str,
        available: int,
        sketch: bool,
    ) -> str:
        """The whole page around the recent log; `cursor` is where its events go on."""
        return self._render(
            "page.html",
            viewer,
            log=log,
            empty=not log,
            cursor=cursor,
            available=available,
            sketch=sketch,
            people=PEOPLE,
            files_max=FILES_MAX,
            file_bytes_max=FILE_BYTES_MAX,
            accepted=PICTURES,
        )

    async def log(
        self, viewer: Viewer, entries: Sequence[Entry], origin: Origin, shown: Shown
    ) -> Markup:
        """Messages, one after the other; lets others work in between."""
        messages = []
        for entry in entries:
            messages.append(self.message(viewer, entry, origin, shown))
            await asyncio.sleep(0)
        return Markup("").join(messages)

    def message(
        self, viewer: Viewer, entry: Entry, origin: Origin, shown: Shown = lambda *_: None
    ) -> Markup:
        """One message, as this person sees it."""
        source = entry.reply.source if entry.reply is not None else None

        def seen(number: int | None) -> Entry | None:
            found = origin(number)
            return found if found is not None and found.visible_to(viewer.person.id) else None

        asked = seen(entry.answers)
        card = card_of(
            entry,
            asked,
            quoted=seen(asked.answers) if asked and asked.answers else None,
            before=shown(source, viewer.person.id) if source else None,
            reader=viewer.person,
            say=viewer.say,
            core=viewer.core,
            zone=viewer.zone,
        )
        return Markup(self._render("message.html", viewer, card=card))  # noqa: S704 - our template

    def balance(self, viewer: Viewer, available: int) -> str:
        """The chip in the header."""
        return self._render("balance.html", viewer, available=available)

    def price(self, viewer: Viewer, preview: PricePreview) -> str:
        """The line under the box, while typing."""
        return self._render("price.html", viewer, preview=preview)

    def completions(self, viewer: Viewer, found: Sequence[Completion]) -> str:
        """The options of the list over the box."""
        return self._render("completions.html", viewer, found=found[:COMPLETIONS_MAX])

    def form(
        self, viewer: Viewer, form: Form, *, message: str, image: ReplyImage | None = None
    ) -> str:
        """A form as a dialog's content; `message` is where its button was, about this `image`."""
        return self._render(
            "form.html", viewer, form=form, message=message, image=image, accepted=PICTURES
        )

    def whispered(self, viewer: Viewer, reply: Reply) -> str:
        """What a button shows to whoever pressed it alone, as a dialog's content."""
        return self._render("whispered.html", viewer, reply=reply)

    def notice(self, viewer: Viewer, key: str) -> str:
        """A page that says one thing: `key` is not-found or error."""
        return self._render("notice.html", viewer, key=key)

    def _render(self, name: str, viewer: Viewer, **values: object) -> str:
        known: Mapping[str, object] = {"person": viewer.person, "say": viewer.say}
        return self._jinja.get_template(name).render(**known, core=viewer.core, **values)
