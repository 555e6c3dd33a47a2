"""Which models a picture is compared by."""

from collections.abc import Sequence

from bot.catalog import Catalog
from bot.errors import InvalidPrompt

COMPARED_MIN = 2
COMPARED_MAX = 4


def compared_models(catalog: Catalog, asked: Sequence[str]) -> Sequence[str]:
    """The ids of the models named, each once. Raises InvalidPrompt for too few or too many."""
    known = [card.id for card in catalog.models()]
    if len(known) < COMPARED_MIN:
        raise InvalidPrompt("compare-one", model=known[0])
    models = list(dict.fromkeys(catalog.get(name).id for name in asked))
    if not COMPARED_MIN <= len(models) <= COMPARED_MAX:
        raise InvalidPrompt(
            "compare-models", least=COMPARED_MIN, most=COMPARED_MAX, known=list(known)
        )
    return models
