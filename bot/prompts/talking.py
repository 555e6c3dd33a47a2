"""What is said to the bot: an order, mere talk, a greeting, or words that may be either.

The words that tell are data, a file for each language in `talk/`. What proves to be neither is in
doubt: it is asked about, and costs nothing until somebody says yes.
"""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from bot.prompts.clean import clean
from bot.prompts.quotes import Quoted

FOLDER = "talk"
SHORT_WORDS = 4
"""A wish of so few words may be the look alone: "blue background", "das Auto bitte grün"."""
SHORT_SIGNS = 8
"""The same where words have no blanks between them."""
TOLD_WORDS = 9
"""What is told of oneself or of a meeting is short; a longer clause describes a picture."""
JOINED_WORDS = 6
"""What goes on from a wish in more words than this is told, not wished."""
LEADS_MAX = 4
"""Words of politeness and of order before a wish that are passed over."""
QUOTED = "x"
"""Stands for a quotation: what it says is lettering, never talk."""

_LINK = re.compile(r"<?(?:https?://|www\.)\S+>?", re.IGNORECASE)
_EMOJI_NAME = re.compile(r":[a-z0-9_+-]+:", re.IGNORECASE)
_CUSTOM_EMOJI = re.compile(r"<a?:\w+:\d+>")
_NAMED = re.compile(r"<[@#!][^<>\s]*>|(?<![\w@])@\w[\w.-]*")
_CLAUSE = re.compile(r"[.!?…;,:\n¡¿。！？、，；：~〜]+|\s[-–—]+\s")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿]")
_ASKED = ("?", "？")
_STAND_IN = re.compile("[\U000f0000-\U0010ffff]")


class Meaning(StrEnum):
    """What a line said to the bot, or near it, is."""

    INSTRUCTION = "instruction"
    DOUBT = "doubt"
    TALK = "talk"
    GREETING = "greeting"


@dataclass(frozen=True, kw_only=True)
class TalkWords:
    """A language's words. `starts` and `ends` of a clause show that it asks for a change.

    Words that stand alone are in sets; what may be several words is compared as text.
    """

    common: frozenset[str] = frozenset()
    selves: frozenset[str] = frozenset()
    chatter: frozenset[str] = frozenset()
    greetings: frozenset[str] = frozenset()
    talk: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    musts: tuple[str, ...] = ()
    looks: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    references: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    spaced: bool = True


def meaning_of(
    text: str, *, changing: bool, names: Collection[str] = (), with_picture: bool = False
) -> Meaning:
    """What a line of chat is.

    `changing` says that it can only be about a picture that is there; a line about a new one may
    be any description. `names` are the tokens that stand for people other than the bot.
    `with_picture` says that the line brought a picture of its own along.
    """
    spoken = _spoken(text, names)
    if spoken.to_another:
        return Meaning.TALK
    if not spoken.clauses:
        return Meaning.DOUBT if with_picture else Meaning.TALK
    if all(_greets(clause) for clause in spoken.clauses):
        return Meaning.GREETING
    tongues = _tongues(spoken.text)
    if any(
        _instructs(clause, tongue, first=not at)
        for at, clause in enumerate(spoken.clauses)
        for tongue in tongues
    ):
        return Meaning.INSTRUCTION
    if all(_chats(clause) or _greets(clause) for clause in spoken.clauses):
        return Meaning.DOUBT if with_picture else Meaning.TALK
    if any(_tells(clause, tongue) for clause in spoken.clauses for tongue in tongues):
        return Meaning.DOUBT if with_picture or not spoken.asks else Meaning.TALK
    if changing:
        return Meaning.TALK if spoken.asks else Meaning.DOUBT
    told = any(_of_oneself(clause, tongue) for clause in spoken.clauses for tongue in tongues)
    return Meaning.DOUBT if told or spoken.asks else Meaning.INSTRUCTION


def is_instruction(text: str) -> bool:
    """Whether words ask for a change of a picture, rather than describe a new one."""
    return meaning_of(text, changing=True) is Meaning.INSTRUCTION and not only_refers(text)


def only_refers(text: str) -> bool:
    """Whether a picture that came with the words is only to be looked at: "in this style"."""
    said = f" {_plain(text)} "
    return any(
        (f" {phrase} " in said) if tongue.spaced else (phrase in said)
        for tongue in _languages().values()
        for phrase in tongue.references
    )


