"""Orders about defaults: `quality medium`, `channel ratio 4:5`, `reset style`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.catalog import closest
from bot.errors import InvalidPrompt
from bot.models import AgeRestricted, Spoiler
from bot.prompts.clean import clean
from bot.prompts.flags import FLAGS, find


class Scope(StrEnum):
    """Whose defaults: of the scopes of a chat, the narrower wins. They are in that order."""

    PERSON = "person"
    CHANNEL = "channel"
    SERVER = "server"
    TEAM = "team"


@dataclass(frozen=True, kw_only=True)
class PreferenceOrder:
    """What to change; None takes a choice back. Without changes it is a question.

    `reset` takes back every choice of the scope first.
    """

    scope: Scope = Scope.PERSON
    changes: Mapping[str, object] = field(default_factory=dict)
    reset: bool = False

    @property
    def asks(self) -> bool:
        """Whether nothing is to be changed."""
        return not (self.changes or self.reset)


_FLAGGED = ("model", "quality", "ratio", "resolution", "format", "style", "private")
_POLICIES: Mapping[str, type[StrEnum]] = {"spoiler": Spoiler, "age_restricted": AgeRestricted}
BUDGET = "budget_day"
BUDGET_MAX = 10**9
"""Credits; nobody needs a budget beyond it."""
NAMES = (*_FLAGGED, *(name.replace("_", "-") for name in (*_POLICIES, BUDGET)))
"""What can be set, as it is typed; the last three for channels, servers and teams alone."""

_SCOPES = {
    "me": Scope.PERSON,
    "my": Scope.PERSON,
    "person": Scope.PERSON,
    "channel": Scope.CHANNEL,
    "chat": Scope.CHANNEL,
    "server": Scope.SERVER,
    "guild": Scope.SERVER,
    "workspace": Scope.SERVER,
    "team": Scope.TEAM,
}
_RESET = frozenset({"reset", "default", "unset"})


def parse_preferences(text: str, options: Mapping[str, str] | None = None) -> PreferenceOrder:
    """Read a line, or the values of a form: `scope`, `reset`, and settings by name.

    Raises InvalidPrompt: unknown-setting (setting, known, suggestion), setting-of-chats and
    setting-of-teams (setting), missing-value and bad-value as for flags.
    """
    words = _words(text, options or {})
    scope = _SCOPES.get(words[0]) if words else None
    if scope is not None:
        words = words[1:]
    if words == ["reset"]:
        return PreferenceOrder(scope=scope or Scope.PERSON, reset=True)
    if words and words[0] in _RESET:
        words = [part for name in words[1:] for part in (name, "reset")]
    changes = dict(_read(name, values) for name, values in _pairs(words))
    if scope in {None, Scope.PERSON}:
        for name in _POLICIES.keys() & changes.keys():
            raise InvalidPrompt("setting-of-chats", setting=name.replace("_", "-"))
    if BUDGET in changes and scope is not Scope.TEAM:
        raise InvalidPrompt("setting-of-teams", setting=BUDGET.replace("_", "-"))
    return PreferenceOrder(scope=scope or Scope.PERSON, changes=changes)


def _words(text: str, options: Mapping[str, str]) -> list[str]:
    given = dict(options)
    scope, reset = given.pop("scope", ""), given.pop("reset", "")
    said = [f"{name} {value}" for name, value in given.items() if value.strip()]
    line = " ".join((scope, "reset" if reset else "", text, *said))
    return [word.lstrip("-—–") for word in clean(line).replace("=", " ").lower().split()]


def _pairs(words: list[str]) -> list[tuple[str, list[str]]]:
    """Each setting with the words up to the next one."""
    pairs: list[tuple[str, list[str]]] = []
    for word in words:
        name = _name(word)
        if name is not None and not (pairs and pairs[-1][0] == name):
            pairs.append((name, []))
        elif pairs:
            pairs[-1][1].append(word)
        else:
            suggestion = closest(word, NAMES)
            raise InvalidPrompt(
                "unknown-setting", setting=word, known=list(NAMES), suggestion=suggestion
            )
    return pairs


def _name(word: str) -> str | None:
    policy = word.replace("-", "_").removesuffix("s")
    if policy in _POLICIES or policy == BUDGET:
        return policy
    if policy == "budget":
        return BUDGET
    flag = find(word)
    return flag.option if flag is not None and flag.option in _FLAGGED else None


def _read(name: str, values: list[str]) -> tuple[str, object]:
    raw, typed = " ".join(values), name.replace("_", "-")
    if raw in _RESET:
        return name, None
    allowed = _allowed(name)
    if not raw and name != "private":
        raise InvalidPrompt("missing-value", flag=typed, allowed=list(allowed))
    value = _value(name, raw)
    if value is None:
        near = closest(raw, allowed)
        raise InvalidPrompt(
            "bad-value",
            flag=typed,
            value=raw,
            allowed=list(allowed),
            suggestion=f"{typed} {near}" if near else None,
        )
    return name, value


def _allowed(name: str) -> tuple[str, ...]:
    if name == BUDGET:
        return (f"0-{BUDGET_MAX}",)
    if name in _POLICIES:
        return tuple(member.value for member in _POLICIES[name])
    return next(flag.allowed for flag in FLAGS if flag.option == name)


def _value(name: str, raw: str) -> object | None:
    if name == BUDGET:
        number = raw.replace(",", "").replace(".", "")
        fits = number.isascii() and number.isdecimal() and int(number) <= BUDGET_MAX
        return int(number) if fits else None
    if name in _POLICIES:
        return next((member for member in _POLICIES[name] if member.value == raw), None)
    flag = next(flag for flag in FLAGS if flag.option == name)
    return flag.read(raw)
