"""Replies as blocks: what is shown, what is cut, and what nobody can smuggle in."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import limits
from adapters.slack.client import WORDS
from adapters.slack.home import render_home
from adapters.slack.ids import user_ref
from adapters.slack.limits import cut
from adapters.slack.memory import RecentPicture
from adapters.slack.render import escape, fallback, render
from bot.models import (
    Action,
    Asset,
    Field,
    ImageFormat,
    JobId,
    Reply,
    ReplyImage,
    Style,
    Tone,
    Verb,
)
from bot.replies.buttons import PER_PICTURE, button
from bot.replies.words import Words
from tests.fakes.slack.contract import complaints

JOB = JobId("0123456789ab")
WHOLE_CHARS_MAX = 13_000
"""Of all blocks of a message; Slack refuses about 13,200."""
ASSET = Asset(sha256="a" * 64, format=ImageFormat.PNG, width=1024, height=1024, size_bytes=9)


def image(index: int = 1, alt: str = "a fox") -> ReplyImage:
    return ReplyImage(asset=ASSET, filename=f"fox-{index}.png", alt=alt, index=index)


def action(verb: Verb = Verb.VARY, index: int = 0, label: str = "Vary", **more: Any) -> Action:
    return Action(verb=verb, job=JOB, index=index, label=label, **more)


def blocks(reply: Reply, files: dict[int, str] | None = None) -> list[dict[str, Any]]:
    """Render, and hold the result against Slack's types and the SDK's models."""
    message = render(reply, files)
    arguments = {"channel": "C1", "text": message.text, "blocks": message.blocks}
    assert complaints("chat.postMessage", arguments) == []
    return message.blocks


def kinds(found: list[dict[str, Any]]) -> list[str]:
    return [block["type"] for block in found]


def test_a_plain_sentence_is_one_block() -> None:
    assert kinds(blocks(Reply(text="hello"))) == ["rich_text"]


def test_everything_a_result_has_is_shown_in_order() -> None:
    reply = Reply(
        text="Your pictures are ready.",
        quote="a fox",
        fields=(Field(name="Model", value="Sketch"),),
        images=(image(1), image(2)),
        actions=(
            action(Verb.AGAIN, style=Style.PRIMARY, label="Again"),
            *(action(verb, index) for index in (1, 2) for verb in (Verb.VARY, Verb.ORIGINAL)),
            action(Verb.DELETE, style=Style.DANGER, label="Delete"),
            action(Verb.PUBLISH, label="Show everyone"),
        ),
        footer="Reply to change it.",
        progress=0.5,
        mention=user_ref("T1", "U1MIA"),
        tone=Tone.DONE,
        job=JOB,
    )
    found = blocks(reply, {0: "F0000000001", 1: "F0000000002"})
    assert kinds(found) == [
        "rich_text",
        "context",
        "rich_text",
        "image",
        "actions",
        "image",
        "actions",
        "actions",
        "context",
    ]
    whole = found[7]["elements"]
    assert [one["type"] for one in whole] == ["button", "button", "button"]
    assert whole[0]["style"] == "primary"


def test_a_picture_has_two_rows_of_controls_at_most() -> None:
    reply = Reply(
        text="ready",
        images=(image(1),),
        actions=(
            action(Verb.AGAIN),
            *(action(verb, 1) for verb in PER_PICTURE),
            action(Verb.ENHANCE),
            action(Verb.PUBLISH),
            action(Verb.DELETE),
        ),
        more=(
            action(Verb.QUICK),
            action(Verb.RECIPE),
            *(action(verb, 1) for verb in (Verb.AS_JPEG, Verb.AS_WEBP)),
        ),
    )
    found = [block for block in blocks(reply, {0: "F0000000001"}) if block["type"] == "actions"]
    rows = [[one.get("value") or len(one["options"]) for one in row["elements"]] for row in found]
    assert rows == [[f"vary:{JOB}:1", f"edit:{JOB}:1", 4], [f"again:{JOB}:0", f"delete:{JOB}:0", 4]]


def test_delete_asks_first() -> None:
    say = Words().for_locale("en")
    asked = blocks(Reply(text="ready", actions=(button(say, Verb.DELETE, JOB),)))
    confirm = asked[1]["elements"][0]["confirm"]
    assert "cannot be brought back" in confirm["text"]["text"]
    assert (confirm["confirm"]["text"], confirm["deny"]["text"]) == ("Delete", "Keep it")


@pytest.mark.parametrize("locale", ["en", "de", "fr", "es", "ja", "zh-CN"])
def test_no_language_asks_at_more_length_than_slack_takes(locale: str) -> None:
    question = button(Words().for_locale(locale), Verb.DELETE, JOB).question
    assert question is not None
    assert len(question.text) <= limits.QUESTION_CHARS_MAX
    assert len(question.yes) <= limits.ANSWER_CHARS_MAX
    assert len(question.no) <= limits.ANSWER_CHARS_MAX


def test_a_picture_without_a_file_leaves_its_buttons() -> None:
    reply = Reply(text="ready", images=(image(1),), actions=(action(Verb.VARY, 1),))
    assert kinds(blocks(reply)) == ["rich_text", "actions"]


@pytest.mark.parametrize(
    ("text", "limit"),
    [("quote", limits.TEXT_CHARS_MAX), ("text", limits.TEXT_CHARS_MAX)],
)
def test_texts_are_cut_one_beyond_their_limit(text: str, limit: int) -> None:
    def shown(length: int) -> str:
        said = {"text": "x", text: "y" * length}
        element = blocks(Reply(**said))[0]["elements"][-1]["elements"][-1]  # type: ignore[arg-type]
        return str(element["text"])

    assert shown(limit) == "y" * limit
    assert shown(limit + 1) == "y" * (limit - 1) + limits.ELLIPSIS


def test_buttons_are_cut_one_beyond_their_limit() -> None:
    def shown(length: int) -> str:
        reply = Reply(text="x", actions=(action(label="y" * length),))
        return str(blocks(reply)[1]["elements"][0]["text"]["text"])

    assert len(shown(limits.BUTTON_CHARS_MAX)) == limits.BUTTON_CHARS_MAX
    assert shown(limits.BUTTON_CHARS_MAX + 1).endswith(limits.ELLIPSIS)


def test_footers_and_descriptions_are_cut_one_beyond_their_limit() -> None:
    def shown(length: int) -> tuple[str, str]:
        reply = Reply(text="x", footer="f" * length, images=(image(alt="a" * length),))
        found = blocks(reply, {0: "F0000000001"})
        return found[-1]["elements"][0]["text"], found[1]["alt_text"]

    exact = limits.CONTEXT_CHARS_MAX
    assert shown(exact) == ("f" * exact, "a" * exact)
    assert all(len(one) == exact and one.endswith("…") for one in shown(exact + 1))


def test_a_row_holds_twenty_five_buttons_and_the_next_ones_wrap() -> None:
    def rows(count: int) -> list[int]:
        actions = tuple(action(Verb.CANCEL, n) for n in range(count))
        found = blocks(Reply(text="x", actions=actions))
        return [len(block["elements"]) for block in found if block["type"] == "actions"]

    assert rows(limits.ROW_MAX) == [25]
    assert rows(limits.ROW_MAX + 1) == [25, 1]


def test_a_menu_holds_five_and_one_more_makes_two_menus() -> None:
    def menus(count: int) -> list[int]:
        actions = tuple(action(Verb.ORIGINAL, n) for n in range(count))
        row = blocks(Reply(text="x", actions=actions))[1]["elements"]
        return [len(one["options"]) for one in row]

    assert menus(limits.OVERFLOW_MAX) == [5]
    assert menus(limits.OVERFLOW_MAX + 1) == [3, 3]


def test_fields_end_where_a_message_would_be_too_long() -> None:
    fields = tuple(Field(name="n" * 10, value="v" * 990) for _ in range(10))
    found = blocks(Reply(text="x", fields=fields))
    words = "".join(piece["text"] for piece in found[1]["elements"][0]["elements"])
    assert words.count("n" * 10) == limits.FIELDS_CHARS_MAX // 1000
    many = tuple(Field(name=str(n), value="v") for n in range(limits.FIELDS_MAX + 1))
    pieces = blocks(Reply(text="x", fields=many))[1]["elements"][0]["elements"]
    assert len(pieces) == 2 * limits.FIELDS_MAX


def test_the_longest_texts_together_fit_into_a_message() -> None:
    long = "n" * 5000
    fields = tuple(Field(name="f", value="n" * 999) for _ in range(25))
    found = blocks(Reply(text=long, quote=long, fields=fields, footer=long))
    assert str(found).count("n") < WHOLE_CHARS_MAX


def test_a_message_has_at_most_fifty_blocks() -> None:
    actions = tuple(action(Verb.VARY, n) for n in range(1, 80))
    reply = Reply(text="x", images=(image(1), image(2)), actions=actions)
    assert len(blocks(reply)) == limits.BLOCKS_MAX


@pytest.mark.parametrize(("fraction", "bar"), [(-1, "0%"), (0, "0%"), (0.5, "50%"), (7, "100%")])
def test_progress_stays_between_nothing_and_all(fraction: float, bar: str) -> None:
    assert blocks(Reply(text="x", progress=fraction))[1]["elements"][0]["text"].endswith(f" {bar}")


@settings(max_examples=40)
@given(st.text(), st.text(), st.text())
def test_nobodys_words_become_markup(said: str, quote: str, value: str) -> None:
    reply = Reply(text=said, quote=quote, fields=(Field(name="f", value=value),), footer=quote)
    message = render(reply)
    assert "mrkdwn" not in str([block["type"] for block in message.blocks])
    assert "<" not in message.text
    assert len(message.text) <= limits.FALLBACK_CHARS_MAX
    arguments = {"channel": "C1", "text": message.text or "x", "blocks": message.blocks}
    assert complaints("chat.postMessage", arguments) == []


def test_escaping_is_slacks_own() -> None:
    assert escape("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    assert fallback(Reply(text="<", quote="&")) == "&lt;\n&amp;"


@given(st.text(max_size=20), st.integers(min_value=1, max_value=20))
def test_a_cut_text_fits(text: str, most: int) -> None:
    assert len(cut(text, most)) <= most
    assert cut(text, len(text) + 1) == text


@pytest.mark.parametrize("count", [0, 1, 6, 60])
def test_the_home_page_fits(count: int) -> None:
    recent = [RecentPicture(job=JOB, index=1, file="F0000000001", alt="x")] * count
    view = render_home(
        Words(WORDS, strict=True).for_locale("en"),
        balance=Reply(text="You have 1 credit."),
        queue=Reply(text="none", actions=(action(Verb.CANCEL),)),
        recent=recent,
    )
    assert complaints("views.publish", {"user_id": "U1", "view": view}) == []
    assert len(view["blocks"]) <= limits.VIEW_BLOCKS_MAX


def test_what_is_seldom_wanted_is_in_the_menus() -> None:
    reply = Reply(
        text="Done",
        images=(image(1), image(2)),
        actions=(*(action(Verb.ORIGINAL, index) for index in (1, 2)), action(Verb.DELETE)),
        more=(
            action(Verb.QUICK, label="Quick change"),
            action(Verb.RECIPE),
            *(action(verb, index) for verb in (Verb.AS_JPEG, Verb.AS_WEBP) for index in (1, 2)),
        ),
        job=JOB,
    )
    rows = [block["elements"] for block in blocks(reply) if block["type"] == "actions"]
    shown = [
        [[one["value"] for one in part.get("options", [part])] for part in row] for row in rows
    ]
    assert shown == [
        [[f"original:{JOB}:1", f"as-jpeg:{JOB}:1", f"as-webp:{JOB}:1"]],
        [[f"original:{JOB}:2", f"as-jpeg:{JOB}:2", f"as-webp:{JOB}:2"]],
        [[f"delete:{JOB}:0"], [f"quick:{JOB}:0", f"recipe:{JOB}:0"]],
    ]
