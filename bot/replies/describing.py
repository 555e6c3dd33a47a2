"""A request in few words: its price line, its fields, its pictures' names and descriptions."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from bot.models import Audience, Field, ImageFormat, ImageRequest, Job, Operation, Quote, Reference
from bot.replies.plain import lines, one_line
from bot.replies.words import Phrases

ALT_CHARS_MAX = 1000
QUOTE_CHARS_MAX = 500
"""A prompt may have 20,000 characters; a card quotes its beginning."""
TITLE_CHARS_MAX = 60
SLUG_WORDS_MAX = 6
SLUG_CHARS_MAX = 48
QUOTE_LINES_MAX = 8
REFERENCE_CHARS_MAX = 60

# Facts are cut short when they are set into a sentence; here the whole sentence has the bound.
_PROMPT_HERE = "\ufffc"
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "for", "in", "of", "on", "or", "subject", "that", "the", "to", "with"}
)


def title_of(request: ImageRequest) -> str:
    """A request's words on one short line: what a thread about it is called."""
    return one_line(request.prompt, most=TITLE_CHARS_MAX)


def price_line(say: Phrases, *, request: ImageRequest, quote: Quote) -> str:
    """What a request makes and costs: `2 pictures · 1024x1280 · low · 2 credits`."""
    parts = [
        pictures_words(say, request),
        size_words(say, request),
        say(f"quality-{request.quality}"),
        *([say("background-transparent")] if request.transparent else []),
        price_words(say, quote.total),
    ]
    return " · ".join(parts)


def pictures_words(say: Phrases, request: ImageRequest) -> str:
    """How many pictures a request makes, and whether it changes one: `2 pictures`, `1 edit`."""
    kind = "edits" if request.operation is Operation.EDIT else "pictures"
    return say(kind, count=request.count)


def compare_line(say: Phrases, prices: Iterable[tuple[str, int]]) -> str:
    """What each model would cost: `Sketch: 2 credits · Second: 6 credits`."""
    return " · ".join(f"{title}: {price_words(say, price)}" for title, price in prices)


def audience_of(request: ImageRequest) -> Audience:
    """Everyone, unless the request was made with --private."""
    return Audience.REQUESTER if request.private else Audience.EVERYONE


def price_words(say: Phrases, amount: int) -> str:
    """A price: `2 credits`, or that it is free."""
    return say("price", amount=amount)


def size_words(say: Phrases, request: ImageRequest) -> str:
    """The pixels asked for, or that the model chooses them."""
    return str(request.size) if request.size else say("size-auto")


def prompt_quote(request: ImageRequest) -> str:
    """The person's words as a card quotes them: their beginning, which fills no screen."""
    quoted = lines(request.prompt, most=QUOTE_CHARS_MAX).split("\n")
    if len(quoted) <= QUOTE_LINES_MAX:
        return "\n".join(quoted)
    return "\n".join((*quoted[: QUOTE_LINES_MAX - 1], "…"))


def request_fields(say: Phrases, *, request: ImageRequest, model_title: str) -> tuple[Field, ...]:
    """What was asked for, as fields: always model, size and quality; the rest where said."""
    said = {
        "model": model_title,
        "size": size_words(say, request),
        "quality": say(f"quality-{request.quality}"),
        "background": say("background-transparent") if request.transparent else "",
        "style": request.style or "",
        "avoid": one_line(request.avoid or "", most=REFERENCE_CHARS_MAX),
        "references": ", ".join(_references(say, request)),
    }
    return tuple(
        Field(name=say(f"field-{name}"), value=value) for name, value in said.items() if value
    )


def alt_text(say: Phrases, request: ImageRequest, index: int) -> str:
    """Describe picture `index` to those who cannot see it, in at most 1000 characters."""
    if request.transparent:
        key = "alt-many-transparent" if request.count > 1 else "alt-one-transparent"
    else:
        key = "alt-many" if request.count > 1 else "alt-one"
    frame = say(key, index=index, count=request.count, prompt=_PROMPT_HERE)
    prompt = one_line(request.prompt, most=ALT_CHARS_MAX - len(frame) + len(_PROMPT_HERE))
    return frame.replace(_PROMPT_HERE, prompt, 1)


def file_name(job: Job, index: int, format: ImageFormat) -> str:  # noqa: A002 - the domain's word
    """Name a download after its prompt's first line: plain ASCII, `open-late-neon-2.png`."""
    first_line, _, _ = job.request.prompt.partition("\n")
    return f"{_slug(first_line) or 'picture'}-{index}{format.suffix}"


def _slug(prompt: str) -> str:
    plain = unicodedata.normalize("NFKD", prompt).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    told = [word for word in words if word not in _SMALL_WORDS]
    return "-".join(told[:SLUG_WORDS_MAX])[:SLUG_CHARS_MAX].strip("-")


def _references(say: Phrases, request: ImageRequest) -> Iterator[str]:
    """Each attachment by its name and role; what is left of a mask is only that it was one."""
    yield from (_reference(say, one) for one in request.references)
    if request.mask is not None:
        yield say("role-mask")


def _reference(say: Phrases, reference: Reference) -> str:
    name = one_line(reference.name, most=REFERENCE_CHARS_MAX)
    if reference.role is None:
        return name
    return say("reference-with-role", name=name, role=say(f"role-{reference.role}"))
