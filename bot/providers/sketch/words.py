"""From a prompt to a Brief: what to show, in which mood, and which words to set."""

import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256

from bot.models import ImageRequest, Operation
from bot.providers.sketch.colour import RGB, rgb
from bot.providers.sketch.lexicon import table

QUOTES_MAX = 6
QUOTE_CHARACTERS_MAX = 600
SCENE_CHARACTERS_MAX = 4000  # what a prompt shows is said early; the rest seeds the chance
COLOURS_MAX = 3

_QUOTED = re.compile(
    "|".join(
        (
            r'"([^"]+)"',
            r"“([^“”„]+)[”“]",
            r"„([^„“”]+)[“”]",
            r"«([^«»]+)»",
            r"「([^「」]+)」",
            r"『([^『』]+)』",
            r"(?<!\w)‘([^‘’]+)’(?!\w)",
            r"(?<!\w)'([^']+)'(?!\w)",
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
    seed: bytes
    look: int


def understand(request: ImageRequest, index: int) -> Brief:
    """Read a request. Equal words, style, references and index give an equal Brief."""
    quotes, rest = split_quotes(request.prompt)
    scene = normal(f"{rest} {request.style or ''}") or normal(" ".join(quotes))
    avoided = _all_terms(normal(request.avoid or ""))
    return Brief(
        said=scene,
        quotes=quotes,
        subjects=_wanted(scene, "subjects", avoided),
        places=_wanted(scene, "places", avoided),
        moods=_wanted(scene, "moods", avoided),
        weather=frozenset(_wanted(scene, "weather", avoided)),
        kinds=frozenset(table("kinds").find(scene)),
        colours=named_colours(scene)[:COLOURS_MAX],
        seed=_seed(request, index),
        look=_look(request, index),
    )


def split_quotes(prompt: str) -> tuple[tuple[str, ...], str]:
    """The quoted texts (or the capitals after "says"), and the prompt without them."""
    found = [next(g for g in m.groups() if g) for m in _QUOTED.finditer(prompt)]
    rest = _QUOTED.sub(" ", prompt)
    if not found and (saying := _SAYING.search(prompt)):
        found, rest = [saying[1]], prompt[: saying.start(1)] + " " + prompt[saying.end(1) :]
    texts = [text.strip()[:QUOTE_CHARACTERS_MAX] for text in found]
    return tuple(text for text in texts if text)[:QUOTES_MAX], rest


def normal(text: str) -> str:
    """Casefolded, composed, single-spaced, and short enough to be searched."""
    composed = unicodedata.normalize("NFKC", text[: 4 * SCENE_CHARACTERS_MAX]).casefold()
    return " ".join(composed.split())[:SCENE_CHARACTERS_MAX]


def named_colours(scene: str) -> tuple[RGB, ...]:
    """Colours as hex codes and as words, in the order of mention."""
    codes = [(m.start(), rgb(m[1])) for m in _HEX.finditer(scene)]
    words = [(at, rgb(key)) for at, key in table("colours").places(scene)]
    return tuple(dict.fromkeys(colour for _, colour in sorted(codes + words)))


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
