"""Forms: what a button asks for before it acts."""

from collections.abc import Sequence

from bot.models import (
    Choice,
    Form,
    FormInput,
    InputKind,
    Job,
    PictureRef,
    Ratio,
    Verb,
)
from bot.replies.buttons import button
from bot.replies.words import Phrases

CHANGE_CHARS_MAX = 3000
"""What the smallest platform's text field takes."""
KEEP_CHARS_MAX = 500
FILES_MAX = 10
"""What the smallest platform's file field takes."""

EDIT_RATIOS = tuple(Ratio)


def edit_form(
    say: Phrases,
    *,
    picture: PictureRef,
    price: int | None = None,
    several: bool = False,
    ratios: Sequence[Ratio] = EDIT_RATIOS,
) -> Form:
    """Ask what to change in a picture. `price` is that of one edit; `several` numbers the title.

    Its values: change, keep, ratio ("" keeps the picture's own) and files.
    """
    submit = button(say, Verb.EDIT, picture.job, index=picture.index, price=price)
    return Form(
        key=submit.key,
        title=say("edit-title-one", index=picture.index) if several else say("edit-title"),
        inputs=(
            _text(say, "change", InputKind.PARAGRAPH, required=True, most=CHANGE_CHARS_MAX),
            _text(say, "keep", InputKind.TEXT, most=KEEP_CHARS_MAX),
            FormInput(
                name="ratio",
                kind=InputKind.SELECT,
                label=say("edit-ratio"),
                hint=say("edit-ratio-hint"),
                choices=tuple(Choice(value=ratio.value, label=ratio.value) for ratio in ratios),
            ),
            _text(say, "files", InputKind.FILES, most=FILES_MAX),
        ),
        submit=submit.label,
    )


def reword_form(say: Phrases, *, job: Job, price: int | None = None) -> Form:
    """Ask for other words for a job that was refused; its value: prompt."""
    return Form(
        key=button(say, Verb.EDIT, job.id).key,
        title=say("reword-title"),
        inputs=(
            FormInput(
                name="prompt",
                kind=InputKind.PARAGRAPH,
                label=say("reword-prompt"),
                value=job.request.prompt[:CHANGE_CHARS_MAX],
                required=True,
                most=CHANGE_CHARS_MAX,
            ),
        ),
        submit=button(say, Verb.AGAIN, job.id, price=price).label,
    )


def _text(
    say: Phrases, name: str, kind: InputKind, *, required: bool = False, most: int
) -> FormInput:
    return FormInput(
        name=name,
        kind=kind,
        label=say(f"edit-{name}"),
        hint=say(f"edit-{name}-hint"),
        required=required,
        most=most,
    )
