"""While a person types: what it would make and cost, and what could come next."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from bot.app.comparing import compared_models
from bot.app.conversing import spoken_meaning
from bot.app.fields import read_fields
from bot.app.followups import source_reference
from bot.app.parts import Parts
from bot.app.reading import UNREAD, changes_attached, first_is_source
from bot.app.rights import Viewer
from bot.app.sources import Source, find_source, named_by, wants_edit
from bot.app.wallet import Wallet
from bot.errors import InvalidPrompt, UserError
from bot.models import (
    Addressed,
    Completion,
    ImageRequest,
    Operation,
    Order,
    PricePreview,
    Quote,
    Reference,
    Role,
    Size,
)
from bot.ports import Books
from bot.prompts.commands import split_command
from bot.prompts.complete import complete
from bot.prompts.compose import Defaults, compose
from bot.prompts.flags import FLAGS
from bot.prompts.parse import ParsedPrompt, parse
from bot.prompts.talking import Meaning
from bot.references.texts import is_text
from bot.replies import Phrases, compare_line, completion_hint, price_line

MAKING = frozenset({"imagine", "edit", "compare"})
PRICED = frozenset({"model", "models", "quality", "resolution", "count", "style"})
"""Flags whose suggestions show what the picture would cost."""
UNFINISHED = re.compile(r"(?:--?|[—–])[\w-]*(?:(?:\s+|=)[\w.:/,-]*)?\Z")
"""The flag at the end of a text, whose value is being typed."""
HALF_A_SIZE = re.compile(r"[1-9]\d{0,3}[x×]?\d{0,4}")


class Previewing:
    """Prices a text without reading any file, holding anything or complaining too early."""

    def __init__(self, parts: Parts, wallet: Wallet) -> None:
        self._parts = parts
        self._wallet = wallet

    async def preview(self, order: Order) -> PricePreview:
        """Price the text; a problem in the word still being typed is not told yet."""
        say = self._parts.say(order.caller)
        try:
            order = read_fields(order, self._parts.changes)
            requests = await self._requests(order)
        except InvalidPrompt as error:
            if error.reason == "empty":
                return PricePreview()
            if _may_become_right(error, order.text):
                return await self.preview(_before_the_last_flag(order))
            return PricePreview(problem=say.error(error))
        except UserError as error:
            return PricePreview(problem=say.error(error))
        if not requests:
            return PricePreview()
        quotes = [self._parts.quote(request) for request in requests]
        balance = await self._wallet.read(order.caller)
        return PricePreview(
            summary=self._summary(say, requests, quotes),
            total=sum(quote.total for quote in quotes),
            available=balance.available,
            size=requests[0].size,
        )

    async def complete(self, order: Order) -> Sequence[Completion]:
        """Suggest commands, flags and values for the end of the text.

        Prices are with all that the text before it, the options, and the chat's defaults say.
        """
        say, text = self._parts.say(order.caller), order.text
        defaults = await self._parts.defaults_for(order)

        def hint(option: str, value: str) -> str:
            price = self._price(option, value, given, defaults)
            return completion_hint(say, option, value, price=price)

        given = _Given(text=UNFINISHED.sub("", text), options=order.options)
        return complete(text, self._parts.catalog, hint)

    def _price(self, option: str, value: str, given: "_Given", defaults: Defaults) -> int | None:
        """What a choice would cost with what is said already; None where it has no price."""
        if option not in PRICED or not value:
            return None
        try:
            parsed = given.parsed("model" if option == "models" else option, value)
            composed = compose(parsed, catalog=self._parts.catalog, defaults=defaults)
        except UserError:
            return None
        return self._parts.quote(composed.request).total

    def _summary(
        self, say: Phrases, requests: Sequence[ImageRequest], quotes: Sequence[Quote]
    ) -> str:
        if len(requests) == 1:
            return price_line(say, request=requests[0], quote=quotes[0])
        titles = [self._parts.catalog.get(request.model).title for request in requests]
        totals = [quote.total for quote in quotes]
        return compare_line(say, zip(titles, totals, strict=True))

    async def _requests(self, order: Order) -> list[ImageRequest]:
        """What the text asks for: nothing yet, a picture, or one for each model compared."""
        editing = wants_edit(order)
        command = split_command(order.text)
        if command is not None and command.name not in MAKING:
            return []
        if command is None and spoken_meaning(order) is not Meaning.INSTRUCTION:
            return []
        words = command.rest if command else order.text
        if command is not None:
            order = replace(order, addressed=Addressed.COMMAND)
            if command.name == "edit" and not editing:
                order = replace(order, edits_attachment=bool(order.attachments))
        texts = any(is_text(one.name, one.media_type) for one in order.attachments)
        wordless = texts or editing
        said = parse(words, order.options, editing=editing, wordless=wordless, names=order.mentions)
        parsed, attached = _expected(order, said)
        if not (parsed.prompt or texts or attached or (editing and parsed.flags_mean)):
            raise InvalidPrompt("empty")
        defaults = await self._parts.defaults_for(order)
        source = await self._source(order, parsed.pick) if editing else None
        changes = bool(attached) and not editing and changes_attached(order, parsed)
        comparing = parsed.models is not None or (command and command.name == "compare")
        asked = parsed.models or ()
        models = compared_models(self._parts.catalog, asked) if comparing else (parsed.model,)
        return [
            self._request(replace(parsed, model=model), attached, source, defaults, changes)
            for model in models
        ]

    def _request(
        self,
        parsed: ParsedPrompt,
        attached: tuple[Reference, ...],
        source: Source | None,
        defaults: Defaults,
        changes_first: bool,
    ) -> ImageRequest:
        if source is None:
            return compose(
                parsed,
                catalog=self._parts.catalog,
                defaults=defaults,
                operation=Operation.EDIT if changes_first else Operation.GENERATE,
                references=first_is_source(attached) if changes_first else attached,
            ).request
        asset = source.picture.asset
        return compose(
            parsed,
            catalog=self._parts.catalog,
            defaults=self._parts.defaults_of(source.job, defaults),
            operation=Operation.EDIT,
            references=(source_reference(source), *attached),
            source=source.picture.ref,
            source_size=Size(width=asset.width, height=asset.height),
        ).request

    async def _source(self, order: Order, pick: int | None) -> Source:
        def work(books: Books, viewer: Viewer) -> Source:
            return find_source(books, named_by(order, books, pick), viewer)

        return await self._parts.view(order.caller, work)


@dataclass(frozen=True, kw_only=True)
class _Given:
    """What is said already when a choice is to be made."""

    text: str
    options: Mapping[str, str]

    def parsed(self, option: str, value: str) -> ParsedPrompt:
        """All of it with the choice; the choice alone where the rest cannot be read yet."""
        command = split_command(self.text)
        words = command.rest if command else self.text
        try:
            return parse(f"x {words}", {**self.options, option: value})
        except InvalidPrompt:
            return parse("x", {option: value})


def _expected(order: Order, parsed: ParsedPrompt) -> tuple[ParsedPrompt, tuple[Reference, ...]]:
    """Stand-ins for the pictures attached: unread, they count towards the price all the same."""
    said = parsed.roles[: len(order.attachments)]
    pairs = [
        (Reference(asset=UNREAD, name=attachment.name), role)
        for attachment, role in zip_longest(order.attachments, said)
        if role is not Role.MASK and not is_text(attachment.name, attachment.media_type)
    ]
    roles = (*(role for _, role in pairs), *parsed.roles[len(said) :])
    return replace(parsed, roles=roles), tuple(reference for reference, _ in pairs)


def _may_become_right(error: InvalidPrompt, text: str) -> bool:
    """Whether what is wrong is the end of a text, and may be the beginning of what is right."""
    if not text or text[-1].isspace():
        return False
    if error.reason == "unknown-flag":
        typed = str(error.facts["flag"])
        begun = typed.lstrip("-—–").lower()
        return text.endswith(typed) and any(
            name.startswith(begun) for flag in FLAGS for name in flag.names
        )
    if error.reason != "bad-value":
        return False
    tail = re.split(r"[\s=]", text)[-1].lower()
    if not tail.startswith(str(error.facts["value"]).lower()):
        return False
    if error.facts["flag"] == "--size":
        return HALF_A_SIZE.fullmatch(tail) is not None
    allowed = error.facts["allowed"]
    return isinstance(allowed, list) and any(str(one).startswith(tail) for one in allowed)


def _before_the_last_flag(order: Order) -> Order:
    """The order before its last flag, or its last word, and what was typed of a value."""
    text = UNFINISHED.sub("", order.text)
    if text == order.text:
        text = order.text.rpartition(" ")[0]
    return replace(order, text=text.rstrip() + " ")
