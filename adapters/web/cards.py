"""What a message's template needs, worked out of an entry: shown texts, buttons by picture."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from markupsafe import Markup, escape

from adapters.web.entries import BOT, AttachedFile, Entry
from adapters.web.people import Person, person_of
from bot.models import Action, Audience, Field, Reply, ReplyFile, ReplyImage, Tone, Verb
from bot.replies.words import Phrases

TEXT_CHARS_MAX = 600
"""Longer texts are folded; all of it stays on the page."""
WORD_CHARS_AT = TEXT_CHARS_MAX - 60
POINTER_CHARS_MAX = 80
FILE_NAME_CHARS_MAX = 60
SHORT_CHARS_MAX = 16
IMAGES_MAX = 10
SHOT_PX_MAX = 416
ALONE_PX_MAX = 640
"""A picture that has the card to itself is shown larger."""
FIELDS_MAX = 25
ELLIPSIS = "…"
PROPOSAL = "proposal"
"""What a card is called that asks whether a line was meant as an order."""
ASKERS_OWN = frozenset({Verb.CANCEL, Verb.DELETE})
"""Buttons that the core refuses to all but the one who asked, and admins."""
FLAG = re.compile(r"(?<!\S)((?:--?|[—–])[A-Za-z][A-Za-z-]{0,20}(?![^\s,.;:]))")


@dataclass(frozen=True, kw_only=True)
class Fold:
    """A text and how much of it is shown at first: all of it where `rest` is empty."""

    shown: str
    rest: str = ""


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """To the message replied to; `number` None where it is too old to be at hand."""

    number: int | None
    who: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A picture of a card with the buttons that belong to it alone.

    `width` and `height` are what it takes on the page, known before any of it is loaded.
    """

    image: ReplyImage
    actions: Sequence[Action]
    px_max: int = SHOT_PX_MAX

    @property
    def width(self) -> int:
        """In pixels, for a page with room."""
        return round(self.image.asset.width * self._scale)

    @property
    def height(self) -> int:
        """In pixels, at most `px_max`."""
        return round(self.image.asset.height * self._scale)

    @property
    def _scale(self) -> float:
        return min(1.0, self.px_max / self.image.asset.height)


@dataclass(frozen=True, kw_only=True)
class Card:
    """A message, ready to be set. `listed` fields stand in rows, as long ones read better so.

    `more` are actions that are folded away. `mends` names the event of the reader's own line that
    was refused, or asked about: it can be changed and sent again. `before` is the picture that was
    changed, `made_from` the files that were attached.
    """

    number: int
    answers: int | None
    author: Person | None
    asker: Person | None
    at: datetime
    mine_only: bool
    pointer: Pointer | None
    text: Fold
    files: Sequence[AttachedFile] = ()
    downloads: Sequence[ReplyFile] = ()
    quote: Fold = Fold(shown="")
    fields: Sequence[Field] = ()
    listed: bool = False
    shots: Sequence[Shot] = ()
    actions: Sequence[Action] = ()
    more: Sequence[Action] = ()
    footer: str = ""
    progress: float | None = None
    tone: Tone = Tone.PLAIN
    job: str = ""
    before: ReplyImage | None = None
    made_from: Sequence[AttachedFile] = ()
    can_reply: bool = False
    can_answer_photo: bool = False
    mends: str = ""


def card_of(
    entry: Entry,
    origin: Entry | None,
    *,
    before: ReplyImage | None = None,
    quoted: Entry | None = None,
    reader: Person,
    say: Phrases,
    core: Phrases,
    zone: tzinfo | None,
) -> Card:
    """Work out a card; `origin` is the entry it answers, and `quoted` the one that answers.

    Both are given where they are at hand and this reader may see them.
    """
    reply = _open_to(reader, entry)
    shots = _shots(reply)
    fields = [_seen_by(reader, entry, field) for field in reply.fields[:FIELDS_MAX]]
    placed = {action.key for shot in shots for action in shot.actions}
    return Card(
        number=entry.number,
        answers=entry.answers,
        author=None if entry.author == BOT else person_of(entry.author),
        asker=person_of(entry.to) if entry.author == BOT and entry.to else None,
        at=entry.at.astimezone(zone),
        mine_only=entry.private or reply.audience is Audience.REQUESTER,
        pointer=_pointer(entry, origin, say),
        text=fold(reply.text),
        files=entry.files,
        downloads=reply.files,
        quote=fold(reply.quote),
        fields=fields,
        listed=_mostly_long(fields),
        shots=shots,
        actions=[action for action in reply.actions if action.key not in placed],
        more=reply.more,
        footer=_footer(reply, core),
        progress=reply.progress,
        tone=reply.tone,
        job=reply.job or "",
        can_reply=any(shot.image.index for shot in shots),
        can_answer_photo=any(file.kept and file.thumb for file in entry.files),
        mends=_mended(reader, entry, origin),
        before=before,
        made_from=_attached(origin, quoted) if reply.job else (),
    )


