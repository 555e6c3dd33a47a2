"""From a prompt to a Brief: what to show, in which mood, and which words to set."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.models import ImageRequest, Operation
from bot.providers.sketch.colour import RGB, rgb
from bot.providers.sketch.lexicon import table

QUOTES_MAX = 6
QUOTE_CHARACTERS_MAX = 600
SCENE_CHARACTERS_MAX = 4000  # what a prompt shows is said early; the rest seeds the chance
COLOURS_MAX = 3
OWNER_AFTER = 9  # letters between a colour and what it belongs to
OWNER_BEFORE = 8

_QUOTED = re.compile(
    "|".join(
        (
            r'"([^"]*)"',
            r"“([^“”„]*)[”“]",
            r"„([^„“”]*)[“”]",
            r"«([^«»]*)»",
            r"「([^「」]*)」",
            r"『([^『』]*)』",
            r"(?<!\w)‘([^‘’]*)’(?!\w)",
            r"(?<!\w)'([^']*)'(?!\w)",
        )
    )
)
_SAYING = re.compile(
    r"\b(?:says?|saying|reads?|reading|titled|called|named|text|words?|headline|sagt|steht|dit|dice)\b"
    r"[: ]+((?:[^\W\da-zß-öø-ÿа-яё][^\W\d_a-zß-öø-ÿа-яё]*|\d+|[&!?+-])"
    r"(?: (?:[^\W\da-zß-öø-ÿа-яё][^\W\d_a-zß-öø-ÿа-яё]*|\d+|[&!?+-]))*)"
)
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])")


@dataclass(frozen=True, kw_only=True)
class Brief:
    """A prompt, understood.

    `colours` are meant for the scene, `owned` for a subject or a place ("a red balloon").
    `seed` is the chance of all that the words leave open; `look` numbers the kind of composition
    and palette, from 0, so that the pictures of one job take turns.
    """

    said: str
    quotes: tuple[str, ...]
    subjects: tuple[str, ...]
    places: tuple[str, ...]
    moods: tuple[str, ...]
    weather: frozenset[str]
    kinds: frozenset[str]
    colours: tuple[RGB, ...]
    owned: Mapping[str, RGB]
    seed: bytes
    look: int


def understand(request: ImageRequest, index: int) -> Brief:
    """Read a request. Equal words, style, references and index give an equal Brief."""
    quotes, rest = split_quotes(request.prompt)
    scene = normal(f"{rest} {request.style or ''}") or normal(" ".join(quotes))
    coloured = named_colours(scene)
    avoided = _all_terms(normal(request.avoid or ""))
    return Brief(
        said=scene,
        quotes=quotes,
        subjects=_wanted(scene, "subjects", avoided),
        places=_wanted(scene, "places", avoided),
        moods=_wanted(scene, "moods", avoided),
        weather=frozenset(_wanted(scene, "weather", avoided)),
        kinds=frozenset(table("kinds").find(scene)),
        colours=tuple(dict.fromkeys(c for c, owner in coloured if not owner))[:COLOURS_MAX],
        owned={owner: colour for colour, owner in coloured if owner},
        seed=_seed(request, index),
        look=_look(request, index),
    )


def split_quotes(prompt: str) -> tuple[tuple[str, ...], str]:
    """The quoted texts (or the capitals after "says"), and the prompt without them."""
    found = [next((g for g in m.groups() if g), "") for m in _QUOTED.finditer(prompt)]
    rest = _QUOTED.sub(" ", prompt)
    if not found and (saying := _SAYING.search(prompt)):
        found, rest = [saying[1]], prompt[: saying.start(1)] + " " + prompt[saying.end(1) :]
    texts = [text.strip()[:QUOTE_CHARACTERS_MAX] for text in found]
    return tuple(text for text in texts if text)[:QUOTES_MAX], rest


def normal(text: str) -> str:
    """Casefolded, composed, single-spaced, and short enough to be searched."""
    composed = unicodedata.normalize("NFKC", text[: 4 * SCENE_CHARACTERS_MAX]).casefold()
    return " ".join(composed.split())[:SCENE_CHARACTERS_MAX]


def named_colours(scene: str) -> list[tuple[RGB, str]]:
    """Colours as hex codes and as words, each with the subject or place it stands beside, or ""."""
    found = [(m.start(), m.end(), rgb(m[1])) for m in _HEX.finditer(scene)]
    found += [(at, _end(scene, at), rgb(key)) for at, key in table("colours").places(scene)]
    things = [*table("subjects").places(scene), *table("places").places(scene)]
    return [(colour, _owner(start, end, things)) for start, end, colour in sorted(found)]


def _end(scene: str, at: int) -> int:
    space = scene.find(" ", at)
    return len(scene) if space < 0 else space


def _owner(start: int, end: int, things: Sequence[tuple[int, str]]) -> str:
    """The thing named right after a colour, or (as in French) right before it."""
    after = [(at - end, key) for at, key in things if 0 <= at - end <= OWNER_AFTER]
    before = [(start - at, key) for at, key in things if 0 <= start - at <= OWNER_BEFORE]
    return min(after or before, default=(0, ""))[1]


def _wanted(scene: str, name: str, avoided: set[str]) -> tuple[str, ...]:
    return tuple(key for key in table(name).find(scene) if key not in avoided)


def _all_terms(scene: str) -> set[str]:
    names = ("subjects", "places", "moods", "weather")
    return {key for name in names for key in table(name).find(scene)}


def _seed(request: ImageRequest, index: int) -> bytes:
    """What chance depends on: never quality, size or format, so that these keep the scene.

    An upscale has the chance of its source, so that the source can be drawn again.
    """
    parts = _recipe(request)
    if request.operation is Operation.UPSCALE and request.source:
        return _digest([*parts, str(request.source.index)])
    parts += [f"{ref.asset.sha256}:{ref.role}" for ref in request.references]
    return _digest([*parts, str(index)])


def _look(request: ImageRequest, index: int) -> int:
    """A variation has the look of its source; the first look depends on the words."""
    again = request.operation in {Operation.VARY, Operation.UPSCALE} and request.source
    shown = request.source.index if again and request.source else index
    return shown - 1 + _digest(_recipe(request))[0]


def _recipe(request: ImageRequest) -> list[str]:
    words = " ".join(request.prompt.casefold().split())
    return [words, request.style or "", request.avoid or ""]


def _digest(parts: list[str]) -> bytes:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()