def only_changes(text: str) -> bool:
    """Whether words can only be about a picture that is there: "remove the background"."""
    spoken = _spoken(text, ())
    if not spoken.clauses:
        return False
    clause = spoken.clauses[0]
    return any(
        _begins(_without_leads(clause, tongue), tongue.changes)
        if tongue.spaced
        else any(phrase in clause.replace(" ", "") for phrase in tongue.changes)
        for tongue in _tongues(spoken.text)
    )


def joins_on(text: str) -> bool:
    """Whether a few words go on from an earlier wish: "and a scarf", "dazu ein Hut"."""
    spoken = _spoken(text, ())
    if spoken.to_another or spoken.asks or len(spoken.clauses) != 1:
        return False
    [clause] = spoken.clauses
    return any(_joins(clause, tongue) for tongue in _languages().values())


@dataclass(frozen=True, kw_only=True)
class _Spoken:
    text: str
    clauses: tuple[str, ...]
    asks: bool
    to_another: bool


def _spoken(text: str, names: Collection[str]) -> _Spoken:
    said = clean(text).strip()
    to_another = said.startswith(tuple(filter(None, map(clean, names))))
    for pattern in (_CUSTOM_EMOJI, _LINK, _EMOJI_NAME):
        said = pattern.sub(" ", said)
    said = _STAND_IN.sub(f" {QUOTED} ", Quoted(said, [clean(name) for name in names]).text).strip()
    to_another = to_another or _NAMED.match(said) is not None
    said = _NAMED.sub(" ", said)
    return _Spoken(
        text=_plain(said),
        clauses=tuple(filter(None, map(_plain, _CLAUSE.split(said)))),
        asks=said.endswith(_ASKED) or said.startswith("¿"),
        to_another=to_another,
    )


