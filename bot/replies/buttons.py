"""Buttons, with what pressing them costs on their label."""

from collections.abc import Iterable, Mapping

from bot.models import Action, JobId, Question, Style, Verb
from bot.replies.describing import price_words
from bot.replies.words import Phrases

PER_PICTURE = (Verb.VARY, Verb.UPSCALE, Verb.EDIT, Verb.ORIGINAL)
FREE = frozenset(
    {
        Verb.ORIGINAL,
        Verb.DELETE,
        Verb.CANCEL,
        Verb.PUBLISH,
        Verb.ENHANCE,
        Verb.RECIPE,
        Verb.WHY,
        Verb.AS_PNG,
        Verb.AS_JPEG,
        Verb.AS_WEBP,
    }
)
"""These never cost anything; any other button needs a price to be offered."""

_STYLES = {
    Verb.AGAIN: Style.PRIMARY,
    Verb.CONFIRM: Style.PRIMARY,
    Verb.CANCEL: Style.DANGER,
    Verb.DELETE: Style.DANGER,
    Verb.FORGET: Style.DANGER,
}


def button(
    say: Phrases,
    verb: Verb,
    job: JobId,
    *,
    index: int = 0,
    price: int | None = None,
    number: int | None = None,
    key: str | None = None,
    label: str = "",
) -> Action:
    """A button. `number` is shown where several pictures have the same button.

    `key` is the wording's, where the verb says too little; `label` replaces the wording.
    """
    key = key or f"button-{verb}"
    name = label or (say(key) if number is None else say(f"{key}-one", index=number))
    label = name
    if price is not None:
        label = say("button-priced", label=name, price=price_words(say, price))
    return Action(
        verb=verb,
        job=job,
        index=index,
        label=label,
        name=name,
        price=price,
        style=_STYLES.get(verb, Style.SECONDARY),
        question=_question(say) if verb is Verb.DELETE else None,
    )


def _question(say: Phrases) -> Question:
    return Question(text=say("delete-question"), yes=say("button-delete"), no=say("delete-not"))


def offered(say: Phrases, verb: Verb, job: JobId, prices: Mapping[Verb, int]) -> tuple[Action, ...]:
    """The whole job's button, where it has a price or never costs."""
    if verb not in FREE and verb not in prices:
        return ()
    return (button(say, verb, job, price=prices.get(verb)),)


def picture_buttons(
    say: Phrases, job: JobId, indexes: Iterable[int], prices: Mapping[Verb, int]
) -> tuple[Action, ...]:
    """Vary, Upscale, Edit and Original of each picture, numbered where there are several."""
    pictures = tuple(indexes)
    several = len(pictures) > 1
    return tuple(
        button(
            say, verb, job, index=index, price=prices.get(verb), number=index if several else None
        )
        for index in pictures
        for verb in PER_PICTURE
        if verb in FREE or verb in prices
    )
