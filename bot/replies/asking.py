"""What is asked before anything is made or charged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.errors import UserError
from bot.models import (
    Action,
    Audience,
    Field,
    ImageRequest,
    JobId,
    PriceParts,
    Reply,
    Style,
    Tone,
    Verb,
)
from bot.replies.buttons import button
from bot.replies.describing import pictures_words, price_words, prompt_quote, request_fields
from bot.replies.plain import lines
from bot.replies.prices import price_reasons
from bot.replies.words import Phrases

AS_ASKED = 1
CHEAPER = 2
"""Which offer of a draft a button takes."""

WORDS_CHARS_MAX = 1900
"""Old and new words together fit into what the smallest platform's fields take."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A job that waits for a yes, and its price in credits."""

    request: ImageRequest
    model_title: str
    price: int
    parts: PriceParts


@dataclass(frozen=True, kw_only=True)
class Cheaper:
    """The same for less: what is given up (quality, resolution, count), and what is left then."""

    way: str
    request: ImageRequest
    total: int


def confirm_card(
    say: Phrases,
    *,
    draft: JobId,
    asked: Sequence[Asked],
    available: int,
    cheaper: Cheaper | None = None,
) -> Reply:
    """Ask for a yes to a price, with a cheaper way where there is one.

    Several `asked` are one for each model. An offer that `available` cannot pay has no button.
    """
    total = sum(one.price for one in asked)
    left = Field(name=say("field-available"), value=say("credits", amount=available))
    return Reply(
        text=say.join(_question(say, asked, total), _instead(say, cheaper, total)),
        quote=prompt_quote(asked[0].request),
        fields=(*_asked_fields(say, asked), left),
        actions=_answers(say, draft, total=total, cheaper=cheaper, available=available),
        tone=Tone.WARNING,
        audience=Audience.REQUESTER,
        code="confirm",
    )


def _question(say: Phrases, asked: Sequence[Asked], total: int) -> str:
    price = price_words(say, total)
    if len(asked) > 1:
        return say("confirm-many", count=len(asked), price=price)
    return say("confirm-text", what=pictures_words(say, asked[0].request), price=price)


def _instead(say: Phrases, cheaper: Cheaper | None, total: int) -> str:
    if cheaper is None:
        return ""
    price = price_words(say, cheaper.total)
    return say("confirm-cheaper", way=_way(say, cheaper), price=price, instead=total)


def _asked_fields(say: Phrases, asked: Sequence[Asked]) -> tuple[Field, ...]:
    if len(asked) > 1:
        return tuple(
            Field(name=one.model_title, value=price_words(say, one.price)) for one in asked
        )
    request, parts = asked[0].request, asked[0].parts
    reasons = Field(name=say("field-price"), value=price_reasons(say, request=request, parts=parts))
    known = request_fields(say, request=request, model_title=asked[0].model_title)
    return (*known, reasons) if parts.unit > parts.picture else known


def _answers(
    say: Phrases, draft: JobId, *, total: int, cheaper: Cheaper | None, available: int
) -> tuple[Action, ...]:
    answers = []
    if total <= available:
        answers.append(button(say, Verb.CONFIRM, draft, index=AS_ASKED, price=total))
    if cheaper is not None and cheaper.total <= available:
        way = _way(say, cheaper)
        answers.append(
            button(say, Verb.CONFIRM, draft, index=CHEAPER, price=cheaper.total, label=way)
        )
    return (*answers, button(say, Verb.REFUSE, draft))


def _way(say: Phrases, cheaper: Cheaper) -> str:
    if cheaper.way == "quality":
        return say(f"way-quality-{cheaper.request.quality}")
    if cheaper.way == "resolution":
        return say("way-resolution", resolution=cheaper.request.resolution.upper())
    return say("way-count")


class Proposed(StrEnum):
    """What a button makes of words that were no clear order."""

    DRAW = "draw"
    EDIT = "edit"
    CHANGE_PHOTO = "photo"


def proposal_card(
    say: Phrases,
    *,
    draft: JobId,
    offered: Proposed,
    request: ImageRequest,
    price: int,
    instead_of: UserError | None = None,
    latest: bool = False,
) -> Reply:
    """Offer one button for words in doubt, or for what would be right `instead_of` a mistake.

    `latest` asks whether the person's newest picture is meant.
    """
    asked = say("proposal-latest" if latest else "proposal")
    return Reply(
        text=say.error(instead_of) if instead_of else asked,
        quote=prompt_quote(request),
        actions=(
            button(say, Verb.CONFIRM, draft, index=1, price=price, key=f"button-propose-{offered}"),
        ),
        tone=Tone.ERROR if instead_of else Tone.PLAIN,
        audience=Audience.REQUESTER,
        footer=say("nothing-charged") if instead_of else "",
        code=instead_of.key.replace("_", "-") if instead_of else "proposal",
    )


def enhance_card(
    say: Phrases, *, draft: JobId, old: str, new: str, price: int, fell_back: bool = False
) -> Reply:
    """Show old and new words side by side, each with its button.

    `fell_back` says that the text model did not help and rules wrote the new words.
    """
    return Reply(
        text=say.join(say("enhance-text"), say("enhance-fell-back") if fell_back else ""),
        fields=(
            Field(name=say("field-words-old"), value=lines(old, most=WORDS_CHARS_MAX)),
            Field(name=say("field-words-new"), value=lines(new, most=WORDS_CHARS_MAX)),
        ),
        actions=(
            button(say, Verb.CONFIRM, draft, index=1, price=price, key="button-accept"),
            _kept(button(say, Verb.CONFIRM, draft, index=2, price=price, key="button-keep")),
            button(say, Verb.REFUSE, draft),
        ),
        audience=Audience.REQUESTER,
        code="enhanced",
    )


def _kept(action: Action) -> Action:
    """The lesser choice: both make a picture, and one is what was asked about."""
    return replace(action, style=Style.SECONDARY)
