"""Models and styles as data: what each can do and what it is priced as.

Both tables are TOML files that a team edits; a slip in them stops the start with one sentence that
names the file, the entry and what is allowed there.
"""

import difflib
import tomllib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from bot.errors import InvalidPrompt, StartError, UnknownModel
from bot.models import STILL_FORMATS, ImageFormat, Quality, Resolution, Size


class Use(StrEnum):
    """What a model's licence allows its pictures to be used for."""

    COMMERCIAL = "commercial"
    NON_COMMERCIAL = "non-commercial"


def _pixels(value: object) -> object:
    """Let a data file write `1024x1024`."""
    if not isinstance(value, str):
        return value
    width, _, height = value.partition("x")
    return {"width": width, "height": height}


def utc_today() -> date:
    """The day as providers count it."""
    return datetime.now(UTC).date()


Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._/-]*$", max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=300)]
Pixels = Annotated[Size, BeforeValidator(_pixels)]


USUAL_QUALITIES = frozenset({Quality.LOW, Quality.MEDIUM, Quality.HIGH, Quality.AUTO})


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """One model. `sizes` None means any valid size; else only these. `wire` is its provider's id.

    `price` names its row in the price table. `retired_for` is the model to use instead of one that
    is gone; with `retires` it is gone from that day on. `batch_max` pictures come from one call.
    `partials_max` above 0 asks for a stream. The wire parameters in `never` are not sent, because
    the model or its server refuses them. A model that needs `references_min` pictures, or a mask,
    cannot be asked without. Edges are multiples of `size_step` and at most `edge_max` pixels.
    `transparency`: it can leave the background out, in PNG and WebP files. `complexity`: it can be
    told how much to think before it draws.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: Id
    title: Text
    provider: Id
    wire: Text
    price: Id
    sizes: tuple[Pixels, ...] | None = None
    resolutions: frozenset[Resolution] = frozenset(Resolution)
    qualities: frozenset[Quality] = USUAL_QUALITIES
    formats: frozenset[ImageFormat] = STILL_FORMATS
    count_max: Annotated[int, Field(ge=1, le=10)] = 4
    references_max: Annotated[int, Field(ge=0, le=16)] = 16
    references_min: Annotated[int, Field(ge=0, le=16)] = 0
    mask: bool = True
    mask_needed: bool = False
    size_step: Literal[16, 32, 64] = 16
    edge_max: Annotated[int, Field(ge=1024, le=3840)] = 3840
    transparency: bool = False
    complexity: bool = False
    partials_max: Annotated[int, Field(ge=0, le=3)] = 0
    batch_max: Annotated[int, Field(ge=1, le=10)] = 10
    never: frozenset[str] = frozenset()
    use: Use = Use.COMMERCIAL
    retired_for: Id | None = None
    retires: date | None = None


@dataclass(frozen=True, kw_only=True)
class StyleCard:
    """A named style: `words` are added to the prompt."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: Id
    title: Text
    words: Text


class Catalog:
    """The models this team can use, and its styles. Names are taken in any case.

    A model whose last day is still to come is one like any other until then.
    """

    def __init__(
        self,
        *,
        models: Sequence[ModelCard],
        styles: Sequence[StyleCard],
        default: str,
        today: Callable[[], date] = utc_today,
    ) -> None:
        self._models = {card.id: card for card in models}
        self._styles = {card.id: card for card in styles}
        self._today = today
        self.default = default

    def models(self) -> tuple[ModelCard, ...]:
        """Every model that can be asked for, in the file's order; retired ones are left out."""
        present = map(self._present, self._models.values())
        return tuple(card for card in present if not card.retired_for)

    def styles(self) -> tuple[StyleCard, ...]:
        """Every style, in the file's order."""
        return tuple(self._styles.values())

    def get(self, name: str) -> ModelCard:
        """Read a card by id or title, a retired one too. Raises UnknownModel."""
        card = _named(name, self._models.values())
        if card is None:
            known = [card.id for card in self.models()]
            raise UnknownModel(asked=name, known=list(known), suggestion=closest(name, known))
        return self._present(card)

    def style(self, name: str) -> StyleCard:
        """Read a style by id or title. Raises InvalidPrompt, reason bad-value."""
        card = _named(name, self._styles.values())
        if card is None:
            known = list(self._styles)
            raise InvalidPrompt(
                "bad-value",
                flag="--style",
                value=name,
                allowed=list(known),
                suggestion=f"--style {near}" if (near := closest(name, known)) else None,
            )
        return card

    def nearest(self, able: Callable[[ModelCard], bool]) -> ModelCard | None:
        """The default model if it is able, else the first in the file's order that is."""
        ranked = sorted(self.models(), key=lambda card: card.id != self.default)
        return next((card for card in ranked if able(card)), None)

    def only(self, providers: Collection[str], default: str | None = None) -> "Catalog":
        """Leave out models whose provider is not configured.

        The default is `default`, else the present one, else the first that is left. Raises
        StartError where nothing is left or `default` is not among it.
        """
        left = [card for card in self._models.values() if card.provider in providers]
        ids = [card.id for card in map(self._present, left) if not card.retired_for]
        if not ids:
            raise StartError(f"No model is left: none belongs to {', '.join(sorted(providers))}.")
        if default is not None and default not in ids:
            raise StartError(f"The default model {default!r} is not one of {', '.join(ids)}.")
        chosen = default or (self.default if self.default in ids else ids[0])
        return Catalog(models=left, styles=self.styles(), default=chosen, today=self._today)

    def _present(self, card: ModelCard) -> ModelCard:
        gone = card.retires is None or card.retires <= self._today()
        return card if gone else replace(card, retired_for=None)


