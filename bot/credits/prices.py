"""The price table: what a picture costs, before any money moves, and what it cost once it is there.

A credit is about one US cent of the provider's list price. Every price is a whole number and at
least 1. Rows come in three forms: flat, a table of quality by resolution, and metered: the law by
which a model's provider counts tokens, as data.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.catalog import Id, ModelCard, read_table
from bot.credits.usage import TokensUsed
from bot.errors import StartError
from bot.models import (
    GIF_FRAMES,
    ImageFormat,
    ImageRequest,
    PriceParts,
    Quality,
    Quote,
    Resolution,
    Size,
)
from bot.models.drawing import PARTIALS_MAX

Credits = Annotated[int, Field(ge=1, le=1_000_000)]
Extra = Annotated[int, Field(ge=0, le=1_000_000)]
Priced = Literal["low", "medium", "high", "xhigh", "max"]
Usd = Annotated[Decimal, Field(ge=0)]
Patches = Annotated[int, Field(ge=1, le=1000)]

_SQUARES = {Resolution.K1: 1024, Resolution.K2: 2048, Resolution.K4: 2880}
_DEAREST = tuple(quality for quality in reversed(Quality) if quality is not Quality.AUTO)
REFERENCE_TOKENS_MAX = 1536
"""The most a reference is billed, whatever its size."""
BYTES_A_TOKEN = 4
"""Of UTF-8 text, about: what words are quoted at."""
WORDS_FREE_BYTES = 4_000
"""Of words: a price is on a button before they are typed, and so many fit into its form."""
_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a picture's price depends on. `size` None: the model chooses it."""

    quality: Quality
    resolution: Resolution
    size: Size | None = None
    references: int = 0
    words_bytes: int = 0
    frames: int = 1

    @property
    def drawn_size(self) -> Size:
        """The size it is priced at: a resolution's square is its dearest.

        An animation's pictures lie on one sheet, in as many rows as columns.
        """
        edge, side = _SQUARES[self.resolution], math.isqrt(self.frames)
        size = self.size or Size(width=edge, height=edge)
        return Size(width=size.width * side, height=size.height * side)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Flat(_Row):
    """One price for every picture."""

    form: Literal["flat"]
    credits: Credits
    per_reference: Extra = 0

    def parts(self, wanted: Wanted) -> PriceParts:
        """What one picture costs."""
        return PriceParts(picture=self.credits, references=self.per_reference * wanted.references)

    def prices(self, quality: Quality, resolution: Resolution) -> bool:
        """Whether the row has a price for these."""
        return True


class Table(_Row):
    """A price for each quality at each resolution, and perhaps for each reference."""

    form: Literal["table"]
    credits: Mapping[Priced, Mapping[Resolution, Credits]]
    per_reference: Extra = 0

    def parts(self, wanted: Wanted) -> PriceParts:
        """What one picture costs."""
        return PriceParts(
            picture=self._row(wanted.quality)[wanted.resolution],
            references=self.per_reference * wanted.references,
        )

    def prices(self, quality: Quality, resolution: Resolution) -> bool:
        """Whether the row has a price for these."""
        return resolution in self._row(quality)

    def _row(self, quality: Quality) -> Mapping[Resolution, int]:
        return self.credits.get(_of(self.credits, quality), {})