def _attached(*lines: Entry | None) -> Sequence[AttachedFile]:
    """What hung on the lines, the photo replied to first."""
    return [file for line in reversed(lines) if line for file in line.files if file.thumb]


def _mended(reader: Person, entry: Entry, origin: Entry | None) -> str:
    reply = entry.reply
    if reply is None or reply.job is not None or origin is None or origin.author != reader.id:
        return ""
    refused = reply.tone is Tone.ERROR or reply.code == PROPOSAL
    return origin.event if refused else ""


def _open_to(reader: Person, entry: Entry) -> Reply:
    """What a message says, with the buttons that would do something for this reader."""
    reply = entry.reply or Reply(text=entry.text)
    if reader.is_admin or reader.id == entry.to:
        return reply
    actions = tuple(action for action in reply.actions if action.verb not in ASKERS_OWN)
    return replace(reply, actions=actions)


def _footer(reply: Reply, core: Phrases) -> str:
    """Without what the page says once, of sketches, and what it does better: times of day."""
    said = reply.footer
    for notice in ("sketch-footer", "sketch-footer-admin"):
        said = said.replace(core(notice), "")
    return said.replace(core("times-utc"), "").strip()


def _seen_by(reader: Person, entry: Entry, field: Field) -> Field:
    own = field.own if reader.id == entry.to else ""
    return replace(field, value=own) if own else field


def fold(text: str) -> Fold:
    """Cut a long text in two: between words, where there are any."""
    text = plain(text)
    if len(text) <= TEXT_CHARS_MAX:
        return Fold(shown=text)
    spaces = [text.rfind(space, WORD_CHARS_AT, TEXT_CHARS_MAX) for space in " \n"]
    cut = max(spaces) + 1 or TEXT_CHARS_MAX
    return Fold(shown=text[:cut], rest=text[cut:])


def shorten(text: str, chars_max: int) -> str:
    """A text on one line, with an ellipsis where it had to be cut."""
    line = " ".join(plain(text).split())
    return line if len(line) <= chars_max else line[: chars_max - 1].rstrip() + ELLIPSIS


def unbroken(text: str) -> Markup:
    """The text, escaped, with flags marked so that no line ends inside one."""
    parts = FLAG.split(plain(text))
    return Markup("").join(
        Markup('<span class="flag">{}</span>').format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )


def plain(text: str) -> str:
    """Without what could reorder or hide the text around it: bidi and other controls."""
    return "".join(
        char
        for char in text
        if char in "\n\t‌‍" or unicodedata.category(char) not in {"Cc", "Cf", "Cs"}
    )


def short_name(name: str) -> str:
    """A file name that fits on a chip; its ending stays."""
    name = shorten(name, len(name) + 1)
    if len(name) <= FILE_NAME_CHARS_MAX:
        return name
    tail = 12
    return name[: FILE_NAME_CHARS_MAX - tail - 1] + ELLIPSIS + name[-tail:]


def _mostly_long(fields: Sequence[Field]) -> bool:
    return sum(len(field.value) > SHORT_CHARS_MAX for field in fields) * 2 > len(fields)


def _shots(reply: Reply) -> Sequence[Shot]:
    images = reply.images[:IMAGES_MAX]
    return [
        Shot(
            image=image,
            px_max=ALONE_PX_MAX if len(images) == 1 else SHOT_PX_MAX,
            actions=[
                action
                for action in reply.actions
                if image.index and action.index == image.index and action.verb is not Verb.CANCEL
            ],
        )
        for image in images
    ]


def _follows(entry: Entry) -> bool:
    return entry.author == BOT and entry.answers == entry.number - 1


def _pointer(entry: Entry, origin: Entry | None, say: Phrases) -> Pointer | None:
    if entry.answers is None or _follows(entry):
        return None
    if origin is None:
        return Pointer(number=None, who="", text=say("earlier-message"))
    said = origin.reply.quote or origin.reply.text if origin.reply else origin.text
    said = shorten(said, POINTER_CHARS_MAX)
    if entry.picture:
        said = say("picture-of", index=entry.picture, text=said)
    who = say("bot-name") if origin.author == BOT else person_of(origin.author).name
    return Pointer(number=origin.number, who=who, text=said)
