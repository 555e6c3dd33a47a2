"""The forms that a menu on a message or a person opens. Pure."""

from collections.abc import Iterator

import discord

from bot.models import Action, ActionKey, Form, FormInput, InputKind, JobId, PictureRef, Verb
from bot.replies import Phrases, edit_form

AMOUNT_CHARS_MAX = 9
REASON_CHARS_MAX = 300
PROMPT_CHARS_MAX = 4000
FILES_MAX = 9


def key_in(message: discord.Message, verb: Verb) -> str | None:
    """The first button of that verb in a message of ours: it tells the picture."""
    return next((action.key for action in actions_in(message, verb)), None)


def actions_in(message: discord.Message, verb: Verb) -> tuple[Action, ...]:
    """The buttons of that verb in a message of ours, one for each picture."""
    return tuple(action for action in _actions(message) if action.verb is verb)


def pictures_in(message: discord.Message) -> tuple[PictureRef, ...]:
    """The finished pictures that the buttons of a message of ours are about."""
    named = ((action.job, action.index) for action in _actions(message) if action.index)
    return tuple(PictureRef(job=job, index=index) for job, index in dict.fromkeys(named))


def job_in(message: discord.Message) -> JobId | None:
    """The job a message of ours is about."""
    return next((action.job for action in _actions(message)), None)


def edit_form_for(say: Phrases, core: Phrases) -> Form:
    """The edit form, in the `core`'s words, for a picture that is not one of ours."""
    nothing = PictureRef(job=JobId("-"), index=1)
    form = edit_form(core, picture=nothing)
    return Form(key="change", title=say("menu-edit-title"), inputs=form.inputs, submit=form.submit)


def use_form(say: Phrases) -> Form:
    """Ask for the words of a new picture that uses a message's pictures."""
    return Form(
        key="use",
        title=say("menu-use-title"),
        inputs=(
            FormInput(
                name="prompt",
                kind=InputKind.PARAGRAPH,
                label=say("menu-use-prompt"),
                required=True,
                most=PROMPT_CHARS_MAX,
            ),
            FormInput(
                name="files", kind=InputKind.FILES, label=say("menu-use-files"), most=FILES_MAX
            ),
        ),
        submit="",
    )


def credits_form(say: Phrases, name: str) -> Form:
    """Ask an admin how many credits a person gets."""
    return Form(
        key="credits",
        title=say("menu-credits-title", name=name),
        inputs=(
            FormInput(
                name="amount",
                kind=InputKind.TEXT,
                label=say("menu-credits-amount"),
                required=True,
                most=AMOUNT_CHARS_MAX,
            ),
            FormInput(
                name="reason",
                kind=InputKind.TEXT,
                label=say("menu-credits-reason"),
                most=REASON_CHARS_MAX,
            ),
        ),
        submit="",
    )


def is_ours(message: discord.Message, client: discord.Client) -> bool:
    """Whether the bot itself posted it, or answered an interaction with it.

    Another bot can give its messages the very buttons of ours.
    """
    me = client.user
    return message.application_id == client.application_id or message.author == me


def _rows(components: "list[discord.components.Component]") -> "list[discord.ActionRow]":
    found: list[discord.ActionRow] = []
    for component in components:
        if isinstance(component, discord.ActionRow):
            found.append(component)
        elif isinstance(component, discord.components.Container):
            found += _rows(list(component.children))
    return found


def _actions(message: discord.Message) -> Iterator[Action]:
    for row in _rows(message.components):
        for item in row.children:
            action = _action(item) if isinstance(item, discord.Button) else None
            if action is not None:
                yield action


def _action(item: discord.Button) -> Action | None:
    try:
        key = ActionKey.parse(item.custom_id or "")
    except ValueError:
        return None
    return Action(verb=key.verb, job=key.job, index=key.index, label=item.label or "")
