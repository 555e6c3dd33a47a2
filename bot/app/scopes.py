"""Whose preferences hold where, and what they make of the defaults."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from bot.app.budgets import team_scope
from bot.catalog import Catalog
from bot.errors import UserError
from bot.models import Order, PersonId, Preferences, TeamId
from bot.ports import Books
from bot.prompts.compose import Defaults
from bot.prompts.preferences import Scope


def person_scope(person: PersonId) -> str:
    """The key of a person's own choices."""
    return f"person:{person}"


def chat_scopes(order: Order, team: TeamId) -> tuple[str, ...]:
    """The keys of what holds in an order's chat for everyone, the widest first."""
    chat = order.channel or order.chat
    server = (f"server:{chat.platform}:{order.server}",) if order.server else ()
    return (team_scope(team), *server, f"chat:{chat.platform}:{chat.id}")


def scope_key(scope: Scope, person: PersonId, order: Order, team: TeamId) -> str:
    """The key of one scope, seen from an order."""
    match scope:
        case Scope.PERSON:
            return person_scope(person)
        case Scope.CHANNEL:
            return chat_scopes(order, team)[-1]
        case Scope.SERVER:
            return chat_scopes(order, team)[1]
        case Scope.TEAM:
            return team_scope(team)


def chosen(books: Books, keys: Sequence[str]) -> Preferences:
    """The choices of all scopes; the last key is the narrowest and wins."""
    made = books.preferences.among(keys)
    narrower = (made[key] for key in keys if key in made)
    return reduce(lambda wide, own: own.over(wide), narrower, Preferences())


def with_preferences(defaults: Defaults, made: Preferences, catalog: Catalog) -> Defaults:
    """The defaults as people chose them; a model or style that is gone is not chosen any more."""
    model = made.model if _offered(made.model, catalog) else None
    style = made.style if any(card.id == made.style for card in catalog.styles()) else None
    return replace(
        defaults,
        model=model or defaults.model,
        ratio=made.ratio or defaults.ratio,
        resolution=made.resolution or defaults.resolution,
        quality=made.quality or defaults.quality,
        format=made.format or defaults.format,
        style=style or defaults.style,
        private=defaults.private if made.private is None else made.private,
    )


def _offered(model: str | None, catalog: Catalog) -> bool:
    try:
        return model is not None and not catalog.get(model).retired_for
    except UserError:
        return False
