"""Defaults of people, channels, servers and teams: the narrower choice wins."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.app.asides import no_order
from bot.app.parts import Parts
from bot.app.scopes import chat_scopes, chosen, scope_key
from bot.errors import InvalidPrompt
from bot.models import Order, PersonId, Preferences, Reply, TeamId
from bot.ports import Books
from bot.prompts.preferences import PreferenceOrder, Scope, parse_preferences
from bot.replies import PreferenceRow, preferences_card

FOR_CHATS = frozenset({"spoiler", "age_restricted", "budget_day"})


@dataclass(frozen=True, kw_only=True)
class _Layer:
    """The choices of one scope."""

    scope: Scope
    preferences: Preferences


class Preferring:
    """Shows and changes them. Anyone their own; all others are for admins.

    A team's are for those who may give credits: its budget is among them.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def settings(self, order: Order) -> Reply:
        """Change what the order says, and show what holds here now."""
        with no_order():
            asked = self._asked(order)
        team = self._parts.people.team_of(order.caller)

        def shown(books: Books, person: PersonId) -> list[_Layer]:
            return _layers(books, person, order, team)

        def changed(books: Books) -> list[_Layer]:
            person = self._parts.person(books, order.caller)
            self._change(books, scope_key(asked.scope, person, order, team), asked)
            return shown(books, person)

        if asked.asks:
            layers = await self._parts.read_as(order.caller, shown)
        else:
            layers = await self._parts.uow.write(changed)
        return preferences_card(
            self._parts.say(order.caller),
            rows=self._rows(layers, with_policies=self._parts.people.rules(order.caller)),
            changed=None if asked.asks else asked.scope.value,
        )

    async def policy(self, order: Order) -> Preferences:
        """What holds in an order's chat for everyone: the channel's choices over the server's."""

        def work(books: Books) -> Preferences:
            return chosen(books, chat_scopes(order, self._parts.people.team_of(order.caller)))

        return await self._parts.uow.read(work)

    def _asked(self, order: Order) -> PreferenceOrder:
        """What the order says. Raises NotAllowed, and what reading it raises."""
        asked = parse_preferences(order.text, order.options)
        if asked.scope is Scope.TEAM and not asked.asks:
            self._parts.people.require_admin(order.caller)
        elif asked.scope is not Scope.PERSON and not asked.asks:
            self._parts.people.require_rule(order.caller)
        if asked.scope is Scope.SERVER and not order.server:
            raise InvalidPrompt("setting-no-server")
        return replace(asked, changes=self._known(asked))

    def _known(self, asked: PreferenceOrder) -> dict[str, object]:
        """Models and styles by their ids. Raises UnknownModel and InvalidPrompt."""
        catalog, changes = self._parts.catalog, dict(asked.changes)
        if isinstance(model := changes.get("model"), str):
            card = catalog.get(model)
            changes["model"] = card.retired_for or card.id
        if isinstance(style := changes.get("style"), str):
            changes["style"] = catalog.style(style).id
        return changes

    def _change(self, books: Books, key: str, asked: PreferenceOrder) -> None:
        before = Preferences() if asked.reset else books.preferences.get(key)
        books.preferences.put(key, replace(before, **asked.changes))  # type: ignore[arg-type]

    def _rows(self, layers: list[_Layer], *, with_policies: bool) -> list[PreferenceRow]:
        defaults = self._parts.defaults
        builtin = Preferences(
            model=defaults.model or self._parts.catalog.default,
            quality=defaults.quality,
            ratio=defaults.ratio,
            resolution=defaults.resolution,
            format=defaults.format,
            private=defaults.private,
        )
        rows = (_row(name, value, layers) for name, value in builtin.made().items())
        return [row for row in rows if with_policies or row.name not in FOR_CHATS or row.scope]


def _layers(books: Books, person: PersonId, order: Order, team: TeamId) -> list[_Layer]:
    """From the narrowest scope to the widest."""
    here = [scope for scope in Scope if scope is not Scope.SERVER or order.server]
    return [
        _Layer(
            scope=scope, preferences=books.preferences.get(scope_key(scope, person, order, team))
        )
        for scope in here
    ]


def _row(name: str, builtin: object, layers: Iterable[_Layer]) -> PreferenceRow:
    for layer in layers:
        value = getattr(layer.preferences, name)
        if value is not None:
            return PreferenceRow(name=name, value=value, scope=layer.scope.value)
    return PreferenceRow(name=name, value=builtin)
