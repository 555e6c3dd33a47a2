"""Reply -> Components V2. Pure: the same reply gives the same view. The limits are Discord's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from adapters.discord.texts import Rest, Texts, all_of, texts_of
from bot.models import Action, Audience, Link, Reply, ReplyImage, Style, Tone, Verb

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

WHOLE = "text.txt"
"""The file with all of an answer that a card has no room for."""

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
_ROWS = (Verb.VARY, Verb.EDIT)
"""Of several pictures, each of these has a row of buttons; the rest is in the select."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The words around a reply's own; an empty `thread` offers none."""

    more: str
    thread: str = ""
    rest: Rest = "… {}".format


def render(
    reply: Reply, labels: Labels, *, spoiler: bool = False, mark: int | None = None
) -> ui.LayoutView:
    """A card: text, quotation, pictures, facts, buttons. Its files are `attachment://<filename>`.

    `mark` is the card's number; Discord gives cards without one numbers of its own.

    The view is finished: discord.py does not keep it, as its buttons carry all they need.
    """
    texts = texts_of(reply, labels.rest)
    card: ui.Container[ui.LayoutView] = ui.Container(accent_colour=COLOURS[reply.tone], id=mark)
    for text in texts.above:
        card.add_item(ui.TextDisplay(text))
    if reply.images:
        card.add_item(_gallery(reply.images, spoiler=spoiler))
    for name in [*(file.filename for file in reply.files[:FILES_MAX]), *_whole(reply, texts)]:
        card.add_item(ui.File(f"attachment://{name}"))
    for text in texts.below:
        card.add_item(ui.TextDisplay(text))
    for row in _rows(reply, labels):
        card.add_item(row)
    if reply.links:
        card.add_item(ui.ActionRow(*map(_link, reply.links[:ROW_BUTTONS_MAX])))
    view = ui.LayoutView(timeout=None)
    view.add_item(card)
    view.stop()
    return view


def whole_text(reply: Reply, labels: Labels) -> str | None:
    """What an answer says, for a file named `WHOLE`, where the card had to cut it."""
    if not _is_answer(reply) or texts_of(reply, labels.rest).whole:
        return None
    return all_of(reply)


def _whole(reply: Reply, texts: Texts) -> tuple[str, ...]:
    return (WHOLE,) if _is_answer(reply) and not texts.whole else ()


def _is_answer(reply: Reply) -> bool:
    """Words for one person, about no job and without files: they come whole, if as a file."""
    answers = reply.audience is Audience.REQUESTER and reply.tone is Tone.PLAIN
    return answers and reply.job is None and not reply.files and not reply.images


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
    grouped, tucked = _sorted(reply)
    room = COMPONENTS_MAX - AROUND
    for row in grouped:
        room -= 1 + len(row)
        if room < 0:
            tucked = [*row, *tucked]
        else:
            yield ui.ActionRow(*_buttons(row, once=bool(reply.images)))
    options = [_option(action) for action in tucked]
    if reply.job is not None and reply.images and labels.thread:
        key = f"{THREAD}:{reply.job}:0"
        option = discord.SelectOption(label=labels.thread[:OPTION_CHARS_MAX], value=key)
        options = [*options[: OPTIONS_MAX - 1], option]
    if options:
        job = reply.job or (tucked[0].job if tucked else "")
        yield ui.ActionRow(
            ui.Select(
                custom_id=f"{MORE}:{job}", placeholder=labels.more, options=options[:OPTIONS_MAX]
            )
        )


def _sorted(reply: Reply) -> tuple[list[list[Action]], list[Action]]:
    """Rows of buttons, and what goes into the select.

    A result has at most two rows: of one picture all its buttons, of several those of each kind.
    """
    actions = list({action.key: action for action in reply.actions}.values())
    if not reply.images:
        return _fives(actions), []
    actions.sort(key=_place)
    tucked = [action for action in actions if action.verb in _TUCKED]
    shown = [action for action in actions if action not in tucked]
    if len({action.index for action in shown if action.index}) <= 1:
        return _fives(shown), [*reply.more, *tucked]
    rows = [[action for action in shown if action.index and action.verb is verb] for verb in _ROWS]
    whole = [action for action in shown if not action.index]
    left: list[Action] = []
    for action in whole:
        row = min(rows, key=len)
        (row if len(row) < ROW_BUTTONS_MAX else left).append(action)
    inside = {action.key for row in rows for action in row} | {action.key for action in whole}
    others = [action for action in shown if action.key not in inside]
    return [row[:ROW_BUTTONS_MAX] for row in rows if row], [*reply.more, *others, *left, *tucked]


def _place(action: Action) -> tuple[int, int]:
    """Picture by picture, then what is about the whole job."""
    rank = _ORDER.index(action.verb) if action.verb in _ORDER else len(_ORDER)
    return (action.index or 100, rank)


def _fives(actions: Sequence[Action]) -> list[list[Action]]:
    return [
        list(actions[at : at + ROW_BUTTONS_MAX]) for at in range(0, len(actions), ROW_BUTTONS_MAX)
    ]


def _buttons(row: Sequence[Action], *, once: bool) -> "Iterator[ui.Button[ui.LayoutView]]":
    """A row's buttons. With `once` a price that stands to the left of the same is not repeated."""
    before: Action | None = None
    for action in row:
        same = (
            once
            and before is not None
            and (before.verb, before.price) == (action.verb, action.price)
        )
        label = action.name if same and action.name else action.label
        yield ui.Button(
            style=_STYLES[action.style],
            label=label[:BUTTON_CHARS_MAX],
            custom_id=action.key,
        )
        before = action


def _link(link: Link) -> "ui.Button[ui.LayoutView]":
    return ui.Button(label=link.label[:BUTTON_CHARS_MAX], url=link.url)


def _option(action: Action) -> discord.SelectOption:
    return discord.SelectOption(label=action.label[:OPTION_CHARS_MAX], value=action.key)
