"""Form -> modal, and a submitted modal -> values. A submit tells all, even after a restart."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.models import Form, FormInput, InputKind

TITLE_CHARS_MAX = 45
INPUTS_MAX = 5
LABEL_CHARS_MAX = 45
HINT_CHARS_MAX = 100
TEXT_CHARS_MAX = 4000
OPTIONS_MAX = 25
FILES_MAX = 10
OPTION_CHARS_MAX = 100

MARK = "~"
"""Between a form's key and what makes its opening unique: two people may have it open at once."""
OPENING_BYTES = 9
YES = "yes"


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """A form that came back. `key` is the Form's; `files` are attachments as Discord sends them."""

    opening: str
    key: str
    options: Mapping[str, str]
    files: tuple[Mapping[str, Any], ...]


def modal(form: Form) -> ui.Modal:
    """A modal with an id of its own. It is finished: discord.py does not wait for its submit."""
    opened = ui.Modal(
        title=_cut(form.title, TITLE_CHARS_MAX),
        custom_id=f"{form.key}{MARK}{secrets.token_urlsafe(OPENING_BYTES)}",
        timeout=None,
    )
    for entry in form.inputs[:INPUTS_MAX]:
        label: ui.Label[ui.Modal] = ui.Label(
            text=_cut(entry.label, LABEL_CHARS_MAX),
            description=_cut(entry.hint, HINT_CHARS_MAX) or None,
            component=_component(entry),
        )
        opened.add_item(label)
    opened.stop()
    return opened


def submitted(data: Mapping[str, Any]) -> Submitted:
    """Read what Discord sends for a submitted modal."""
    known = data.get("resolved", {}).get("attachments", {})
    options: dict[str, str] = {}
    files: list[Mapping[str, Any]] = []
    for outer in data["components"]:
        inner: Mapping[str, Any] = outer.get("component") or {}
        if inner.get("type") == discord.ComponentType.file_upload.value:
            files += [known[file] for file in inner.get("values", ()) if file in known]
        elif inner:
            options[inner["custom_id"]] = _value(inner)
    return Submitted(
        opening=data["custom_id"],
        key=data["custom_id"].partition(MARK)[0],
        options=options,
        files=tuple(files),
    )


def _component(entry: FormInput) -> "ui.Item[ui.Modal]":
    match entry.kind:
        case InputKind.TEXT | InputKind.PARAGRAPH:
            return _text(entry)
        case InputKind.SELECT:
            return ui.Select(
                custom_id=entry.name,
                options=_options(entry),
                required=entry.required,
                min_values=int(entry.required),
            )
        case InputKind.FILES:
            return ui.FileUpload(
                custom_id=entry.name,
                required=entry.required,
                min_values=int(entry.required),
                max_values=min(entry.most or FILES_MAX, FILES_MAX),
            )
        case InputKind.TOGGLE:
            return ui.Checkbox(custom_id=entry.name, default=entry.value == YES)


def _text(entry: FormInput) -> "ui.TextInput[ui.Modal]":
    most = min(entry.most or TEXT_CHARS_MAX, TEXT_CHARS_MAX)
    long = entry.kind is InputKind.PARAGRAPH
    return ui.TextInput(
        custom_id=entry.name,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        default=entry.value[:most] or None,
        required=entry.required,
        max_length=most,
    )


def _options(entry: FormInput) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=_cut(choice.label, OPTION_CHARS_MAX),
            value=choice.value,
            default=choice.value == entry.value and bool(entry.value),
        )
        for choice in entry.choices[:OPTIONS_MAX]
        if choice.value
    ]


def _value(component: Mapping[str, Any]) -> str:
    values: Sequence[str] | None = component.get("values")
    if values is not None:
        return values[0] if values else ""
    value = component.get("value")
    if isinstance(value, bool):
        return YES if value else ""
    return value or ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
