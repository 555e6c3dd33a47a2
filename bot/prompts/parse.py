"""Words and flags -> what was said. One grammar for every surface: chats, commands and forms.

Nothing is assumed here: what was not said stays None, and `compose` fills it in.
"""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.catalog import closest
from bot.errors import InvalidPrompt
from bot.models import Complexity, ImageFormat, Quality, Ratio, Resolution, Role, Size
from bot.prompts.clean import clean, tidy
from bot.prompts.flags import Flag, Takes, find, suggest, suggest_value
from bot.prompts.quotes import Quoted
from bot.prompts.scan import Mark, PickSaid, RoleSaid, Said, leave, marks
from bot.prompts.sizes import ratio_of, resolution_of
from bot.prompts.values import NO_ROLE, ROLES, read_role

PROMPT_MAX = 20_000
# Flags are not part of the prompt, but no prompt needs more of them than this.
TEXT_MAX = PROMPT_MAX + 4_000

DRAWABLE = frozenset({"L", "N", "So", "Sc"})
"""Unicode's categories of what can be a picture's subject: letters, numbers, emoji, currencies."""

_NO_OPTIONS: Mapping[str, str] = MappingProxyType({})
_ROLE_OPTIONS = frozenset({"as", "role", "roles"})


@dataclass(frozen=True, kw_only=True)
class ParsedPrompt:
    """What a person said; None where they said nothing.

    `prompt` has no flags and keeps quotations verbatim. `size` is as asked and may break the rules.
    `roles` belong to the attachments in order; None passes one over. `pick` is the picture that an
    edit names by `#2`, from 1. `enhance` asks for the words to be improved first, `models` for
    the picture by each of them.
    """

    prompt: str
    ratio: Ratio | None = None
    size: Size | None = None
    resolution: Resolution | None = None
    quality: Quality | None = None
    complexity: Complexity | None = None
    count: int | None = None
    format: ImageFormat | None = None
    compression: int | None = None
    model: str | None = None
    style: str | None = None
    avoid: str | None = None
    private: bool | None = None
    transparent: bool | None = None
    enhance: bool | None = None
    models: tuple[str, ...] | None = None
    roles: tuple[Role | None, ...] = ()
    pick: int | None = None

    @property
    def flags_mean(self) -> str | None:
        """What an edit that says nothing but flags wants: the wording's key; None for no flags."""
        if self.prompt or self == ParsedPrompt(prompt="", pick=self.pick, roles=self.roles):
            return None
        if self.transparent:
            return "edit-clear-ground"
        if self.style:
            return "edit-restyle"
        return "edit-reframe" if self.ratio or self.size else "edit-redraw"

    @property
    def mask_at(self) -> int | None:
        """Which attachment was said to be the mask (`as:mask`), counting from 0."""
        return self.roles.index(Role.MASK) if Role.MASK in self.roles else None


def parse(
    text: str,
    options: Mapping[str, str] = _NO_OPTIONS,
    *,
    editing: bool = False,
    wordless: bool = False,
    names: Collection[str] = (),
) -> ParsedPrompt:
    """Read a prompt with flags anywhere in it, and the values of a form.

    `options` are by flag name without dashes, empty ones unsaid; they win over flags in the text.
    A repeated flag's last value counts, `--no` adds up. `#2` is a picture only when `editing`.
    `wordless` lets the prompt be empty: what is attached may hold or stand for the words. `names`
    are how people are mentioned in the text; nothing in them is read as a flag.
    Raises InvalidPrompt: empty, too-long (limit, length), unknown-flag (flag, suggestion),
    too-many-flags (limit), missing-value (flag, allowed), bad-value (flag, value, allowed,
    suggestion), conflict (flag, value, other, other_value), no-alpha (flag, format).
    """
    _check_length(len(text), TEXT_MAX)
    quoted = Quoted(clean(text), [clean(name) for name in names])
    found = list(marks(quoted, editing=editing))
    prompt = _meaning(quoted.restore(tidy(leave(quoted.text, found))))
    said = _from_text(found)
    _check_together(said)
    _let_options_win(said, options)
    parsed = ParsedPrompt(prompt=prompt, **said)  # type: ignore[arg-type]
    _check_length(len(prompt) + len(parsed.avoid or ""), PROMPT_MAX)
    if not prompt and not wordless:
        raise InvalidPrompt("empty")
    return parsed