def _plain(text: str) -> str:
    """Words in small letters with one blank between: no punctuation, no emoji, no signs."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("’", "'")
    return " ".join(_WORD.findall(folded))


@cache
def _languages() -> Mapping[str, TalkWords]:
    files = resources.files("bot.prompts") / FOLDER
    return {
        file.name.removesuffix(".toml"): _language(file.name, file.read_text(encoding="utf-8"))
        for file in files.iterdir()
        if file.name.endswith(".toml")
    }


def _language(name: str, text: str) -> TalkWords:
    lists: Mapping[str, list[str]] = tomllib.loads(text)
    sets = {"common", "selves", "chatter", "greetings", "looks", "elsewhere"}
    read = {
        key: frozenset(map(_plain, words)) if key in sets else tuple(map(_plain, words))
        for key, words in lists.items()
    }
    return TalkWords(spaced="common" in lists, **read)  # type: ignore[arg-type]


def _tongues(text: str) -> Sequence[TalkWords]:
    """The languages that a text may be in: those whose commonest words it has most of."""
    languages = _languages().values()
    if _UNSPACED.search(text):
        return [one for one in languages if not one.spaced]
    words = text.split()
    spaced = [one for one in languages if one.spaced]
    scores = [sum(word in one.common for word in words) for one in spaced]
    return [one for one, score in zip(spaced, scores, strict=True) if score == max(scores)]


def _greets(clause: str) -> bool:
    return any(clause in one.greetings for one in _languages().values())


def _chats(clause: str) -> bool:
    """Whether a clause is made of the words of praise, thanks and laughter alone."""
    if _UNSPACED.search(clause):
        return any(_used_up(clause, one.chatter) for one in _languages().values() if not one.spaced)
    words = clause.split()
    return all(
        any(word in one.chatter for one in _languages().values())
        or _laughs(word)
        or word.isdecimal()
        for word in words
    )


def _laughs(word: str) -> bool:
    return len(word) > 2 and len(set(word)) <= 2 and set(word) <= set("hajexdw")


def _used_up(clause: str, chatter: Collection[str]) -> bool:
    for word in sorted(chatter, key=len, reverse=True):
        clause = clause.replace(word, " ")
    return not clause.strip()


def _instructs(clause: str, tongue: TalkWords, *, first: bool) -> bool:
    if not tongue.spaced:
        return _instructs_unspaced(clause, tongue)
    if _begins(clause, tongue.talk) or any(word in tongue.elsewhere for word in clause.split()):
        return False
    words, bare = clause.split(), _without_leads(clause, tongue)
    asked = bare != clause
    if not bare:
        return False
    if _begins(bare, tongue.wants):
        return any(word in tongue.looks or word in tongue.verbs for word in words[1:])
    last = bare.split()[-1]
    if asked and last in tongue.ends:
        return True
    if _begins(bare, (*tongue.subjects, *tongue.questions)):
        return False
    if _begins(bare, tongue.verbs):
        return bare.split()[0] not in tongue.chatter or len(bare.split()) > 1
    if (first or asked) and _begins(bare, tongue.begins):
        return len(bare.split()) > 1 or bare in tongue.looks
    if any(f" {must} " in f" {bare} " for must in tongue.musts):
        return any(word in tongue.looks for word in words)
    short = len(bare.split()) <= SHORT_WORDS and (first or asked)
    return short and any(word in tongue.looks for word in (words[0], words[-1], bare.split()[0]))


def _instructs_unspaced(clause: str, tongue: TalkWords) -> bool:
    solid = clause.replace(" ", "")
    if any(phrase in solid for phrase in tongue.talk):
        return False
    bare = _without_tails(_without_leads(solid, tongue), tongue)
    if bare.startswith(tongue.wants):
        return True
    if bare.startswith(tongue.subjects) or any(word in solid for word in tongue.questions):
        return bare.startswith(tongue.begins) and solid != bare
    if bare.startswith(tongue.begins):
        return True
    if any(must in bare for must in tongue.musts) or bare.endswith(tongue.ends):
        return not _used_up(bare, tongue.chatter)
    looks = tuple(tongue.looks)
    return len(bare) <= SHORT_SIGNS and (bare.endswith(looks) or bare.startswith(looks))


def _joins(clause: str, tongue: TalkWords) -> bool:
    if not tongue.spaced:
        solid = clause.replace(" ", "")
        joined = solid.startswith(tongue.joins) or solid.endswith(tongue.joins)
        return joined and not _used_up(solid, (*tongue.joins, *tongue.chatter))
    joint = next((one for one in tongue.joins if f"{clause} ".startswith(f"{one} ")), "")
    rest = clause[len(joint) :].strip()
    told = _begins(rest, (*tongue.subjects, *tongue.questions, *tongue.talk))
    words = rest.split()
    away = any(word in tongue.elsewhere or word in tongue.selves for word in words)
    return 0 < len(words) <= JOINED_WORDS and bool(joint) and not (told or away or _chats(rest))


def _tells(clause: str, tongue: TalkWords) -> bool:
    """Whether a clause is somebody telling or asking something, about no change of a picture."""
    if tongue.spaced:
        return _begins(clause, (*tongue.subjects, *tongue.questions, *tongue.talk))
    solid = clause.replace(" ", "")
    return solid.startswith(tongue.subjects) or any(
        word in solid for word in (*tongue.questions, *tongue.talk)
    )


def _of_oneself(clause: str, tongue: TalkWords) -> bool:
    """Whether a short clause speaks of its speaker, or of life beside the picture, or praises."""
    words = clause.split()
    life = any(word in tongue.elsewhere or word in tongue.selves for word in words)
    return len(words) <= TOLD_WORDS and (life or _chats(clause))


def _begins(clause: str, phrases: Iterable[str]) -> bool:
    return any(f"{clause} ".startswith(f"{phrase} ") for phrase in phrases)


def _without_leads(clause: str, tongue: TalkWords) -> str:
    """A clause without what only leads to its wish: "and now please", "can you"."""
    for _ in range(LEADS_MAX):
        for lead in sorted(tongue.leads, key=len, reverse=True):
            if tongue.spaced and f"{clause} ".startswith(f"{lead} "):
                clause = clause[len(lead) :].strip()
                break
            if not tongue.spaced and clause.startswith(lead):
                clause = clause[len(lead) :]
                break
        else:
            break
    return clause


def _without_tails(clause: str, tongue: TalkWords) -> str:
    for tail in sorted(tongue.tails, key=len, reverse=True):
        clause = clause.removesuffix(tail)
    return clause
