"""Whatever the core raises or notes has words, with the facts that the words mention."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

import bot
from bot import errors
from bot.models import Size
from bot.prompts.sizes import snap, why_snapped
from bot.replies.words import FOLDER, Tongue

CORE = Path(bot.__file__).parent
ENGLISH = Tongue("en", (FOLDER / "en.ftl").read_text("utf-8"))
CODES = {
    name: kind.code
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.UserError)
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """Something that needs a sentence; `facts` is None where the code does not spell them out."""

    key: str
    facts: frozenset[str] | None
    place: str


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(CORE.rglob("*.py")):
        yield path, ast.parse(path.read_text("utf-8"))


def _calls() -> Iterator[tuple[str, Path, ast.Call]]:
    for path, tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, path, node


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((one.value for one in call.keywords if one.arg == name), None)


def _texts(node: ast.expr | None) -> list[str]:
    """The string literals that an expression can be; none for what is computed."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp():
            return [*_texts(node.body), *_texts(node.orelse)]
        case _:
            return []


def _names(call: ast.Call, *more: str) -> frozenset[str] | None:
    names = [one.arg for one in call.keywords]
    return None if None in names else frozenset({*filter(None, names), *more})


def _errors() -> Iterator[Said]:
    for name, path, call in _calls():
        if name not in CODES or path.name == "errors.py":
            continue
        reason = call.args[0] if call.args else None
        found = _texts(reason)
        if not found and reason is None:
            yield Said(key=CODES[name], facts=_names(call), place=str(path))
        for text in found:
            yield Said(key=f"{CODES[name]}-{text}", facts=_names(call), place=str(path))


def _refused_references() -> Iterator[Said]:
    for name, path, call in _calls():
        if path.parent.name != "references":
            continue
        if name == "Refused" and call.args:
            texts, facts = _texts(call.args[0]), _names(call, "name")
        elif name == "Verdict":
            texts, facts = _texts(_keyword(call, "reason")), None
        else:
            continue
        for text in texts:
            if text != "fault":  # ours, raised as OSError: never told
                yield Said(key=f"invalid-reference-{text}", facts=facts, place=str(path))


def _notes() -> Iterator[Said]:
    for name, path, call in _calls():
        if name not in {"Note", "Failure"}:
            continue
        kind, word = ("note", "key") if name == "Note" else ("picture-failed", "code")
        for text in _texts(_keyword(call, word)):
            key = f"{kind}-{text}".replace("_", "-")
            yield Said(key=key, facts=_dict_keys(_keyword(call, "facts")), place=str(path))


def _dict_keys(node: ast.expr | None) -> frozenset[str] | None:
    if node is None:
        return frozenset()
    if isinstance(node, ast.Dict):
        return frozenset(text for key in node.keys for text in _texts(key))
    return None


def _notices() -> Iterator[Said]:
    for name, path, call in _calls():
        if name == "notice" and len(call.args) > 1:
            for text in _texts(call.args[1]):
                yield Said(key=f"notice-{text}", facts=_names(call), place=str(path))


SAID = [*_errors(), *_refused_references(), *_notes(), *_notices()]


class _Optional(Visitor):
    """Facts a sentence asks about before it mentions them: it has a `none` variant."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:
        keys = {v.key.name for v in node.variants if isinstance(v.key, fluent.Identifier)}
        if isinstance(node.selector, fluent.VariableReference) and "none" in keys:
            self.names.add(node.selector.id.name)
        self.generic_visit(node)


def optional(key: str) -> frozenset[str]:
    found = _Optional()
    found.visit(ENGLISH.messages[key])
    return frozenset(found.names)


def test_the_walk_finds_what_is_known_to_be_said() -> None:
    keys = {said.key for said in SAID}
    assert {
        "invalid-prompt-empty",
        "too-many-jobs-person",
        "source-not-found",
        "source-not-found-deleted",
        "invalid-reference-animated",
        "picture-failed-cancelled",
        "note-left-out",
    } <= keys


@pytest.mark.parametrize("said", SAID, ids=lambda said: said.key)
def test_what_is_said_has_words(said: Said) -> None:
    assert said.key in ENGLISH.messages, said.place


@pytest.mark.parametrize(
    "said", [one for one in SAID if one.facts is not None], ids=lambda said: said.key
)
def test_what_is_said_brings_the_facts_of_its_words(said: Said) -> None:
    assert said.facts is not None
    if said.key in ENGLISH.messages:
        needed = ENGLISH.variables(said.key) - optional(said.key)
        assert needed <= said.facts, said.place


@pytest.mark.parametrize(
    "asked",
    [(1000, 1000), (8000, 4000), (4000, 1000), (3840, 3840), (512, 512)],
    ids=["step", "edge", "ratio", "pixels-max", "pixels-min"],
)
def test_every_snapped_size_has_words(asked: tuple[int, int]) -> None:
    size = Size(width=asked[0], height=asked[1])
    note = why_snapped(size, snap(*asked))
    assert note is not None
    assert ENGLISH.variables(f"note-{note.key}") <= set(note.facts)


COMPUTED = tuple(
    f"{word}-"
    for word in (
        "button",
        "edit",
        "field",
        "files-refused",
        "flag",
        "help",
        "history",
        "models",
        "note-size-snapped",
        "outage",
        "picture-failed",
        "quality",
        "result",
        "role",
        "status",
        "privacy",
        "scope",
        "setting",
        "settings-changed",
        "spoiler",
        "age-restricted",
        "way-quality",
        "welcome",
    )
)
"""Beginnings of keys that code completes with a value; `test_locales` knows their values."""


def test_no_sentence_is_left_over() -> None:
    literals = {
        node.value
        for _, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    reasons = {f"{code}-{text}" for code in CODES.values() for text in literals}
    said = {one.key for one in SAID} | set(CODES.values()) | literals | reasons
    spare = {key for key in set(ENGLISH.messages) - said if not key.startswith(COMPUTED)}
    assert spare == set()
