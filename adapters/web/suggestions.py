"""What the page adds to the core's suggestions: what each is for, its price, people to name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from adapters.web.people import PEOPLE
from bot.models import Caller, Completion
from bot.replies.words import Phrases

ADMINS_ONLY = frozenset({"/credits grant", "/credits revoke"})
"""Not offered to members, who would only be refused."""
FLAG_WORDS = {"-n": "flag-count", "--no": "flag-avoid"}
"""Flags whose sentence is not named like the flag."""
PRICE = re.compile(r"(?:^|(?<= · ))\d+\Z")
NAMED = re.compile(r"(?:^|(?<=\s))@(?P<start>\w*)\Z")


def suggestions(
    text: str, found: Iterable[Completion], who: Caller, core: Phrases
) -> Sequence[Completion]:
    """What could come next after `text`, where the core has `found` its share of it."""
    named = NAMED.search(text)
    if named is not None:
        return _people(named["start"].lower())
    return [
        replace(one, hint=_hint(one, core))
        for one in found
        if who.is_admin or one.label not in ADMINS_ONLY
    ]


def _people(start: str) -> Sequence[Completion]:
    return [
        Completion(insert=f"@{person.id} ", label=f"@{person.id}", hint=person.name)
        for person in PEOPLE
        if person.id.startswith(start)
    ]


def _hint(one: Completion, core: Phrases) -> str:
    if one.hint:
        return PRICE.sub(lambda price: core("price", amount=int(price[0])), one.hint)
    key = _key(one.label)
    return core(key) if key and core.knows(key) else ""


def _key(label: str) -> str:
    if label.startswith(("/", "!")):
        return f"help-{label[1:].split()[-1]}"
    if label.startswith("-"):
        return FLAG_WORDS.get(label, f"flag-{label.lstrip('-')}")
    return ""
