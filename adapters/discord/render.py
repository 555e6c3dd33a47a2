"""Reply -> Components V2. Pure: the same reply gives the same view. The limits are Discord's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from adapters.discord.ids import PLATFORM
from adapters.discord.markdown import cut, quoted
from bot.models import Action, Field, Reply, ReplyImage, Style, Tone, Verb

TEXT_CHARS_MAX = 4000
"""Of all text displays of a message together."""
COMPONENTS_MAX = 40
GALLERY_MAX = 10
FILES_MAX = 1
"""Beside pictures; an export is one."""
ALT_CHARS_MAX = 1024
ROW_BUTTONS_MAX = 5
BUTTON_CHARS_MAX = 80
OPTIONS_MAX = 25
OPTION_CHARS_MAX = 100
AROUND = 10
"""Components that are no buttons: container, five texts, gallery, the select, its row; a spare."""

LEAD_CHARS_MAX = 1800
QUOTE_CHARS_MAX = 800
FOOTER_CHARS_MAX = 400
FIELDS_CHARS_MAX = TEXT_CHARS_MAX - LEAD_CHARS_MAX - QUOTE_CHARS_MAX - FOOTER_CHARS_MAX - 50
NAME_CHARS_MAX = 100
BAR_CELLS = 12

MORE = "more"
"""The id of the select of further actions: `more:<job>`."""
THREAD = "thread"
"""This adapter's own entry in it, beside the core's verbs."""

COLOURS = {
    Tone.PLAIN: 0x8A8F98,
    Tone.PROGRESS: 0x5B8DEF,
    Tone.DONE: 0x3BA55D,
    Tone.WARNING: 0xE0A030,
    Tone.ERROR: 0xD64545,
}
_STYLES = {
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.SECONDARY: discord.ButtonStyle.secondary,
    Style.DANGER: discord.ButtonStyle.danger,
}
_ORDER = (Verb.VARY, Verb.EDIT, Verb.UPSCALE, Verb.AGAIN, Verb.ORIGINAL)
_TUCKED = frozenset({Verb.DELETE})
"""Shown in the select where a message has pictures."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The words of the select of further actions; an empty `thread` offers none."""

    more: str
    thread: str = ""


def render(reply: Reply, labels: Labels, *, spoiler: bool = False) -> ui.LayoutView:
    """A card: text, quotation, pictures, facts, buttons. Its files are `attachment://<filename>`.

    The view is finished: discord.py does not keep it, as its buttons carry all they need.
    """
    card: ui.Container[ui.LayoutView] = ui.Container(accent_colour=COLOURS[reply.tone])
    for text in _above(reply):
        card.add_item(ui.TextDisplay(text))
    if reply.images:
        card.add_item(_gallery(reply.images, spoiler=spoiler))
    for file in reply.files[:FILES_MAX]:
        card.add_item(ui.File(f"attachment://{file.filename}"))
    for text in _below(reply):
        card.add_item(ui.TextDisplay(text))
    for row in _rows(reply, labels):
        card.add_item(row)
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    view.stop()
    return view


def mentioned(reply: Reply) -> int | None:
    """The one user who may be pinged."""
    if reply.mention is None or reply.mention.platform != PLATFORM:
        return None
    return int(reply.mention.id)


def _above(reply: Reply) -> Iterator[str]:
    user = mentioned(reply)
    ping = f"<@{user}> " if user else ""
    lead = ping + cut(reply.text, most=LEAD_CHARS_MAX - len(ping))
    if lead:
        yield lead
    if reply.quote:
        yield quoted(reply.quote, most=QUOTE_CHARS_MAX + LEAD_CHARS_MAX - len(lead))


def _below(reply: Reply) -> Iterator[str]:
    if reply.fields:
        yield _facts(reply.fields, apart=not reply.images and reply.tone is not Tone.PROGRESS)
    if reply.progress is not None:
        yield _bar(reply.progress)
    if reply.footer:
        footer = " ".join(reply.footer.split())
        yield f"-# {cut(footer, most=FOOTER_CHARS_MAX - 3)}"


def _facts(fields: Sequence[Field], *, apart: bool) -> str:
    """As many as fit, each on a line of its own or all in a row."""
    gap = "\n" if apart else " · "
    told = ""
    for field in fields:
        name = cut(" ".join(field.name.split()), most=NAME_CHARS_MAX)
        head = f"{gap if told else ''}**{name}** "
        room = FIELDS_CHARS_MAX - len(told) - len(head)
        if room < NAME_CHARS_MAX:
            break
        told += head + cut(field.value if apart else " ".join(field.value.split()), most=room)
    return told


def _bar(fraction: float) -> str:
    done = round(min(max(fraction, 0.0), 1.0) * BAR_CELLS)
    return f"`{'█' * done}{'░' * (BAR_CELLS - done)}` {round(min(max(fraction, 0.0), 1.0) * 100)} %"


def _gallery(images: Sequence[ReplyImage], *, spoiler: bool) -> "ui.MediaGallery[ui.LayoutView]":
    gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
    for image in images[:GALLERY_MAX]:
        gallery.add_item(
            media=f"attachment://{image.filename}",
            description=image.alt[:ALT_CHARS_MAX] or None,
            spoiler=spoiler,
        )
    return gallery


def _rows(reply: Reply, labels: Labels) -> "Iterator[ui.ActionRow[ui.LayoutView]]":
    shown, tucked = _sorted(reply)
    room = COMPONENTS_MAX - AROUND
    for row in _grouped(shown):
        room -= 1 + len(row)
        if room < 0:
            tucked = [*row, *tucked]
        else:
            yield ui.ActionRow(*map(_button, row))
    options = [_option(action) for action in tucked[:OPTIONS_MAX]]
    if reply.job is not None and reply.images and labels.thread and len(options) < OPTIONS_MAX:
        key = f"{THREAD}:{reply.job}:0"
        options.append(discord.SelectOption(label=labels.thread[:OPTION_CHARS_MAX], value=key))
    if options:
        job = reply.job or (tucked[0].job if tucked else "")
        yield ui.ActionRow(
            ui.Select(custom_id=f"{MORE}:{job}", placeholder=labels.more, options=options)
        )


def _sorted(reply: Reply) -> tuple[list[Action], list[Action]]:
    """What is a button, and what goes into the select."""
    actions = list({action.key: action for action in reply.actions}.values())
    if not reply.images:
        return actions, []
    actions.sort(key=_place)
    tucked = [action for action in actions if action.verb in _TUCKED]
    return [action for action in actions if action not in tucked], tucked


def _place(action: Action) -> tuple[int, int]:
    """Picture by picture, then what is about the whole job."""
    rank = _ORDER.index(action.verb) if action.verb in _ORDER else len(_ORDER)
    return (action.index or 100, rank)


def _grouped(actions: Sequence[Action]) -> Iterator[list[Action]]:
    """Rows of at most five; where there are several pictures, each has a row."""
    several = len({action.index for action in actions if action.index}) > 1
    row: list[Action] = []
    for action in actions:
        if row and (len(row) == ROW_BUTTONS_MAX or (several and row[-1].index != action.index)):
            yield row
            row = []
        row.append(action)
    if row:
        yield row


def _button(action: Action) -> "ui.Button[ui.LayoutView]":
    return ui.Button(
        style=_STYLES[action.style],
        label=action.label[:BUTTON_CHARS_MAX],
        custom_id=action.key,
    )


def _option(action: Action) -> discord.SelectOption:
    return discord.SelectOption(label=action.label[:OPTION_CHARS_MAX], value=action.key)
