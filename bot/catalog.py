"""Models and styles as data: what each can do and what it is priced as."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.models import ImageFormat, Quality, Resolution, Size


class Use(StrEnum):
    """What a model's licence allows its pictures to be used for."""

    COMMERCIAL = "commercial"
    NON_COMMERCIAL = "non-commercial"


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """One model. `sizes` None means any valid size; else only these. `wire` is its provider's id.

    `price` names its row in the price table. `retired_for` is the model to use instead of one that
    is gone. `batch_max` pictures come from one call. `partials_max` above 0 asks for a stream. The
    wire parameters in `never` are not sent, because the model or its server refuses them.
    """

    id: str
    title: str
    provider: str
    wire: str
    price: str
    sizes: tuple[Size, ...] | None = None
    resolutions: frozenset[Resolution] = frozenset(Resolution)
    qualities: frozenset[Quality] = frozenset(Quality)
    formats: frozenset[ImageFormat] = frozenset(ImageFormat)
    count_max: int = 4
    references_max: int = 16
    mask: bool = True
    transparency: bool = False
    partials_max: int = 0
    batch_max: int = 10
    never: frozenset[str] = frozenset()
    use: Use = Use.COMMERCIAL
    retired_for: str | None = None


@dataclass(frozen=True, kw_only=True)
class StyleCard:
    """A named style: `words` are added to the prompt."""

    id: str
    title: str
    words: str


class Catalog:
    """The models this team can use, and its styles."""

    def __init__(
        self, *, models: Sequence[ModelCard], styles: Sequence[StyleCard], default: str
    ) -> None:
        self._models = {card.id: card for card in models}
        self._styles = {card.id: card for card in styles}
        self.default = default
