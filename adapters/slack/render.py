"""Reply -> Slack's blocks. Pure.

A person's words only ever stand in rich text elements and plain text objects, which Slack shows as
they are: there nothing can ping, link or format. The fallback text, which is markup, is escaped.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from adapters.slack.ids import user_ids
from adapters.slack.limits import (
    ALT_CHARS_MAX,
    ANSWER_CHARS_MAX,
    BLOCKS_MAX,
    BUTTON_CHARS_MAX,
    CONTEXT_CHARS_MAX,
    FALLBACK_CHARS_MAX,
    FIELDS_CHARS_MAX,
    FIELDS_MAX,
    IMAGES_MAX,
    OPTION_CHARS_MAX,
    OVERFLOW_MAX,
    QUESTION_CHARS_MAX,
    QUESTION_TITLE_CHARS_MAX,
    ROW_MAX,
    TEXT_CHARS_MAX,
    cut,
)
from adapters.slack.routing import as_typed_here
from bot.models import Action, Field, Question, Reply, Style, Tone, UserRef, Verb

Block = dict[str, Any]

MORE = "more"
"""The action id of an overflow menu starts with this word; its choice carries the real one."""
TUCKED_AWAY = frozenset(
    {
        Verb.UPSCALE,
        Verb.QUICK,
        Verb.ENHANCE,
        Verb.ORIGINAL,
        Verb.PUBLISH,
        Verb.RECIPE,
        Verb.WHY,
        Verb.AS_PNG,
        Verb.AS_JPEG,
        Verb.AS_WEBP,
    }
)
"""Buttons that are kept in a menu, so that a picture and its job have one row of them each.

Delete is none of them: a menu would ask its question for all that is in it.
"""
PROGRESS_STEPS = 12
SHORT_LINE_CHARS = 160
"""Fields that fit into so many characters together stand on one line."""
BETWEEN = "  ·  "
MARKS = {Tone.WARNING: "⚠️ ", Tone.ERROR: "🚫 "}


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is posted: blocks, and the text for notifications and plain clients."""

    text: str
    blocks: list[Block]


def render(reply: Reply, files: Mapping[int, str] | None = None) -> Message:
    """Build a message. `files` are Slack's ids of the pictures to show, by their place in it."""
    reply = _in_slack(reply)
    blocks = [
        _words(reply),
        *_progress(reply.progress),
        *_fields(reply.fields),
        *_pictures_and_rows(reply, files or {}),
        *_footer(reply.footer),
    ]
    return Message(text=notice(reply), blocks=blocks[:BLOCKS_MAX])


def _in_slack(reply: Reply) -> Reply:
    # What people wrote stands in the quote, which is left as it is.
    return replace(
        reply,
        text=as_typed_here(reply.text),
        fields=tuple(
            replace(one, name=as_typed_here(one.name), value=as_typed_here(one.value))
            for one in reply.fields
        ),
        footer=as_typed_here(reply.footer),
    )


def notice(reply: Reply) -> str:
    """What a notification says: whom it is for, and what there is."""
    called = f"{ping(reply.mention)} " if reply.mention else ""
    return called + fallback(reply)


