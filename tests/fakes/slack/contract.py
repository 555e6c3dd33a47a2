"""Holds what is sent to Slack against its published types, and against its own SDK's models."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

SHARED = Path(__file__).resolve().parents[4] / "shared"
CONTRACT = SHARED / "contracts" / "slack-contract.schema.json"
BLOCKS_MAX = {"chat.postMessage": 50, "chat.update": 50, "chat.postEphemeral": 50}
TEXT_MAX = 40_000
VIEW_BYTES_MAX = 250_000
ALSO_KNOWN = {"alt_txt": "alt_text"}
"""The documentation's name of a parameter -> that of the published types."""

HIGHLIGHTS = {None, "png", "jpg", "gif"}
"""Values of `highlight_type`, which is newer than the published types."""

MARKUP = ("text", "initial_comment", "markdown_text")
"""Arguments that Slack reads as markup."""
CALLED = re.compile(r"\A<@U[A-Z0-9]+> ")
LOUD = {"broadcast", "usergroup", "channel", "link"}
"""Elements of rich text that we have no use for."""


def complaints(method: str, arguments: Mapping[str, Any]) -> list[str]:
    """What is wrong with a call; empty where nothing is."""
    found = [
        *_schema(method, arguments),
        *_models(arguments),
        *_documented(method, arguments),
        *alarms(arguments),
    ]
    return [f"{method}: {text}" for text in found]


def alarms(body: Mapping[str, Any]) -> list[str]:
    """What in a call, or in an answer, would notify or link anyone but by one name before it."""
    found = [f"{name} notifies: {body[name]}" for name in MARKUP if _alarms(body.get(name) or "")]
    return [*found, *(f"a block notifies: {said}" for said in _loud(body))]


def _alarms(text: str) -> bool:
    return "<" in CALLED.sub("", text)


def _loud(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        if node.get("type") == "mrkdwn" and _alarms(str(node.get("text", ""))):
            yield str(node["text"])
        if node.get("type") in LOUD:
            yield str(node)
        for value in node.values():
            yield from _loud(value)
    elif isinstance(node, list):
        for value in node:
            yield from _loud(value)


@lru_cache
def _definitions() -> dict[str, Any]:
    if not CONTRACT.exists():
        return {}
    found = json.loads(CONTRACT.read_text())["definitions"]
    assert isinstance(found, dict)
    return found


@lru_cache
def _validator(method: str) -> Draft202012Validator | None:
    name = "".join(part[0].upper() + part[1:] for part in method.split(".")) + "Arguments"
    if name not in _definitions():
        return None
    return Draft202012Validator({"$ref": f"#/definitions/{name}", "definitions": _definitions()})


def _schema(method: str, arguments: Mapping[str, Any]) -> list[str]:
    validator = _validator(method)
    if validator is None:
        return []
    known = {ALSO_KNOWN.get(name, name): value for name, value in arguments.items()}
    if "files" in known:
        known["files"] = [_without_newer(one) for one in known["files"]]
    return [f"{list(e.path)} {e.message[:400]}" for e in validator.iter_errors(known)]


def _without_newer(file: Mapping[str, Any]) -> dict[str, Any]:
    assert file.get("highlight_type") in HIGHLIGHTS, file
    return {name: value for name, value in file.items() if name != "highlight_type"}


def _models(arguments: Mapping[str, Any]) -> list[str]:
    view = arguments.get("view")
    blocks = view["blocks"] if view else arguments.get("blocks") or []
    try:
        for block in blocks:
            parsed = Block.parse(block)
            assert parsed is not None, block
            parsed.to_dict()
        if view:
            View(**view).to_dict()
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    return []


def _documented(method: str, arguments: Mapping[str, Any]) -> list[str]:
    """Limits that the published types do not state."""
    found = []
    if len(arguments.get("blocks") or []) > BLOCKS_MAX.get(method, 100):
        found.append("too many blocks")
    if len(arguments.get("text") or "") > TEXT_MAX:
        found.append("text too long")
    if len(json.dumps(arguments.get("view") or {}).encode()) > VIEW_BYTES_MAX:
        found.append("view too large")
    ids = [
        element.get("action_id")
        for block in arguments.get("blocks") or []
        for element in block.get("elements", ())
        if isinstance(element, dict)
    ]
    named = [one for one in ids if one]
    if len(named) != len(set(named)):
        found.append(f"an action id stands twice: {named}")
    return found
