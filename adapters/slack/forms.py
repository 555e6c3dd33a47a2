"""Form -> a modal, and a modal's fields -> what was filled in. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from adapters.slack.ids import Place
from adapters.slack.limits import (
    FILES_MAX,
    INPUT_CHARS_MAX,
    LABEL_CHARS_MAX,
    OPTION_CHARS_MAX,
    OPTIONS_MAX,
    TITLE_CHARS_MAX,
    VIEW_BLOCKS_MAX,
)
from adapters.slack.payloads import File, View
from adapters.slack.render import Block, context, plain
from bot.models import Choice, Form, FormInput, InputKind

CALLBACK = "form"
FIELD = "value"
"""Every field's action id; its block is named after the input."""
PRICE = "price"
"""The block that shows what it would cost."""
REPRICE = "reprice"
"""The action id of fields whose change changes the price."""
YES = "true"
AS_USUAL = "-"
"""Stands for a choice that says nothing: Slack takes no empty value."""
FILE_TYPES = ["png", "jpg", "jpeg", "webp", "heic", "heif"]


@dataclass(frozen=True, kw_only=True)
class FormContext:
    """What a modal has to remember: it comes back with every change and with the answer.

    `thread` and `root` are as in a Scene: where people look, and what their results stand under.
    `files` are pictures given before it was opened.
    """

    key: str
    team: str
    channel: str
    thread: str = ""
    root: str = ""
    files: tuple[str, ...] = ()
    response_url: str = ""

    @property
    def place(self) -> Place:
        """Where it was opened."""
        return Place(team=self.team, channel=self.channel, thread=self.thread)

    def dump(self) -> str:
        """As a view's metadata."""
        return json.dumps({name: value for name, value in asdict(self).items() if value})

    @classmethod
    def load(cls, text: str) -> "FormContext":
        """Read a view's metadata. Raises ValueError, TypeError on anything else."""
        found = json.loads(text)
        known = {one.name: found[one.name] for one in fields(cls) if one.name in found}
        return cls(**{**known, "files": tuple(found.get("files", ()))})


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A modal's values: texts and choices by input, files by input."""

    options: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sequence[File]] = field(default_factory=dict)


def render_form(form: Form, about: FormContext, *, close: str, price: str = "") -> Block:
    """Build a modal."""
    blocks = [_input(one) for one in form.inputs[: VIEW_BLOCKS_MAX - 1]]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(form.title, TITLE_CHARS_MAX),
        "submit": plain(form.submit, TITLE_CHARS_MAX),
        "close": plain(close, TITLE_CHARS_MAX),
        "private_metadata": about.dump(),
        "blocks": [*blocks, _price(price)] if price else blocks,
    }


def repriced(view: View, price: str) -> Block:
    """The same modal with another price; what was filled in stays."""
    blocks = [block for block in view.blocks if block.get("block_id") != PRICE]
    return {
        "type": "modal",
        "callback_id": view.callback_id,
        "title": view.title,
        "submit": view.submit,
        "close": view.close,
        "private_metadata": view.private_metadata,
        "blocks": [*blocks, _price(price)] if price else blocks,
    }


def read_form(view: View) -> Filled:
    """What the fields hold; empty ones are left out."""
    options: dict[str, str] = {}
    files: dict[str, Sequence[File]] = {}
    for name, elements in view.values.items():
        for element in elements.values():
            if element.get("type") == "file_input":
                files[name] = [File.model_validate(one) for one in element.get("files") or ()]
            elif value := _value(element):
                options[name] = value
    return Filled(options=options, files=files)


def text_block(view: View) -> str:
    """The block of the first text field, where a mistake is shown."""
    inputs = (block for block in view.blocks if block.get("type") == "input")
    texts = (
        str(block["block_id"])
        for block in inputs
        if (block.get("element") or {}).get("type") == "plain_text_input"
    )
    return next(texts, "")


def _value(element: Mapping[str, Any]) -> str:
    if element.get("type") == "checkboxes":
        return YES if element.get("selected_options") else ""
    if "selected_option" in element:
        value = str((element["selected_option"] or {}).get("value", ""))
        return "" if value == AS_USUAL else value
    return str(element.get("value") or "")


def _price(price: str) -> Block:
    return {**context(price), "block_id": PRICE}


def _input(one: FormInput) -> Block:
    block: Block = {
        "type": "input",
        "block_id": one.name,
        "label": plain(one.label, LABEL_CHARS_MAX),
        "element": _element(one),
        "optional": not one.required,
    }
    if one.hint:
        block["hint"] = plain(one.hint, LABEL_CHARS_MAX)
    if one.kind in {InputKind.SELECT, InputKind.TOGGLE}:
        block["dispatch_action"] = True
    return block


def _element(one: FormInput) -> Block:
    match one.kind:
        case InputKind.TEXT | InputKind.PARAGRAPH:
            return _text(one)
        case InputKind.SELECT:
            return _select(one)
        case InputKind.FILES:
            return {
                "type": "file_input",
                "action_id": FIELD,
                "filetypes": FILE_TYPES,
                "max_files": min(one.most or FILES_MAX, FILES_MAX),
            }
        case InputKind.TOGGLE:
            option = _option(Choice(value=YES, label=one.label))
            chosen = {"initial_options": [option]} if one.value == YES else {}
            return {"type": "checkboxes", "action_id": REPRICE, "options": [option], **chosen}


def _text(one: FormInput) -> Block:
    most = min(one.most or INPUT_CHARS_MAX, INPUT_CHARS_MAX)
    element: Block = {
        "type": "plain_text_input",
        "action_id": FIELD,
        "multiline": one.kind is InputKind.PARAGRAPH,
        "max_length": most,
    }
    if one.value:
        element["initial_value"] = one.value[:most]
    return element


def _select(one: FormInput) -> Block:
    choices = one.choices[:OPTIONS_MAX]
    element: Block = {
        "type": "static_select",
        "action_id": REPRICE,
        "options": [_option(choice) for choice in choices],
    }
    chosen = [choice for choice in choices if choice.value == one.value]
    if chosen:
        element["initial_option"] = _option(chosen[0])
    return element


def _option(choice: Choice) -> Block:
    return {"text": plain(choice.label, OPTION_CHARS_MAX), "value": choice.value or AS_USUAL}
