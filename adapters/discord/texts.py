"""What a card says, within the characters of a message, and what of it did not fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from adapters.discord.ids import PLATFORM
from adapters.discord.markdown import cut, escape, quoted
from bot.models import Field, Reply, Tone

TEXT_CHARS_MAX = 4000
"""Of all text displays of a message together."""
LEAD_CHARS_MAX = 1800
QUOTE_CHARS_MAX = 800
"""Of a job's words; a card that answers a question quotes as much as there is room for."""
FOOTER_CHARS_MAX = 400
FIELDS_CHARS_KEPT = 950
"""What a long quotation leaves to the facts below it."""
NAME_CHARS_MAX = 100
REST_CHARS_MAX = 60
BAR_CELLS = 12
UNLIMITED = 1_000_000

Rest = Callable[[int], str]
"""Words for so many facts that were left out."""


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What stands above and below the pictures; `whole` says that nothing was cut."""

    above: tuple[str, ...]
    below: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, kw_only=True)
class _Part:
    text: str
    whole: bool = True


def texts_of(reply: Reply, rest: Rest) -> Texts:
    """Share the characters out: the words, the quotation, and what is left to the facts."""
    lead, footer, bar = _lead(reply), _footer(reply), _bar(reply)
    room = TEXT_CHARS_MAX - len(lead.text) - len(footer.text) - len(bar)
    quote = _quote(reply, room, len(lead.text))
    facts = _facts(reply, rest, room - len(quote.text))
    return Texts(
        above=tuple(filter(None, (lead.text, quote.text))),
        below=tuple(filter(None, (facts.text, bar, footer.text))),
        whole=all(part.whole for part in (lead, footer, quote, facts)),
    )


def all_of(reply: Reply) -> str:
    """A card as plain text, for a file."""
    facts = "\n".join(f"{field.name}: {field.value}" for field in reply.fields)
    return "\n\n".join(filter(None, (reply.text, reply.quote, facts, reply.footer))) + "\n"


def mentioned(reply: Reply) -> int | None:
    """The one user who may be pinged."""
    if reply.mention is None or reply.mention.platform != PLATFORM:
        return None
    return int(reply.mention.id)


def _cut(text: str, most: int) -> _Part:
    whole = escape(text)
    if len(whole) <= most:
        return _Part(text=whole)
    return _Part(text=cut(text, most=most), whole=False)


def _lead(reply: Reply) -> _Part:
    user = mentioned(reply)
    ping = f"<@{user}> " if user else ""
    words = _cut(reply.text, LEAD_CHARS_MAX - len(ping))
    return _Part(text=ping + words.text, whole=words.whole)


def _footer(reply: Reply) -> _Part:
    if not reply.footer:
        return _Part(text="")
    words = _cut(" ".join(reply.footer.split()), FOOTER_CHARS_MAX - 3)
    return _Part(text=f"-# {words.text}", whole=words.whole)


def _quote(reply: Reply, room: int, lead: int) -> _Part:
    if not reply.quote:
        return _Part(text="")
    kept = FIELDS_CHARS_KEPT if reply.fields else 0
    most = room - kept if reply.job is None else QUOTE_CHARS_MAX + LEAD_CHARS_MAX - lead
    whole = quoted(reply.quote, most=UNLIMITED)
    return _Part(text=quoted(reply.quote, most=most), whole=len(whole) <= most)


def _facts(reply: Reply, rest: Rest, room: int) -> _Part:
    """Each on a line of its own or all in a row; what does not fit is counted."""
    apart = not reply.images and reply.tone is not Tone.PROGRESS
    told = _told(reply.fields, apart=apart)
    if sum(map(len, told)) <= room:
        return _Part(text="".join(told))
    room -= REST_CHARS_MAX
    fitting = sum(1 for length in accumulate(map(len, told)) if length <= room)
    shown = "".join(told[:fitting]) or _first(reply.fields[0], room, apart=apart)
    left = len(told) - max(fitting, 1)
    words = cut(rest(left), most=REST_CHARS_MAX - 1) if left else ""
    return _Part(text="\n".join(filter(None, (shown, words))), whole=False)


def _told(fields: Sequence[Field], *, apart: bool) -> list[str]:
    gap = "\n" if apart else " · "
    return [
        (gap if number else "") + _head(field) + escape(_value(field, apart=apart))
        for number, field in enumerate(fields)
    ]


def _first(field: Field, room: int, *, apart: bool) -> str:
    """A fact too long for the card by itself."""
    head = _head(field)
    return head + cut(_value(field, apart=apart), most=room - len(head))


def _head(field: Field) -> str:
    return f"**{cut(' '.join(field.name.split()), most=NAME_CHARS_MAX)}** "


def _value(field: Field, *, apart: bool) -> str:
    return field.value if apart else " ".join(field.value.split())


def _bar(reply: Reply) -> str:
    if reply.progress is None:
        return ""
    share = min(max(reply.progress, 0.0), 1.0)
    done = round(share * BAR_CELLS)
    return f"`{'█' * done}{'░' * (BAR_CELLS - done)}` {round(share * 100)} %"
