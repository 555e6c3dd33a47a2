"""Forms: what a button asks for before it acts."""

from collections.abc import Collection, Mapping, Sequence

from bot.models import (
    Action,
    ActionKey,
    Audience,
    Choice,
    Form,
    FormInput,
    InputKind,
    Job,
    PictureRef,
    Quality,
    Ratio,
    Reply,
    Resolution,
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

IMAGINE = "imagine"
"""The key of the form for a new picture; every other form is keyed by its button."""
COUNTS = ("1", "2", "3", "4")


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
                hint=_cut(say, job.request.prompt),
                value=job.request.prompt[:CHANGE_CHARS_MAX],
                required=True,
                most=CHANGE_CHARS_MAX,
            ),
        ),
        submit=button(say, Verb.AGAIN, job.id, price=price).label,
    )


def _cut(say: Phrases, prompt: str) -> str:
    """Say that a form holds only the beginning of long words."""
    if len(prompt) <= CHANGE_CHARS_MAX:
        return ""
    return say("reword-cut", shown=CHANGE_CHARS_MAX, length=len(prompt))


def imagine_form(
    say: Phrases,
    *,
    models: Sequence[tuple[str, str]],
    styles: Sequence[tuple[str, str]],
    qualities: Collection[Quality],
    usual: Mapping[str, str],
    prompt: str = "",
) -> Form:
    """Ask for a new picture. `models` and `styles` are ids with titles.

    `qualities` are those that some model offers.

    Its values are the grammar's options, and the files references and mask. `usual` says what holds
    where a field, by its name, is left as it is: then flags in the prompt count.
    """

    def select(name: str, label: str, choices: Sequence[tuple[str, str]]) -> FormInput:
        known = dict(choices).get(usual.get(name, ""))
        as_usual = say("imagine-usual", value=known) if known else say("imagine-none")
        return _select(name, label, [("", as_usual), *choices])

    return Form(
        key=IMAGINE,
        title=say("imagine-title"),
        inputs=(
            FormInput(
                name="prompt",
                kind=InputKind.PARAGRAPH,
                label=say("reword-prompt"),
                hint=say("imagine-prompt-hint"),
                value=prompt[:CHANGE_CHARS_MAX],
                required=True,
                most=CHANGE_CHARS_MAX,
            ),
            select("ratio", say("edit-ratio"), _plain(Ratio)),
            select("resolution", say("imagine-resolution"), _plain(Resolution)),
            select(
                "quality",
                say("field-quality"),
                [
                    (quality.value, say(f"quality-{quality}"))
                    for quality in Quality
                    if quality in qualities
                ],
            ),
            select("count", say("imagine-count"), [(count, count) for count in COUNTS]),
            *([select("model", say("field-model"), models)] if models[1:] else []),
            *([select("style", say("field-style"), styles)] if styles else []),
            _files("references", say("edit-files"), say("edit-files-hint"), FILES_MAX),
            _files("mask", say("imagine-mask"), say("imagine-mask-hint"), 1),
            FormInput(name="transparent", kind=InputKind.TOGGLE, label=say("imagine-transparent")),
            FormInput(name="private", kind=InputKind.TOGGLE, label=say("imagine-private")),
        ),
        submit=say("button-create"),
    )


def _plain(values: type[Ratio] | type[Resolution]) -> Sequence[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


def _select(name: str, label: str, choices: Sequence[tuple[str, str]]) -> FormInput:
    return FormInput(
        name=name,
        kind=InputKind.SELECT,
        label=label,
        choices=tuple(Choice(value=value, label=label) for value, label in choices),
    )


def _files(name: str, label: str, hint: str, most: int) -> FormInput:
    return FormInput(name=name, kind=InputKind.FILES, label=label, hint=hint, most=most)


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


def offer_card(form: Form) -> Reply:
    """Stand for a form where none can open: its title, and a button that opens it."""
    try:
        key = ActionKey.parse(form.key)
    except ValueError:  # the form for a new picture has no button
        return Reply(text=form.title, audience=Audience.REQUESTER)
    action = Action(verb=key.verb, job=key.job, index=key.index, label=form.submit)
    return Reply(text=form.title, actions=(action,), audience=Audience.REQUESTER)