Card = TypeVar("Card", ModelCard, StyleCard)


def _named(name: str, cards: Iterable[Card]) -> Card | None:
    wanted = "-".join(name.lower().split())
    return next((c for c in cards if wanted in (c.id, "-".join(c.title.lower().split()))), None)


def closest(word: str, known: Collection[str]) -> str | None:
    """The known word that `word` was probably meant to be."""
    lower = word.lower()
    starts = [name for name in known if len(lower) > 1 and name.startswith(lower)]
    if starts:
        return min(starts, key=len)
    return next(iter(difflib.get_close_matches(lower, known, n=1, cutoff=0.6)), None)


def with_ids(table: object) -> object:
    """Give each entry of a table its key as `id`."""
    if not isinstance(table, dict):
        return table
    return [
        {"id": key, **entry} if isinstance(entry, dict) else entry for key, entry in table.items()
    ]


class _ModelsFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    default: str
    models: Annotated[list[ModelCard], BeforeValidator(with_ids), Field(min_length=1)]

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        live = [card.id for card in self.models if not card.retired_for]
        asked = [self.default, *(c.retired_for for c in self.models if c.retired_for)]
        for name in asked:
            if name not in live:
                raise ValueError(f"{name!r} is named but is not one of {', '.join(live)}")
        return self

    @model_validator(mode="after")
    def _transparency_has_a_format(self) -> Self:
        for card in self.models:
            if card.transparency and card.formats <= {ImageFormat.JPEG}:
                raise ValueError(f"{card.id!r} has transparency, which needs png or webp")
        return self


class _StylesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    styles: Annotated[list[StyleCard], BeforeValidator(with_ids)]


Shape = TypeVar("Shape", bound=BaseModel)


def read_table(path: Path, shape: type[Shape]) -> Shape:
    """Read a TOML file into a shape. Raises StartError: file, entry, what is allowed."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except FileNotFoundError:
        raise StartError(f"{path} is missing; it comes with the program.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StartError(f"{path} is not valid TOML: {error}.") from None
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        raise StartError(f"{path}: {_slip(error, data)}.") from None


def _slip(error: ValidationError, data: dict[str, Any]) -> str:
    first = error.errors()[0]
    place: list[str] = []
    node: object = data
    for step in first["loc"]:
        if isinstance(node, dict) and isinstance(step, int):
            step = list(node)[step]  # entries were listed by their keys
        place.append(str(step))
        node = node.get(step) if isinstance(node, dict) else None
    where = ".".join(place) or "the file"
    if first["type"] == "unexpected_keyword_argument":
        card = _CARDS.get(place[0])
        known = [one.name for one in fields(card) if one.name != "id"] if card else []
        return f"{where}: there is no such entry" + (f", only {', '.join(known)}" if known else "")
    shown = "" if isinstance(first["input"], dict | list) else f" (it says {first['input']!r})"
    return f"{where}: {first['msg'].removeprefix('Value error, ')}{shown}"


_CARDS: dict[str, type[ModelCard | StyleCard]] = {"models": ModelCard, "styles": StyleCard}


def load_catalog(
    models_toml: Path, styles_toml: Path, *, today: Callable[[], date] = utc_today
) -> Catalog:
    """Read both tables. Raises StartError."""
    models = read_table(models_toml, _ModelsFile)
    styles = read_table(styles_toml, _StylesFile)
    return Catalog(models=models.models, styles=styles.styles, default=models.default, today=today)