def _meaning(prompt: str) -> str:
    """The prompt, or "" where nothing in it can be drawn: punctuation alone, empty quotations."""
    return prompt if any(_drawable(character) for character in prompt) else ""


def _drawable(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in DRAWABLE or category in DRAWABLE


def _check_length(length: int, limit: int) -> None:
    if length > limit:
        raise InvalidPrompt("too-long", limit=PROMPT_MAX, length=length)


def _from_text(found: Iterable[Mark]) -> dict[str, object]:
    said: dict[str, object] = {}
    roles: list[Role | None] = []
    for mark in found:
        match mark:
            case RoleSaid():
                roles.append(_role(mark.value))
            case PickSaid():
                said.setdefault("pick", mark.index)
            case Said():
                _add(said, mark.flag, _read(mark.flag, mark.typed, mark.value))
    if roles:
        said["roles"] = tuple(roles)
    return said


def _add(said: dict[str, object], flag: Flag, value: object) -> None:
    if flag.takes is Takes.WORDS and flag.option in said:
        value = f"{said[flag.option]}, {value}"
    said[flag.option] = value


def _read(flag: Flag, typed: str, raw: str | None) -> object:
    if raw is None:
        raise InvalidPrompt("missing-value", flag=typed, allowed=list(flag.allowed))
    value = flag.read(raw)
    if value is None:
        raise InvalidPrompt(
            "bad-value",
            flag=typed,
            value=raw,
            allowed=list(flag.allowed),
            suggestion=suggest_value(flag, raw),
        )
    return value


def _role(word: str) -> Role | None:
    if word.lower() in NO_ROLE:
        return None
    role = read_role(word)
    if role is None:
        known = [role.value for role in ROLES]
        raise InvalidPrompt(
            "bad-value",
            flag="as:",
            value=word,
            allowed=list(known),
            suggestion=f"as:{near}" if (near := closest(word, known)) else None,
        )
    return role


def _let_options_win(said: dict[str, object], options: Mapping[str, str]) -> None:
    chosen = _from_options(options)
    if "size" in chosen:
        said.pop("ratio", None)
        said.pop("resolution", None)
    if "ratio" in chosen or "resolution" in chosen:
        said.pop("size", None)
    if chosen.get("transparent") and "format" not in chosen:
        said.pop("format", None)
    if chosen.get("format") is ImageFormat.JPEG and "transparent" not in chosen:
        said.pop("transparent", None)
    _check_together(chosen)
    said.update(chosen)


def _from_options(options: Mapping[str, str]) -> dict[str, object]:
    said: dict[str, object] = {}
    for name, text in options.items():
        raw = tidy(clean(text))
        if not raw:
            continue
        if name.lower() in _ROLE_OPTIONS:
            said["roles"] = tuple(_role(word) for word in raw.replace(",", " ").split())
            continue
        flag = find(name.lstrip("-"))
        if flag is None:
            raise InvalidPrompt("unknown-flag", flag=name, suggestion=suggest(name))
        said[flag.option] = _read(flag, flag.spelling, raw)
    return said


def _check_together(said: Mapping[str, object]) -> None:
    _check_shape(said)
    opaque = said.get("format")
    if said.get("transparent") and opaque in {ImageFormat.JPEG, ImageFormat.GIF}:
        raise InvalidPrompt("no-alpha", flag="--transparent", format=str(opaque).upper())


def _check_shape(said: Mapping[str, object]) -> None:
    """A size says everything about a shape; what is said beside it must agree."""
    size, ratio, resolution = said.get("size"), said.get("ratio"), said.get("resolution")
    if not isinstance(size, Size):
        return
    if isinstance(ratio, Ratio) and ratio is not ratio_of(size):
        _conflict(size, "--ratio", ratio.value)
    if isinstance(resolution, Resolution) and resolution is not resolution_of(size):
        _conflict(size, "--resolution", resolution.value)


def _conflict(size: Size, other: str, other_value: str) -> None:
    raise InvalidPrompt(
        "conflict", flag="--size", value=str(size), other=other, other_value=other_value
    )
