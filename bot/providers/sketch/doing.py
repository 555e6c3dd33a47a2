"""What the sketch can do of what it is asked, and which words it does not know.

What it cannot do it leaves undone: nothing is drawn that stands for something else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.providers.sketch.lexicon import table
from bot.providers.sketch.words import Brief, normal, split_quotes

TABLES = ("subjects", "places", "moods", "weather", "kinds", "colours", "spots", "parts", "changes")
EDIT_TABLES = ("adds", "swaps")
UNKNOWN_MAX = 3
PHRASE_WORDS_MAX = 4
PHRASE_CHARACTERS_MAX = 48

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SIGNS = re.compile(r"[一-鿿々]{2,}|[ァ-ヺー]{2,}")
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿]")
_STOP = re.compile(r"[,.;:!?\n，。；：！？、]+")


@dataclass(frozen=True, kw_only=True)
class Doing:
    """Which parts of an edit are done. `masked` edits have a place to draw in."""

    effects: bool
    colours: bool
    weather: bool
    subjects: bool
    letters: bool


def doing(brief: Brief, *, masked: bool) -> Doing:
    """What of an edit the sketch can do as it was meant.

    It can lay light, colour and weather over a whole picture and put things in; it can take
    nothing out, turn nothing into something else, and recolour nothing but the whole.
    """
    erases = "erase" in table("changes").find(brief.said)
    swaps = bool(table("swaps").find(brief.said))
    adds = bool(table("adds").find(brief.said))
    whole = not (brief.subjects or brief.owned or table("parts").find(brief.said))
    alone = not any(_unknown(brief.said))
    return Doing(
        effects=not erases,
        colours=not erases and (masked or (whole and alone)),
        weather=not erases,
        subjects=not erases and (masked or (adds and not swaps)),
        letters=not erases and (masked or not swaps),
    )


def unknown_words(prompt: str, *, editing: bool, masked: bool = False) -> tuple[str, ...]:
    """What of a prompt a picture of the sketch does not show, in the person's words, at most 3."""
    quotes, rest = split_quotes(prompt)
    said = normal(rest)
    found = list(dict.fromkeys(_unknown(said)))
    if editing and not masked:
        found = [*_undone(said, quoted=bool(quotes)), *found]
        whole = " ".join(found[:1])
        found = [*found[:1], *(phrase for phrase in found[1:] if phrase not in whole)]
    return tuple(phrase[:PHRASE_CHARACTERS_MAX] for phrase in found[:UNKNOWN_MAX])


def _undone(said: str, *, quoted: bool) -> Iterator[str]:
    """The wish itself, where it asks for what no effect can do."""
    swaps, adds = table("swaps").find(said), table("adds").find(said)
    erases = "erase" in table("changes").find(said)
    things = (*table("subjects").find(said), *table("parts").find(said))
    coloured = things and table("colours").find(said) and not adds
    if erases or coloured or (swaps and (things or quoted)) or (things and not adds):
        yield said.strip(" .!?")


def _unknown(said: str) -> Iterator[str]:
    """Runs of words that no table has, without those that mean nothing by themselves."""
    if _UNSPACED.search(said):
        for name in (*TABLES, *EDIT_TABLES):
            for sign in sorted(table(name).signs, key=len, reverse=True):
                said = said.replace(sign, " ")
        yield from (match[0] for match in _SIGNS.finditer(said))
        return
    for clause in _STOP.split(said):
        run: list[str] = []
        for word in [*_WORD.findall(clause), ""]:
            if word and not _known(word):
                run.append(word)
                continue
            if run:
                yield " ".join(run[:PHRASE_WORDS_MAX])
            run = []


def _known(word: str) -> bool:
    tables = (*TABLES, *EDIT_TABLES, "silent")
    return len(word) < 3 or any(table(name).find(word) for name in tables)
