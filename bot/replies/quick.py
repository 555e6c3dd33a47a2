"""The form of the quick changes."""

from collections.abc import Sequence

from bot.models import Choice, Form, FormInput, InputKind, PictureRef, Verb
from bot.replies.buttons import button
from bot.replies.forms import KEEP_CHARS_MAX
from bot.replies.words import Phrases


def quick_form(
    say: Phrases,
    *,
    picture: PictureRef,
    changes: Sequence[tuple[str, str]],
    pictures: Sequence[int] = (),
    price: int | None = None,
) -> Form:
    """Ask which change, to which of the `pictures`. `changes` are ids with titles, at least one.

    Its values: quick, details and, of several pictures, which.
    """
    submit = button(say, Verb.QUICK, picture.job, index=picture.index, price=price)
    numbers = [(str(number), str(number)) for number in pictures]
    which = _select("which", say("quick-picture"), numbers, str(picture.index))
    return Form(
        key=submit.key,
        title=say("button-quick"),
        inputs=(
            _select("quick", say("quick-change"), changes, changes[0][0]),
            *((which,) if len(pictures) > 1 else ()),
            FormInput(
                name="details",
                kind=InputKind.TEXT,
                label=say("quick-details"),
                hint=say("quick-details-hint"),
                most=KEEP_CHARS_MAX,
            ),
        ),
        submit=submit.label,
    )


def _select(name: str, label: str, choices: Sequence[tuple[str, str]], value: str) -> FormInput:
    return FormInput(
        name=name,
        kind=InputKind.SELECT,
        label=label,
        value=value,
        required=True,
        choices=tuple(Choice(value=value, label=label) for value, label in choices),
    )
