from typing import Any

import pytest

from adapters.discord.forms import (
    FILES_MAX,
    HINT_CHARS_MAX,
    INPUTS_MAX,
    LABEL_CHARS_MAX,
    OPTIONS_MAX,
    TEXT_CHARS_MAX,
    TITLE_CHARS_MAX,
    modal,
    submitted,
)
from bot.models import Choice, Form, FormInput, InputKind
from tests.fakes.discord.contract import Contract


def text(name: str = "change", **more: Any) -> FormInput:
    return FormInput(name=name, kind=InputKind.PARAGRAPH, label="What?", **more)


def opened(*inputs: FormInput, title: str = "Edit picture") -> dict[str, Any]:
    shown = modal(Form(key="edit:abc:1", title=title, inputs=inputs, submit="Edit"))
    assert shown.is_finished()  # discord.py must not keep it
    data = shown.to_dict()
    assert Contract().check("POST", "/interactions/1/t/callback", {"type": 9, "data": data}) == []
    return data


async def test_every_kind_of_input() -> None:
    choices = (Choice(value="", label="as it is"), Choice(value="1:1", label="square"))
    data = opened(
        text(required=True, most=3000),
        FormInput(name="keep", kind=InputKind.TEXT, label="Keep", value="the face"),
        FormInput(name="ratio", kind=InputKind.SELECT, label="Ratio", choices=choices),
        FormInput(name="files", kind=InputKind.FILES, label="Files", most=3),
        FormInput(name="private", kind=InputKind.TOGGLE, label="Private", value="yes"),
    )
    inner = [one["component"] for one in data["components"]]
    assert [one["type"] for one in inner] == [4, 4, 3, 19, 23]
    assert [one["custom_id"] for one in inner] == ["change", "keep", "ratio", "files", "private"]
    assert inner[0]["max_length"] == 3000
    assert inner[1]["value"] == "the face"
    assert [option["value"] for option in inner[2]["options"]] == ["1:1"]
    assert (inner[3]["min_values"], inner[3]["max_values"]) == (0, 3)


@pytest.mark.parametrize("over", [0, 1])
async def test_limits_and_one_beyond(over: int) -> None:
    choices = tuple(
        Choice(value=f"v{n}", label="l" * (100 + over)) for n in range(OPTIONS_MAX + over)
    )
    long = FormInput(
        name="x",
        kind=InputKind.PARAGRAPH,
        label="l" * (LABEL_CHARS_MAX + over),
        hint="h" * (HINT_CHARS_MAX + over),
        value="v" * (TEXT_CHARS_MAX + over),
        most=TEXT_CHARS_MAX + over,
    )
    select = FormInput(name="s", kind=InputKind.SELECT, label="S", choices=choices)
    files = FormInput(name="f", kind=InputKind.FILES, label="F", most=FILES_MAX + over)
    data = opened(
        long,
        select,
        files,
        *(text(f"t{n}") for n in range(INPUTS_MAX - 3 + over)),
        title="t" * (TITLE_CHARS_MAX + over),
    )
    assert len(data["components"]) == INPUTS_MAX
    assert len(data["title"]) == TITLE_CHARS_MAX
    assert data["title"].endswith("…") == bool(over)


async def test_every_opening_has_an_id_of_its_own_that_tells_its_key() -> None:
    ids = {opened(text())["custom_id"] for _ in range(50)}
    assert len(ids) == 50
    assert {submitted({"custom_id": one, "components": []}).key for one in ids} == {"edit:abc:1"}


async def test_a_submit_is_read_whole() -> None:
    form = submitted(
        {
            "custom_id": "edit:abc:2~xyz",
            "resolved": {"attachments": {"5": {"id": "5", "filename": "logo.png"}}},
            "components": [
                {"type": 18, "component": {"type": 4, "custom_id": "change", "value": "blue"}},
                {"type": 18, "component": {"type": 3, "custom_id": "ratio", "values": []}},
                {"type": 18, "component": {"type": 3, "custom_id": "size", "values": ["big"]}},
                {"type": 18, "component": {"type": 19, "custom_id": "files", "values": ["5", "6"]}},
                {"type": 18, "component": {"type": 23, "custom_id": "private", "value": True}},
                {"type": 10, "content": "words between"},
            ],
        }
    )
    assert form.key == "edit:abc:2"
    assert form.options == {"change": "blue", "ratio": "", "size": "big", "private": "yes"}
    assert [one["filename"] for one in form.files] == ["logo.png"]
