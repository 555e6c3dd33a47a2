"""The price table: what a picture costs, before any money moves.

A credit is about one US cent of the provider's list price. Every price is a whole number and at
least 1. Rows come in three forms: flat, a table of quality by resolution, and metered by the
provider's own formula for output tokens.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.catalog import Id, ModelCard, read_table
from bot.errors import StartError
from bot.models import ImageRequest, Quality, Quote, Resolution, Size

Credits = Annotated[int, Field(ge=1, le=1_000_000)]
Extra = Annotated[int, Field(ge=0, le=1_000_000)]
Priced = Literal["low", "medium", "high"]
Usd = Annotated[Decimal, Field(ge=0)]

_SQUARES = {Resolution.K1: 1024, Resolution.K2: 2048, Resolution.K4: 2880}
# gpt-image-2's detail per quality: patches along the longer edge.
_PATCHES = {Quality.LOW: 16, Quality.MEDIUM: 48, Quality.HIGH: 96}
_REFERENCE_TOKENS = 1536  # the most a reference is billed, whatever its size
_MILLION = Decimal(1_000_000)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Flat(_Row):
    """One price for every picture."""

    form: Literal["flat"]
    credits: Credits
    per_reference: Extra = 0

    def unit(self, quality: Quality, resolution: Resolution, size: Size, references: int) -> int:
        """Credits for one picture."""
        return self.credits + self.per_reference * references

    def prices(self, quality: Quality, resolution: Resolution) -> bool:
        """Whether the row has a price for these."""
        return True


class Table(_Row):
    """A price for each quality at each resolution, and perhaps for each reference."""

    form: Literal["table"]
    credits: Mapping[Priced, Mapping[Resolution, Credits]]
    per_reference: Extra = 0

    def unit(self, quality: Quality, resolution: Resolution, size: Size, references: int) -> int:
        """Credits for one picture."""
        return self._row(quality)[resolution] + self.per_reference * references

    def prices(self, quality: Quality, resolution: Resolution) -> bool:
        """Whether the row has a price for these."""
        return resolution in self._row(quality)

    def _row(self, quality: Quality) -> Mapping[Resolution, int]:
        return next((row for name, row in self.credits.items() if name == quality.value), {})


class Metered(_Row):
    """The provider's own arithmetic: tokens times a rate, rounded up to whole credits."""

    form: Literal["metered"]
    usd_per_credit: Annotated[Decimal, Field(gt=0)] = Decimal("0.01")
    output_usd_per_million: Usd
    reference_usd_per_million: Usd = Decimal(0)

    def unit(self, quality: Quality, resolution: Resolution, size: Size, references: int) -> int:
        """Credits for one picture."""
        usd = output_tokens(quality, size) * self.output_usd_per_million / _MILLION
        usd += references * _REFERENCE_TOKENS * self.reference_usd_per_million / _MILLION
        return max(1, int((usd / self.usd_per_credit).to_integral_value(ROUND_CEILING)))

    def prices(self, quality: Quality, resolution: Resolution) -> bool:
        """Whether the row has a price for these."""
        return True


def output_tokens(quality: Quality, size: Size) -> int:
    """Tokens gpt-image-2 bills for a picture.

    Long edge f patches, short edge f * short / long rounded half up, and the product scaled by
    (2,000,000 + pixels) / 4,000,000, rounded up. f is 16, 48 or 96 by quality.
    """
    patches = _PATCHES[_priced(quality)]
    long, short = max(size.width, size.height), min(size.width, size.height)
    across = int((Decimal(patches * short) / long).to_integral_value(ROUND_HALF_UP))
    return -(-patches * across * (2_000_000 + size.pixels) // 4_000_000)


def _priced(quality: Quality) -> Quality:
    """AUTO may become HIGH, so that is what is held for it."""
    return Quality.HIGH if quality is Quality.AUTO else quality


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
        edge = _SQUARES[resolution]
        unit = self._rows[card.price].unit(
            _priced(quality), resolution, size or Size(width=edge, height=edge), references
        )
        return Quote(model=card.id, unit=unit, count=count, tariff=self.tariff)

    def quote_request(self, card: ModelCard, request: ImageRequest) -> Quote:
        """Price a composed request."""
        return self.quote(
            card,
            quality=request.quality,
            resolution=request.resolution,
            size=request.size,
            count=request.count,
            references=len(request.references),
        )

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


def _check_row(card: ModelCard, row: Flat | Table | Metered) -> None:
    for quality in sorted(map(_priced, card.qualities)):
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
