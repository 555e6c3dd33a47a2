"""Forms as modals, and what people filled in."""

from typing import Any

import pytest

from adapters.slack import limits
from adapters.slack.forms import FormContext, read_form, render_form, repriced, text_block
from adapters.slack.payloads import View
from bot.models import Choice, Form, FormInput, InputKind, Quality
from bot.replies import imagine_form
from bot.replies.words import Words
from tests.fakes.slack.contract import complaints

METADATA_CHARS_MAX = 3000
"""What Slack takes of a view's `private_metadata`."""

ABOUT = FormContext(key="imagine", team="T1", channel="C1", files=("F0000000001",))


def view_of(form: Form, about: FormContext = ABOUT, price: str = "1 credit") -> dict[str, Any]:
    view = render_form(form, about, close="Cancel", price=price)
    assert complaints("views.open", {"trigger_id": "1.2", "view": view}) == []
    return view


def form_of(*inputs: FormInput, title: str = "Title", submit: str = "Send") -> Form:
    return Form(key="edit:job:1", title=title, inputs=inputs, submit=submit)


def field(kind: InputKind, **more: Any) -> FormInput:
    return FormInput(**{"name": "one", "kind": kind, "label": "One", **more})


@pytest.mark.parametrize("locale", Words().locales)
def test_the_form_for_a_picture_opens_in_every_language(locale: str) -> None:
    say = Words(strict=True).for_locale(locale)
    models = [(f"model-{n}", f"Model {n}") for n in range(3)]
    form = imagine_form(
        say,
        models=models,
        styles=[("photo", "Photo")],
        qualities=frozenset(Quality),
        usual={"model": "model-1"},
    )
    view = view_of(form)
    by_name = {block["block_id"]: block for block in view["blocks"]}
    assert set(by_name) == {
        "prompt",
        "ratio",
        "resolution",
        "quality",
        "count",
        "model",
        "style",
        "references",
        "mask",
        "transparent",
        "private",
        "price",
    }
    usual = by_name["model"]["element"]["initial_option"]
    assert "Model 1" in usual["text"]["text"]
    left = {
        name: {"value": {"type": "static_select", "selected_option": element["initial_option"]}}
        for name, block in by_name.items()
        if "initial_option" in (element := block.get("element") or {})
    }
    assert set(left) == {"ratio", "resolution", "quality", "count", "model", "style"}
    sent = View.model_validate({**view, "id": "V1", "state": {"values": left}})
    assert read_form(sent).options == {}
    assert by_name["mask"]["element"]["max_files"] == 1
    assert "…" not in view["title"]["text"] + view["submit"]["text"]


def test_titles_and_buttons_are_cut_one_beyond_their_limit() -> None:
    def shown(length: int) -> set[int]:
        form = form_of(field(InputKind.TEXT), title="t" * length, submit="s" * length)
        view = view_of(form)
        return {len(view["title"]["text"]), len(view["submit"]["text"])}

    assert shown(limits.TITLE_CHARS_MAX) == {24}
    assert shown(limits.TITLE_CHARS_MAX + 1) == {24}


def test_choices_end_at_a_hundred() -> None:
    def shown(count: int) -> int:
        choices = tuple(Choice(value=str(n), label=str(n)) for n in range(count))
        view = view_of(form_of(field(InputKind.SELECT, choices=choices)))
        return len(view["blocks"][0]["element"]["options"])

    assert shown(limits.OPTIONS_MAX) == 100
    assert shown(limits.OPTIONS_MAX + 1) == 100


def test_a_field_never_asks_for_more_than_slack_takes() -> None:
    view = view_of(
        form_of(
            field(InputKind.PARAGRAPH, most=9000, value="v" * 9000),
            field(InputKind.FILES, name="files", most=30),
        )
    )
    text, files = (block["element"] for block in view["blocks"][:2])
    assert (text["max_length"], len(text["initial_value"])) == (3000, 3000)
    assert files["max_files"] == 10


def test_what_was_filled_in_comes_back_by_name() -> None:
    state = {
        "values": {
            "prompt": {"value": {"type": "plain_text_input", "value": "a fox"}},
            "empty": {"value": {"type": "plain_text_input", "value": None}},
            "ratio": {"reprice": {"type": "static_select", "selected_option": {"value": "4:5"}}},
            "style": {"reprice": {"type": "static_select", "selected_option": None}},
            "private": {"reprice": {"type": "checkboxes", "selected_options": [{"value": "true"}]}},
            "off": {"reprice": {"type": "checkboxes", "selected_options": []}},
            "references": {
                "value": {"type": "file_input", "files": [{"id": "F1", "name": "a.png"}]}
            },
        }
    }
    filled = read_form(View(state=state))
    assert filled.options == {"prompt": "a fox", "ratio": "4:5", "private": "true"}
    assert [file.name for file in filled.files["references"]] == ["a.png"]


def test_a_modal_remembers_where_it_came_from() -> None:
    about = FormContext(
        key="edit:0123456789ab:2",
        team="T0123456789",
        channel="C0123456789",
        thread="1700000000.000100",
        root="1700000000.000200",
        files=tuple(f"F{n:09d}" for n in range(10)),
        response_url="https://hooks.slack.com/actions/T0123456789/1234567890123/" + "x" * 24,
    )
    assert FormContext.load(about.dump()) == about
    assert len(about.dump()) <= METADATA_CHARS_MAX


def test_another_price_keeps_all_the_rest() -> None:
    view = view_of(form_of(field(InputKind.PARAGRAPH, name="change")))
    again = repriced(View(**view), "9 credits")
    assert again["blocks"][:-1] == view["blocks"][:-1]
    assert again["blocks"][-1]["elements"][0]["text"] == "9 credits"
    assert {**again, "blocks": []} == {**view, "blocks": []}
    assert repriced(View(**view), "")["blocks"] == view["blocks"][:-1]
    assert text_block(View(**view)) == "change"
