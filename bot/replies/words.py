"""Wording: one Fluent file for each locale, and English where a locale has no sentence yet."""

import logging
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

from bot.errors import UserError
from bot.models import Note
from bot.replies.facts import FactValue, written

FOLDER = Path(__file__).parent / "words"
ENGLISH = "en"
SPACELESS = frozenset({"ja", "zh"})
"""Languages whose sentences follow each other without a space."""

log = logging.getLogger(__name__)


class Words:
    """All wording, read once at construction. With `strict`, a flaw raises instead of being logged.

    The files of `folder` are named by locale (`de.ftl`, `zh-CN.ftl`); `en.ftl` must be among them.
    """

    def __init__(self, folder: Path = FOLDER, *, strict: bool = False) -> None:
        files = {path.stem: path for path in sorted(folder.glob("*.ftl"))}
        tongues = {name: Tongue(name, path.read_text("utf-8")) for name, path in files.items()}
        english = tongues[ENGLISH]
        self._phrases = {
            name.lower(): Phrases((tongue, english), strict=strict)
            for name, tongue in tongues.items()
        }

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales there are words for."""
        return tuple(phrases.locale for phrases in self._phrases.values())

    def for_locale(self, locale: str) -> "Phrases":
        """The words for a platform's locale (`de-AT`, `zh_CN`, `es-419`); English if unknown."""
        found = (self._phrases.get(name) for name in _candidates(locale))
        return next(filter(None, found), self._phrases[ENGLISH])


class Tongue:
    """One locale's sentences."""

    def __init__(self, locale: str, source: str) -> None:
        self.locale = locale
        # World English writes dates that nobody reads the wrong way round.
        self.babel = Locale.parse("en_001" if locale == ENGLISH else locale.replace("-", "_"))
        self.bundle = FluentBundle([locale], use_isolating=False)
        resource = FluentResource(source)
        self.bundle.add_resource(resource)
        self.messages = {
            item.id.name: item for item in resource.body if isinstance(item, ast.Message)
        }
        self.junk = [item for item in resource.body if isinstance(item, ast.Junk)]

    def variables(self, key: str) -> frozenset[str]:
        """The facts that a sentence mentions anywhere."""
        found = _Mentions()
        found.visit(self.messages[key])
        return frozenset(found.names)


class Phrases:
    """Sentences in one locale. Call it with a key and the facts to fill in."""

    def __init__(self, tongues: tuple[Tongue, ...], *, strict: bool = False) -> None:
        self._tongues = tongues
        self._strict = strict

    @property
    def locale(self) -> str:
        """The locale of the wording file."""
        return self._tongues[0].locale

    @property
    def babel(self) -> Locale:
        """The same for Babel, for dates and numbers."""
        return self._tongues[0].babel

    def knows(self, key: str) -> bool:
        """Whether there is a sentence, at least in English."""
        return self._tongue(key) is not None

    def __call__(self, key: str, /, **facts: FactValue) -> str:
        """The sentence of `key`. A missing one raises KeyError when strict, else is the key."""
        tongue = self._tongue(key)
        if tongue is None:
            return self._flaw(KeyError(f"no wording for {key!r}"), instead=key)
        pattern = tongue.bundle.get_message(key).value
        assert pattern is not None, f"{key} has attributes only"
        text, errors = tongue.bundle.format_pattern(pattern, written(facts, tongue.babel))
        for error in errors:
            self._flaw(LookupError(f"{key} in {tongue.locale}: {error}"), instead="")
        return str(text)

    say = __call__

    def error(self, error: UserError) -> str:
        """What to tell a person about an error: its `code-reason`, or what is said of its code."""
        key = error.key.replace("_", "-")
        return self.best(key, error.code, "error", facts=dict(error.facts))

    def notes(self, notes: tuple[Note, ...]) -> tuple[str, ...]:
        """The sentences of a job's notes."""
        return tuple(self.best(f"note-{note.key}", facts=dict(note.facts)) for note in notes)

    def best(self, *keys: str, facts: dict[str, FactValue]) -> str:
        """The first of the keys that has a sentence; facts it mentions and lacks are `none`."""
        key = next((key for key in keys if self.knows(key)), keys[0])
        tongue = self._tongue(key)
        mentioned = tongue.variables(key) if tongue else frozenset()
        return self(key, **{**dict.fromkeys(mentioned, None), **facts})

    def join(self, *sentences: str) -> str:
        """Sentences after each other, as the language spaces them; empty ones are left out."""
        gap = "" if self.babel.language in SPACELESS else " "
        return gap.join(filter(None, sentences))

    def _tongue(self, key: str) -> Tongue | None:
        return next((tongue for tongue in self._tongues if key in tongue.messages), None)

    def _flaw(self, flaw: LookupError, *, instead: str) -> str:
        if self._strict:
            raise flaw
        log.error("a flaw in the wording: %s", flaw)
        return instead


class _Mentions(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.names.add(node.id.name)


def _candidates(locale: str) -> Iterator[str]:
    name = locale.replace("_", "-").lower()
    yield name
    language = name.partition("-")[0]
    yield "zh-cn" if language == "zh" else language  # the other script too: nearer than English
