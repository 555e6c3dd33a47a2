"""Holds requests to Discord against its official OpenAPI, where that is at hand, and to the docs.

Where the two differ, the docs count: their numbers are the constants here.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SPEC = Path(__file__).resolve().parents[4] / "shared/contracts/discord-openapi.json"

CONTENT_MAX = 2000
V2_FLAG = 1 << 15
V2_COMPONENTS_MAX = 40
V2_TEXT_MAX = 4000
MODAL_TITLE_MAX = 45
MODAL_COMPONENTS_MAX = 5
LABEL_MAX = 45
COMMAND_CHARS_MAX = 8000

ABSENT = frozenset({"tts", "nsfw"})
"""Fields that Discord knows and the snapshot does not."""

MODAL_CALLBACK = 9


class Contract:
    """Collects what is wrong with requests; a test fails on the first of them."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def check(self, method: str, path: str, body: Any) -> list[str]:
        """What is wrong with a request's JSON; it is remembered too."""
        told = [*_by_docs(method, path, body), *_by_spec(method, path, body)]
        self.wrong += [f"{method} {path}: {one}" for one in told]
        return told


@cache
def _spec() -> dict[str, Any] | None:
    if not SPEC.exists():
        return None
    spec: dict[str, Any] = json.loads(SPEC.read_text())
    schemas = spec["components"]["schemas"]
    schemas["SnowflakeType"] = {"type": ["string", "integer"]}  # discord.py counts files in ints
    for name in ("ApplicationCommandUpdateRequest", "ApplicationCommandCreateRequest"):
        schemas[name]["properties"]["default_member_permissions"] = {}  # "32" and 32 are one
    return spec


def _by_spec(method: str, path: str, body: Any) -> Iterator[str]:
    spec = _spec()
    if spec is None:
        return
    template = _template(path)
    if template is None:
        yield "there is no such path"
        return
    schema = _schema(method, template)
    if schema is None:
        if body is not None:
            yield "a body where none belongs"
        return
    yield from _faults(method, template, json.dumps(body))


@cache  # every bot that starts sends the same commands, which are most of what there is to check
def _faults(method: str, template: str, body_json: str) -> tuple[str, ...]:
    schema, body = _schema(method, template), json.loads(body_json)
    assert schema is not None
    return (
        *(
            f"{error.json_path}: {error.message[:300]}"
            for error in _validator(method, template).iter_errors(body)
        ),
        *_unknown([schema], body, "$"),
    )


def _template(path: str) -> str | None:
    """The most literal of the paths that fit."""
    fitting = [one for one, pattern in _patterns() if pattern.fullmatch(path)]
    return min(fitting, key=lambda one: one.count("{"), default=None)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    spec = _spec()
    assert spec is not None
    return [(path, re.compile(re.sub(r"\{\w+\}", "[^/]+", path))) for path in spec["paths"]]


@cache
def _schema(method: str, template: str) -> Mapping[str, Any] | None:
    spec = _spec()
    assert spec is not None
    operation = spec["paths"][template].get(method.lower(), {})
    content = operation.get("requestBody", {}).get("content", {})
    found = content.get("application/json", {}).get("schema")
    return found if found is None else dict(found)


@cache
def _validator(method: str, template: str) -> Draft202012Validator:
    spec = _spec()
    assert spec is not None
    schema = _schema(method, template)
    assert schema is not None
    return Draft202012Validator({**schema, "components": spec["components"]})


def _unknown(schemas: list[Mapping[str, Any]], data: Any, where: str) -> Iterator[str]:
    """Fields that no alternative has: the schemas themselves let them pass."""
    flat = list(_flattened(schemas))
    if isinstance(data, list):
        items = [one["items"] for one in flat if isinstance(one.get("items"), Mapping)]
        for number, value in enumerate(data):
            yield from _unknown(items, value, f"{where}[{number}]")
    elif isinstance(data, Mapping):
        fields: dict[str, list[Mapping[str, Any]]] = {}
        for one in flat:
            for name, schema in one.get("properties", {}).items():
                fields.setdefault(name, []).append(schema)
        if not fields or any("additionalProperties" in one for one in flat):
            return
        for name, value in data.items():
            if name in fields:
                yield from _unknown(fields[name], value, f"{where}.{name}")
            elif name not in ABSENT:
                yield f"{where}.{name}: there is no such field"


def _flattened(schemas: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    spec = _spec()
    assert spec is not None
    for schema in schemas:
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            yield from _flattened([spec["components"]["schemas"][name]])
            continue
        yield schema
        for group in ("anyOf", "oneOf", "allOf"):
            yield from _flattened(schema.get(group, ()))


def _by_docs(method: str, path: str, body: Any) -> Iterator[str]:
    if isinstance(body, list) and path.endswith("/commands"):
        for command in body:
            yield from _command(command)
    if not isinstance(body, Mapping):
        return
    if path.endswith("/callback"):
        data = body.get("data") or {}
        yield from _modal(data) if body.get("type") == MODAL_CALLBACK else _message(data)
    elif "/messages" in path or path.startswith("/webhooks/"):
        yield from _message(body)


def _message(data: Mapping[str, Any]) -> Iterator[str]:
    if len(data.get("content") or "") > CONTENT_MAX:
        yield f"content is longer than {CONTENT_MAX}"
    components = list(_walk(data.get("components") or ()))
    ids = [one["custom_id"] for one in components if "custom_id" in one]
    if len(ids) != len(set(ids)):
        yield "two components have one custom_id"
    if not components:
        return
    if not (data.get("flags") or 0) & V2_FLAG:
        yield "components without the flag of Components V2"
    if data.get("content") or data.get("embeds"):
        yield "Components V2 beside content or embeds"
    if len(components) > V2_COMPONENTS_MAX:
        yield f"more than {V2_COMPONENTS_MAX} components"
    if sum(len(one.get("content", "")) for one in components) > V2_TEXT_MAX:
        yield f"more than {V2_TEXT_MAX} characters of text"


def _modal(data: Mapping[str, Any]) -> Iterator[str]:
    components = data.get("components", ())
    if not 1 <= len(components) <= MODAL_COMPONENTS_MAX:
        yield f"a modal has 1 to {MODAL_COMPONENTS_MAX} components"
    if not 1 <= len(data.get("title", "")) <= MODAL_TITLE_MAX:
        yield "a modal's title is too long, or missing"
    for label in components:
        if len(label.get("label", "")) > LABEL_MAX:
            yield "a label is too long"


def _command(command: Mapping[str, Any]) -> Iterator[str]:
    if _characters(command) > COMMAND_CHARS_MAX:
        yield f"the command {command['name']} has more than {COMMAND_CHARS_MAX} characters"
    required = [bool(option.get("required")) for option in command.get("options", ())]
    if required != sorted(required, reverse=True):
        yield f"{command['name']}: required options come first"


def _characters(node: Mapping[str, Any]) -> int:
    """Of names, descriptions and values; of localisations the longest counts."""
    own = sum(
        max(len(text) for text in (node.get(field) or "", *_localised(node, field)))
        for field in ("name", "description")
    )
    own += len(str(node.get("value", "")))
    return own + sum(
        _characters(one) for field in ("options", "choices") for one in node.get(field) or ()
    )


def _localised(node: Mapping[str, Any], field: str) -> Iterable[str]:
    return (node.get(f"{field}_localizations") or {}).values()


def _walk(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for one in components:
        yield one
        yield from _walk(one.get("components") or ())
        if "accessory" in one:
            yield one["accessory"]