class Metered(_Row):
    """The law by which a provider counts tokens: tokens times a rate, rounded up to whole credits.

    `patches` is the model's detail along the longer edge, by quality. Where that is not known for
    sure (`ceilings`), the price is a ceiling, and what the provider says it used is paid instead.
    """

    form: Literal["metered"]
    patches: Mapping[Priced, Patches]
    ceilings: frozenset[Priced] = frozenset()
    usd_per_credit: Annotated[Decimal, Field(gt=0)] = Decimal("0.01")
    output_usd_per_million: Usd
    reference_usd_per_million: Usd = Decimal(0)
    words_usd_per_million: Usd = Decimal(0)
    partial_tokens: Annotated[int, Field(ge=0, le=10_000)] = 0

    @model_validator(mode="after")
    def _ceilings_are_priced(self) -> Self:
        if unknown := self.ceilings - self.patches.keys():
            raise ValueError(f"ceilings names {', '.join(sorted(unknown))}, patches does not")
        return self

    def parts(self, wanted: Wanted) -> PriceParts:
        """What one picture costs."""
        wordless = replace(wanted, words_bytes=0)
        picture = self.credits(self._usd(replace(wordless, references=0)))
        both = self.credits(self._usd(wordless))
        words = self.credits(self._usd(wanted)) - both
        return PriceParts(picture=picture, references=both - picture, words=words)

    def prices(self, quality: Quality, resolution: Resolution) -> bool:
        """Whether the row has a price for these."""
        return _of(self.patches, quality) in self.patches

    def output_tokens(self, wanted: Wanted) -> int:
        """Tokens of one picture by the law."""
        patches = self.patches[_of(self.patches, wanted.quality)]
        return output_tokens(patches, wanted.drawn_size)

    def _usd(self, wanted: Wanted) -> Decimal:
        output = self.output_tokens(wanted) * self.output_usd_per_million
        references = wanted.references * REFERENCE_TOKENS_MAX * self.reference_usd_per_million
        words = -(-wanted.words_bytes // BYTES_A_TOKEN) * self.words_usd_per_million
        return (output + references + words) / _MILLION

    def leaves_open(self, wanted: Wanted) -> bool:
        """Whether the law does not say what is used: then the price is a ceiling."""
        return (
            wanted.size is None
            or wanted.references > 0
            or wanted.frames > 1
            or wanted.quality is Quality.AUTO
            or wanted.quality.value in self.ceilings
        )

    def used(self, used: TokensUsed) -> int:
        """What a provider's count of tokens comes to, in credits."""
        usd = (
            used.output * self.output_usd_per_million
            + used.pictures_in * self.reference_usd_per_million
            + used.words_in * self.words_usd_per_million
        )
        return self.credits(usd / _MILLION)

    def partials(self, wanted: Wanted) -> int:
        """How many partial pictures cost no credit more than the picture does without."""
        if not self.partial_tokens or not self.output_usd_per_million:
            return PARTIALS_MAX
        each = self.partial_tokens * self.output_usd_per_million / _MILLION
        room = self.parts(wanted).unit * self.usd_per_credit - self._usd(wanted)
        return min(PARTIALS_MAX, int(room / each))

    def credits(self, usd: Decimal) -> int:
        """Whole credits, rounded up, at least one."""
        return max(1, int((usd / self.usd_per_credit).to_integral_value(ROUND_CEILING)))


def output_tokens(patches: int, size: Size) -> int:
    """Tokens a GPT Image model bills for a picture.

    `patches` along the long edge, as many of them across as the ratio gives rounded half up, and
    the product scaled by (2,000,000 + pixels) / 4,000,000, rounded up.
    """
    long, short = max(size.width, size.height), min(size.width, size.height)
    across = int((Decimal(patches * short) / long).to_integral_value(ROUND_HALF_UP))
    return -(-patches * across * (2_000_000 + size.pixels) // 4_000_000)


def _of(row: Mapping[Priced, object], quality: Quality) -> Priced:
    """The quality as a row names it. AUTO may become any, so it is priced as the dearest."""
    if quality is Quality.AUTO:
        quality = next(one for one in _DEAREST if one.value in row)
    return quality.value  # type: ignore[return-value]


class _PricesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,40}$")]
    prices: Mapping[Id, Annotated[Flat | Table | Metered, Field(discriminator="form")]]


class PriceList:
    """All rows, under a name that no other table shares."""

    def __init__(self, *, rows: Mapping[str, Flat | Table | Metered], tariff: str) -> None:
        self._rows = dict(rows)
        self.tariff = tariff

    def quote(
        self,
        card: ModelCard,
        *,
        quality: Quality,
        resolution: Resolution,
        size: Size | None = None,
        count: int = 1,
        references: int = 0,
    ) -> Quote:
        """Price `count` pictures. `size` None (ratio auto) is priced as the resolution's square."""
        wanted = Wanted(quality=quality, resolution=resolution, size=size, references=references)
        unit = self._rows[card.price].parts(wanted).unit
        return Quote(model=card.id, unit=unit, count=count, tariff=self.tariff)

    def quote_request(self, card: ModelCard, request: ImageRequest) -> Quote:
        """Price a composed request."""
        unit = self.parts(card, request).unit
        return Quote(model=card.id, unit=unit, count=request.count, tariff=self.tariff)

    def parts(self, card: ModelCard, request: ImageRequest) -> PriceParts:
        """What the price of one picture of a request is made of."""
        return self._rows[card.price].parts(wanted_of(request))

    def partials(self, card: ModelCard, request: ImageRequest) -> int:
        """How many partial pictures a request may ask for: as many as cost nobody a credit."""
        row = self._rows[card.price]
        return row.partials(wanted_of(request)) if isinstance(row, Metered) else PARTIALS_MAX

    def charge(
        self, card: ModelCard, request: ImageRequest, quote: Quote, used: TokensUsed | None
    ) -> int:
        """What a whole job's pictures cost, in credits, by what its provider says it used.

        At most the quote, and the quote where the law knows the price, or where nothing was said.
        """
        row = self._rows.get(card.price)
        if used is None or not isinstance(row, Metered) or not row.leaves_open(wanted_of(request)):
            return quote.total
        if request.references and not used.pictures_in:
            return quote.total  # a count that leaves them out says too little
        return min(quote.total, row.used(used))

    def metered(self, card: ModelCard) -> Metered | None:
        """The law a model is priced by, if it is."""
        row = self._rows.get(card.price)
        return row if isinstance(row, Metered) else None

    def check(self, cards: Iterable[ModelCard]) -> None:
        """Called at start. Raises StartError where something that can be asked has no price."""
        for card in cards:
            row = self._rows.get(card.price)
            if row is None:
                known = ", ".join(sorted(self._rows))
                raise StartError(
                    f"The price row {card.price!r} of model {card.id!r} is not in the price table, "
                    f"which has {known}."
                )
            _check_row(card, row)


def wanted_of(request: ImageRequest) -> Wanted:
    """What a request's price depends on."""
    return Wanted(
        quality=request.quality,
        resolution=request.resolution,
        size=request.size,
        references=len(request.references),
        words_bytes=max(0, len(request.prompt.encode()) - WORDS_FREE_BYTES),
        frames=GIF_FRAMES if request.format is ImageFormat.GIF else 1,
    )


def _check_row(card: ModelCard, row: Flat | Table | Metered) -> None:
    for quality in (one for one in (*_DEAREST, Quality.AUTO) if one in card.qualities):
        for resolution in sorted(card.resolutions):
            if not row.prices(quality, resolution):
                raise StartError(
                    f"The price row {card.price!r} has nothing for {quality} at {resolution}, "
                    f"which the model {card.id!r} offers."
                )


def load_prices(path: Path) -> PriceList:
    """Read the price table. Raises StartError."""
    table = read_table(path, _PricesFile)
    text = json.dumps(table.model_dump(mode="json"), sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return PriceList(rows=table.prices, tariff=f"{table.version}-{digest}")
