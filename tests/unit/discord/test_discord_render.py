"""Cards at each of Discord's limits and one beyond, held against its schema.

The tests are asynchronous because views are made inside a running loop, as in the bot.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.discord.render import (
    ALT_CHARS_MAX,
    AROUND,
    BUTTON_CHARS_MAX,
    COMPONENTS_MAX,
    GALLERY_MAX,
    OPTION_CHARS_MAX,
    OPTIONS_MAX,
    ROW_BUTTONS_MAX,
    WHOLE,
    Labels,
    render,
    whole_text,
)
from adapters.discord.texts import FOOTER_CHARS_MAX, QUOTE_CHARS_MAX, TEXT_CHARS_MAX, mentioned
from bot.models import (
    Action,
    Asset,
    Audience,
    Field,
    ImageFormat,
    JobId,
    Link,
    Reply,
    ReplyImage,
    Style,
    Tone,
    UserRef,
    Verb,
)
from tests.fakes.discord.contract import Contract
from tests.fakes.discord.messages import walk

LABELS = Labels(more="More", thread="Go on in a thread", rest="and {} more".format)
JOB = JobId("0123456789ab")


def image(index: int, alt: str = "a fox") -> ReplyImage:
    asset = Asset(sha256="0" * 64, format=ImageFormat.PNG, width=8, height=8, size_bytes=9)
    return ReplyImage(asset=asset, filename=f"fox-{index}.png", alt=alt, index=index)


def action(verb: Verb, index: int = 0, label: str = "Press", job: str = JOB) -> Action:
    return Action(verb=verb, job=JobId(job), index=index, label=label)


def result(count: int) -> Reply:
    per_picture = (Verb.VARY, Verb.UPSCALE, Verb.EDIT, Verb.ORIGINAL)
    return Reply(
        text="Your pictures are ready.",
        quote="a red fox",
        fields=(Field(name="Model", value="Sketch"), Field(name="Cost", value="2 · 98 left")),
        images=tuple(image(index) for index in range(1, count + 1)),
        actions=(
            action(Verb.AGAIN),
            *(action(verb, index) for index in range(1, count + 1) for verb in per_picture),
            action(Verb.PUBLISH),
            action(Verb.DELETE),
        ),
        tone=Tone.DONE,
        footer="Reply to change it.",
        mention=UserRef(platform="discord", id="7"),
        job=JOB,
    )


def components(reply: Reply) -> list[dict[str, Any]]:
    view = render(reply, LABELS)
    payload = view.to_components()
    body = {"components": payload, "flags": 1 << 15}
    assert Contract().check("POST", "/channels/1/messages", body) == []
    assert view.is_finished()  # discord.py must not keep it
    return list(walk(payload))


def texts(reply: Reply) -> list[str]:
    return [one["content"] for one in components(reply) if one["type"] == 10]


def rows(reply: Reply) -> Iterator[list[str]]:
    for one in components(reply):
        if one["type"] == 1:
            yield [child["custom_id"].rpartition(":")[0] for child in one["components"]]


async def test_one_picture_has_one_row_and_a_select() -> None:
    assert list(rows(replace(result(1), actions=result(1).actions[:-2]))) == [
        [f"{verb}:{JOB}" for verb in ("vary", "edit", "upscale", "original", "again")],
        ["more"],
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
async def test_a_result_has_three_rows_of_controls_at_most(count: int) -> None:
    actions = (*result(count).actions, action(Verb.ENHANCE))
    reply = replace(result(count), actions=actions)
    found = list(rows(reply))
    assert len(found) <= 3
    assert all(len(row) <= ROW_BUTTONS_MAX for row in found)
    offered = {one["custom_id"] for one in components(reply) if one["type"] == 2} | {
        option["value"]
        for one in components(reply)
        if one["type"] == 3
        for option in one["options"]
    }
    assert offered == {one.key for one in actions} | {f"thread:{JOB}:0"}


async def test_of_several_pictures_each_kind_of_button_has_a_row() -> None:
    assert list(rows(result(4))) == [
        [*[f"vary:{JOB}"] * 4, f"again:{JOB}"],
        [*[f"edit:{JOB}"] * 4, f"publish:{JOB}"],
        ["more"],
    ]


async def test_a_price_is_said_once_in_a_row_of_the_same() -> None:
    def priced(verb: Verb, index: int, price: int) -> Action:
        name = f"{verb} {index}"
        return replace(action(verb, index, f"{name} · {price}"), name=name, price=price)

    prices = {1: 2, 2: 2, 3: 3}
    actions = tuple(priced(Verb.VARY, index, price) for index, price in prices.items())
    found = components(replace(result(3), actions=actions))
    labels = [one["label"] for one in found if one["type"] == 2]
    assert labels == ["vary 1 · 2", "vary 2", "vary 3 · 3"]


async def test_delete_and_thread_are_tucked_away() -> None:
    select = next(one for one in components(result(1)) if one["type"] == 3)
    assert select["custom_id"] == f"more:{JOB}"
    assert [one["value"] for one in select["options"]] == [f"delete:{JOB}:0", f"thread:{JOB}:0"]


@pytest.mark.parametrize("count", [22, 23, 30])
async def test_further_actions_leave_the_thread_its_place(count: int) -> None:
    more = tuple(action(Verb.AS_JPEG, index, label=f"As JPEG {index}") for index in range(count))
    select = next(one for one in components(replace(result(1), more=more)) if one["type"] == 3)
    values = [one["value"] for one in select["options"]]
    assert len(values) == min(count + 2, OPTIONS_MAX)
    assert values[-1] == f"thread:{JOB}:0"


async def test_a_link_is_a_button_that_opens_it() -> None:
    reply = Reply(text="Your file", links=(Link(label="Download", url="https://x.example/f"),))
    button = next(one for one in components(reply) if one["type"] == 2)
    assert (button["label"], button["url"]) == ("Download", "https://x.example/f")


async def test_no_thread_is_offered_where_there_can_be_none() -> None:
    payload = render(result(1), Labels(more="More")).to_components()
    select = next(one for one in walk(payload) if one["type"] == 3)
    assert [one["value"] for one in select["options"]] == [f"delete:{JOB}:0"]


@pytest.mark.parametrize("over", [0, 1])
async def test_text_at_the_limit_of_a_message_and_beyond(over: int) -> None:
    reply = replace(
        result(1),
        text="t" * (1795 + over),
        quote="q" * (QUOTE_CHARS_MAX - 2 + over),
        footer="f" * (FOOTER_CHARS_MAX - 3 + over),
        fields=tuple(Field(name=f"name {n}", value="v" * 300) for n in range(3 + over)),
        progress=0.5,
    )
    found = texts(reply)
    assert sum(map(len, found)) <= TEXT_CHARS_MAX
    assert any(text.endswith("…") for text in found) == bool(over)


def answer(rows: int, chars: int, quote: str = "") -> Reply:
    fields = tuple(Field(name=f"row {n:02}", value="v" * chars) for n in range(rows))
    return Reply(text="Rows", quote=quote, fields=fields, audience=Audience.REQUESTER)


async def test_a_list_is_shown_as_far_as_the_message_goes() -> None:
    reply = answer(23, 150)
    assert all(field.name in "\n".join(texts(reply)) for field in reply.fields)
    assert whole_text(reply, LABELS) is None


@pytest.mark.parametrize(("rows", "cut"), [(25, False), (26, True), (60, True)])
async def test_a_list_too_long_is_counted_and_handed_out(rows: int, cut: bool) -> None:
    reply = answer(rows, 144)  # a row and its line end are 156 characters
    found = texts(reply)
    assert sum(map(len, found)) <= TEXT_CHARS_MAX
    files = [one["file"]["url"] for one in components(reply) if one["type"] == 13]
    if not cut:
        assert files == []
        return
    shown = "\n".join(found).count("row ")
    assert found[-1].endswith(f"and {rows - shown} more")
    assert files == [f"attachment://{WHOLE}"]
    assert all(field.name in str(whole_text(reply, LABELS)) for field in reply.fields)


async def test_a_recipe_is_quoted_whole_or_handed_out_whole() -> None:
    short, long = answer(3, 50, "q" * 2500), answer(3, 50, "q" * 6000)
    assert "q" * 2500 in "\n".join(texts(short))
    assert whole_text(short, LABELS) is None
    assert sum(map(len, texts(long))) <= TEXT_CHARS_MAX
    assert "q" * 6000 in str(whole_text(long, LABELS))


async def test_no_file_is_added_to_what_is_about_a_job() -> None:
    long = replace(result(1), quote="q" * 6000)
    assert whole_text(long, LABELS) is None
    assert [one for one in components(long) if one["type"] == 13] == []


@pytest.mark.parametrize("over", [0, 1])
async def test_a_button_and_an_option_at_their_limits(over: int) -> None:
    reply = replace(
        result(1),
        actions=(
            action(Verb.AGAIN, label="a" * (BUTTON_CHARS_MAX + over)),
            action(Verb.DELETE, label="d" * (OPTION_CHARS_MAX + over)),
        ),
    )
    found = components(reply)
    assert len(next(one["label"] for one in found if one["type"] == 2)) == BUTTON_CHARS_MAX
    select = next(one for one in found if one["type"] == 3)
    assert len(select["options"][0]["label"]) == OPTION_CHARS_MAX


@pytest.mark.parametrize("over", [0, 1])
async def test_the_gallery_at_its_limit(over: int) -> None:
    images = tuple(image(n, "x" * (ALT_CHARS_MAX + over)) for n in range(1, GALLERY_MAX + 1 + over))
    found = components(replace(result(1), images=images))
    gallery = next(one for one in found if one["type"] == 12)
    assert len(gallery["items"]) == GALLERY_MAX
    assert all(len(one["description"]) == ALT_CHARS_MAX for one in gallery["items"])


@pytest.mark.parametrize("count", [25, 26, 60])
async def test_more_buttons_than_fit_go_into_the_select(count: int) -> None:
    actions = tuple(action(Verb.CANCEL, job=f"job{n}", label=f"Cancel {n}") for n in range(count))
    found = components(Reply(text="Your queue", actions=actions))
    assert len(found) <= COMPONENTS_MAX
    buttons = [one for one in found if one["type"] == 2]
    options = [o for one in found if one["type"] == 3 for o in one["options"]]
    assert len(buttons) == 25 == (COMPONENTS_MAX - AROUND) * ROW_BUTTONS_MAX // 6
    assert len(options) == min(count - 25, OPTIONS_MAX)


async def test_the_same_button_twice_is_one() -> None:
    reply = Reply(text="x", actions=(action(Verb.AGAIN), action(Verb.AGAIN)))
    assert len([one for one in components(reply) if one["type"] == 2]) == 1


async def test_only_users_of_discord_are_mentioned() -> None:
    assert mentioned(result(1)) == 7
    assert mentioned(replace(result(1), mention=UserRef(platform="web", id="mia"))) is None
    assert mentioned(replace(result(1), mention=None)) is None


async def test_text_is_never_read_as_markup() -> None:
    reply = replace(
        result(1),
        text="# <@9>",
        quote="> @everyone\n**b**",
        fields=(Field(name="**n**", value="[l](http://x)"),),
        footer="-# `f`",
    )
    told = "\n".join(texts(reply))
    assert told.count("<@7>") == 1
    assert r"\<@9>" in told
    assert "@everyone" not in told
    assert r"\*\*b\*\*" in told
    assert r"\*\*n\*\*" in told
    assert r"\[l\]" in told
    assert r"\`f\`" in told


@pytest.mark.parametrize(("fraction", "shown"), [(-1, "0 %"), (0.5, "50 %"), (1.2, "100 %")])
async def test_progress_is_a_bar(fraction: float, shown: str) -> None:
    bar = next(text for text in texts(Reply(text="x", progress=fraction)) if "%" in text)
    assert bar.endswith(shown)


async def test_a_spoiler_covers_every_picture() -> None:
    payload = render(result(2), LABELS, spoiler=True).to_components()
    gallery = next(one for one in walk(payload) if one["type"] == 12)
    assert all(one["spoiler"] for one in gallery["items"])


async def test_a_danger_looks_like_one() -> None:
    danger = replace(action(Verb.CANCEL), style=Style.DANGER)
    button = next(one for one in components(Reply(text="x", actions=(danger,))) if one["type"] == 2)
    assert button["style"] == 4