def fallback(reply: Reply) -> str:
    """The reply as one escaped text."""
    quote = f"\n{reply.quote}" if reply.quote else ""
    return escape(cut(reply.text + quote, FALLBACK_CHARS_MAX // 2))[:FALLBACK_CHARS_MAX]


def escape(text: str) -> str:
    """A text that stands for itself where Slack reads markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def ping(user: UserRef) -> str:
    """The markup that calls one person."""
    return f"<@{user_ids(user)[1]}>"


def plain(text: str, most: int) -> Block:
    """A text object that shows every character as it is."""
    return {"type": "plain_text", "text": cut(text, most) or " ", "emoji": False}


def context(text: str) -> Block:
    """A small grey line."""
    return {"type": "context", "elements": [plain(text, CONTEXT_CHARS_MAX)]}


def button(action: Action) -> Block:
    """A button that carries `verb:job:index` and nothing else."""
    found: Block = {
        "type": "button",
        "text": plain(action.label, BUTTON_CHARS_MAX),
        "action_id": action.key,
        "value": action.key,
    }
    if action.style is not Style.SECONDARY:
        found["style"] = action.style.value
    if action.question is not None:
        found["confirm"] = _confirm(action.label, action.question)
    return found


def _confirm(title: str, question: Question) -> Block:
    return {
        "title": plain(title, QUESTION_TITLE_CHARS_MAX),
        "text": plain(question.text, QUESTION_CHARS_MAX),
        "confirm": plain(question.yes, ANSWER_CHARS_MAX),
        "deny": plain(question.no, ANSWER_CHARS_MAX),
        "style": "danger",
    }


def text(words: str, *, bold: bool = False) -> Block:
    """A piece of rich text."""
    return {"type": "text", "text": words, **({"style": {"bold": True}} if bold else {})}


def _words(reply: Reply) -> Block:
    said = text((MARKS.get(reply.tone, "") + cut(reply.text, TEXT_CHARS_MAX)) or " ")
    parts: list[Block] = [_section([*_mention(reply), said])]
    if reply.quote:
        quoted = text(cut(reply.quote, TEXT_CHARS_MAX))
        parts.append({"type": "rich_text_quote", "elements": [quoted]})
    return {"type": "rich_text", "elements": parts}


def _mention(reply: Reply) -> list[Block]:
    if reply.mention is None:
        return []
    return [{"type": "user", "user_id": user_ids(reply.mention)[1]}, text(" ")]


def _section(elements: Sequence[Block]) -> Block:
    return {"type": "rich_text_section", "elements": list(elements)}


def _progress(fraction: float | None) -> Iterator[Block]:
    if fraction is None:
        return
    share = min(max(fraction, 0.0), 1.0)
    done = round(share * PROGRESS_STEPS)
    yield context("▰" * done + "▱" * (PROGRESS_STEPS - done) + f"  {share:.0%}")


def _fields(fields: Sequence[Field]) -> Iterator[Block]:
    shown = list(_fitting(fields[:FIELDS_MAX]))
    if not shown:
        return
    length = sum(len(field.name) + len(field.value) + len(BETWEEN) for field in shown)
    gap = BETWEEN if length <= SHORT_LINE_CHARS else "\n"
    pieces: list[Block] = []
    for field in shown:
        lead = gap if pieces else ""
        pieces += [text(f"{lead}{field.name}: ", bold=True), text(field.value or " ")]
    yield {"type": "rich_text", "elements": [_section(pieces)]}


def _fitting(fields: Sequence[Field]) -> Iterator[Field]:
    left = FIELDS_CHARS_MAX
    for field in fields:
        name, value = cut(field.name, TEXT_CHARS_MAX), cut(field.value, TEXT_CHARS_MAX)
        left -= len(name) + len(value)
        if left < 0:
            return
        yield Field(name=name, value=value)


def _pictures_and_rows(reply: Reply, files: Mapping[int, str]) -> Iterator[Block]:
    """Each picture with its own buttons under it, then the buttons of the whole job."""
    actions = (*reply.actions, *reply.more)
    whole = [one for one in actions if not (reply.images and one.index)]
    apart = sorted((one for one in actions if reply.images and one.index), key=_picture)
    rows = {index: list(group) for index, group in groupby(apart, key=_picture)}
    for at, image in enumerate(reply.images[:IMAGES_MAX]):
        if at in files:
            yield {
                "type": "image",
                "slack_file": {"id": files[at]},
                "alt_text": cut(image.alt, ALT_CHARS_MAX) or image.filename,
            }
        yield from _row(rows.pop(image.index, []))
    for left in rows.values():
        yield from _row(left)
    yield from _row(whole)


def _picture(action: Action) -> int:
    return action.index


def _row(actions: Sequence[Action]) -> Iterator[Block]:
    tucked = [one for one in actions if one.verb in TUCKED_AWAY]
    if len(tucked) == 1:
        tucked = []
    elements = [button(action) for action in actions if action not in tucked]
    elements += [_overflow(group) for group in _evenly(tucked, OVERFLOW_MAX)]
    for start in range(0, len(elements), ROW_MAX):
        yield {"type": "actions", "elements": elements[start : start + ROW_MAX]}


def _evenly(actions: Sequence[Action], most: int) -> Iterator[Sequence[Action]]:
    """Groups of at most `most`: a menu of one would be odd."""
    groups = -(-len(actions) // most)
    for at in range(groups):
        yield actions[at * len(actions) // groups : (at + 1) * len(actions) // groups]


def _overflow(actions: Sequence[Action]) -> Block:
    return {
        "type": "overflow",
        "action_id": f"{MORE}:{actions[0].job}:{actions[0].index}",
        "options": [
            {"text": plain(action.label, OPTION_CHARS_MAX), "value": action.key}
            for action in actions
        ],
    }


def _footer(footer: str) -> Iterator[Block]:
    if footer:
        yield context(footer)
