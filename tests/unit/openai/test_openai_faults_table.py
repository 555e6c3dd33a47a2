"""Every way an images API was seen, or is feared, to fail: one POST at most, and the right end."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.errors import ContentRejected, OutcomeUnknown, ProviderBusy, ProviderRefused
from bot.models import Drawn, Sending, Withheld
from tests.fakes.openai_bench import Bench, card
from tests.fakes.openai_server import (
    Answer,
    OpenAIServer,
    answer_json,
    b64,
    error,
    event_of,
    pictures,
    png,
    sse,
)

PNG = png()
LOGIN = b"<html>login</html>"
JSON = {"content-type": "application/json"}
STREAM = {"content-type": "text/event-stream"}


@dataclass(frozen=True)
class Case:
    """A fault, and what must come of it: `error` class with `facts`, or events of `tells`."""

    name: str
    answer: Answer
    error: type[Exception] | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    drawn: tuple[int, ...] = ()
    withheld: dict[int, str] = field(default_factory=dict)
    count: int = 1
    partials: int = 0
    posts: int = 1


def whole(*items: bytes) -> bytes:
    return pictures(*items).body


def raw(body: bytes, **how: Any) -> Answer:
    headers = how.pop("headers", JSON)
    return Answer(headers=headers, body=body, **how)


def packed(encoding: str) -> dict[str, str]:
    return {**JSON, "content-encoding": encoding}


def listed(*items: object, **more: object) -> Answer:
    return answer_json({"created": 1, "data": list(items), **more})


def streamed(body: bytes, **how: Any) -> Answer:
    return Answer(headers=STREAM, body=body, **how)


async def heartbeats() -> AsyncIterator[bytes]:
    while True:
        await asyncio.sleep(0)
        yield b": still here\n\n" * 10_000


async def three_gigabytes() -> AsyncIterator[bytes]:
    yield b'{"data": [{"b64_json": "'
    for _ in range(3_000_000_000 // 60_000):
        yield b"A" * 60_000


async def endless_metadata() -> AsyncIterator[bytes]:
    yield b'{"note": "'
    while True:
        yield b"x" * 60_000


async def slow_drip() -> AsyncIterator[bytes]:
    yield b'{"data": ['
    while True:
        await asyncio.sleep(0)
        yield b" "


UNKNOWN = OutcomeUnknown
PARTIAL = sse(event_of("image_generation.partial_image", PNG, partial_image_index=0))
COMPLETED = sse(event_of("image_generation.completed", PNG))
SAFETY = "Your request was rejected by the safety system. safety_violations=[violence, sexual]."

CASES = [
    # What an HTTP status says
    Case("500", error(500, type="server_error"), UNKNOWN),
    Case("500 HTML", raw(b"<html>oops</html>", status=500), UNKNOWN),
    Case("502 empty", Answer(status=502), UNKNOWN),
    Case("503", error(503, type="server_error"), UNKNOWN),
    Case(
        "503 with Retry-After",
        error(503, type="server_error", headers={"retry-after": "7"}),
        ProviderBusy,
        {"retry_after_s": 7.0},
    ),
    Case("504 with Retry-After", error(504, headers={"retry-after": "7"}), UNKNOWN),
    Case("408", error(408), UNKNOWN),
    Case(
        "429",
        error(429, code="rate_limit_exceeded", type="input-images"),
        ProviderBusy,
        {"retry_after_s": None},
    ),
    Case(
        "429 with Retry-After",
        error(429, code="rate_limit_exceeded", headers={"retry-after": "20"}),
        ProviderBusy,
        {"retry_after_s": 20.0},
    ),
    Case(
        "429 with retry-after-ms",
        error(429, headers={"retry-after-ms": "1500"}),
        ProviderBusy,
        {"retry_after_s": 1.5},
    ),
    Case(
        "429 insufficient_quota",
        error(429, code="insufficient_quota", type="insufficient_quota"),
        ProviderRefused,
        {"reason": "quota"},
    ),
    Case(
        "400 billing limit",
        error(400, code="billing_hard_limit_reached", type="billing_limit_user_error"),
        ProviderRefused,
        {"reason": "quota"},
    ),
    Case(
        "429 spend limit",
        error(429, code="project_spend_limit_exceeded"),
        ProviderRefused,
        {"reason": "quota"},
    ),
    Case("401", error(401, code="invalid_api_key"), ProviderRefused, {"reason": "key"}),
    Case(
        "403 unverified",
        error(403, message="Your organization must be verified to use the model `gpt-image-2`."),
        ProviderRefused,
        {"reason": "permission"},
    ),
    Case("404 model", error(404, code="model_not_found"), ProviderRefused, {"reason": "model"}),
    Case(
        "404 path",
        raw(b'{"detail": "Not Found"}', status=404),
        ProviderRefused,
        {"reason": "request"},
    ),
    Case(
        "400 bad value",
        error(400, code="invalid_value", message="Invalid size '1792x936'."),
        ProviderRefused,
        {"reason": "request"},
    ),
    Case(
        "400 no transparency",
        error(
            400,
            code="invalid_value",
            message="Transparent background is not supported for this model.",
        ),
        ProviderRefused,
        {"reason": "transparency"},
    ),
    Case(
        "400 that quotes a prompt about safety",
        error(400, code="invalid_value", message=f"Invalid prompt: '{SAFETY}'"),
        ProviderRefused,
        {"reason": "request"},
    ),
    Case(
        "422 detail list",
        answer_json({"detail": [{"loc": ["body", "size"], "msg": "bad"}]}, 422),
        ProviderRefused,
        {"reason": "request"},
    ),
    Case(
        "400 that is cut off",
        raw(b'{"error": {"code": "mod', status=400, cut=10, reset=True),
        ProviderRefused,
        {"reason": "request"},
    ),
    Case(
        "redirect to another origin",
        Answer(status=307, headers={"location": "http://127.0.0.1:9/elsewhere"}),
        ProviderRefused,
        {"reason": "request"},
    ),
    # Refusals
    Case(
        "moderation of the prompt",
        error(
            400,
            code="moderation_blocked",
            type="image_generation_user_error",
            message=SAFETY,
            moderation_details={"moderation_stage": "input", "categories": ["violence"]},
        ),
        ContentRejected,
        {"stage": "prompt", "categories": ("violence",)},
    ),
    Case(
        "moderation of the output",
        error(
            400,
            code="moderation_blocked",
            moderation_details={"moderation_stage": "output", "categories": []},
        ),
        ContentRejected,
        {"stage": "output", "categories": ()},
    ),
    Case(
        "moderation, categories in the message",
        error(400, code="moderation_blocked", message=SAFETY),
        ContentRejected,
        {"stage": None, "categories": ("violence", "sexual")},
    ),
    Case("older safety code", error(400, code="content_policy_violation"), ContentRejected),
    Case(
        "moderation through LiteLLM, its code lost",
        error(400, code="400", message=f"litellm.BadRequestError: OpenAIException - {SAFETY}"),
        ContentRejected,
        {"categories": ("violence", "sexual")},
    ),
    Case(
        "moderation as JSON inside a message",
        error(
            400,
            code="400",
            message="OpenAIException - "
            + json.dumps(
                {"error": {"code": "moderation_blocked", "message": "no", "param": "image"}}
            ),
        ),
        ContentRejected,
        {"stage": "reference"},
    ),
    Case("an error as a string", raw(b'{"error": "prompt required"}', status=400), ProviderRefused),
    Case(
        "an error with 200",
        answer_json({"error": {"code": "moderation_blocked", "message": "no"}}),
        ContentRejected,
    ),
    Case("an unknown error with 200", answer_json({"error": {"message": "no"}}), UNKNOWN),
    # What breaks on the way
    Case("reset after the head", Answer(hangup="head"), UNKNOWN),
    Case("reset after the body", Answer(hangup="request"), UNKNOWN),
    Case("reset in the answer's first byte", raw(whole(PNG), cut=1, reset=True), UNKNOWN),
    Case("half a body", raw(whole(PNG), cut=len(whole(PNG)) // 2), UNKNOWN),
    Case("half a body, then a reset", raw(whole(PNG), cut=300, reset=True), UNKNOWN),
    Case(
        "one picture of two, then the end",
        raw(whole(PNG, PNG), cut=len(whole(PNG, PNG)) * 3 // 4),
        UNKNOWN,
        count=2,
        drawn=(1,),
    ),
    Case("a body that lost its last bracket", raw(whole(PNG)[:-1]), drawn=(1,)),
    Case("nothing with 200", raw(b""), UNKNOWN),
    Case("HTML with 200", raw(LOGIN, headers={"content-type": "text/html"}), UNKNOWN),
    Case("HTML called JSON", raw(LOGIN), UNKNOWN),
    Case("a list instead of an object", answer_json([]), UNKNOWN),
    Case("no data", answer_json({"created": 1}), UNKNOWN),
    Case("bad base64", listed({"b64_json": "!!!!" + b64(PNG)}), UNKNOWN),
    Case(
        "bad base64 in the second",
        listed({"b64_json": b64(PNG)}, {"b64_json": "QUJD*"}),
        UNKNOWN,
        count=2,
        drawn=(1,),
    ),
    Case("an unknown encoding", raw(whole(PNG), headers=packed("br")), UNKNOWN),
    Case(
        "a broken gzip",
        raw(gzip.compress(whole(PNG))[:20] + b"x" * 60, headers=packed("gzip")),
        UNKNOWN,
    ),
    Case("3 GB", Answer(headers=JSON, stream=three_gigabytes), UNKNOWN),
    Case("endless metadata", Answer(headers=JSON, stream=endless_metadata), UNKNOWN),
    # Too little
    Case("an empty list", listed(), withheld={1: "missing"}),
    Case(
        "fewer than asked",
        pictures(PNG),
        count=3,
        drawn=(1,),
        withheld={2: "missing", 3: "missing"},
    ),
    Case("more than asked", pictures(PNG, PNG, PNG), drawn=(1,)),
    Case("an empty picture", listed({"b64_json": ""}), withheld={1: "missing"}),
    Case("no picture in its place", listed({"revised_prompt": "x"}), withheld={1: "missing"}),
    Case("not a picture", listed({"b64_json": b64(b"hello, world")}), withheld={1: "unreadable"}),
    Case(
        "one of two withheld in its place",
        listed({"error": {"code": "moderation_blocked"}}, {"b64_json": b64(PNG)}),
        count=2,
        drawn=(2,),
        withheld={1: "moderation"},
    ),
    # Streams
    Case("half an event", streamed(COMPLETED, cut=len(COMPLETED) // 2), UNKNOWN, partials=2),
    Case(
        "half an event, then a reset", streamed(COMPLETED, cut=200, reset=True), UNKNOWN, partials=2
    ),
    Case("partials and no picture", streamed(PARTIAL * 2), UNKNOWN, partials=2),
    Case("[DONE] before the picture", streamed(b"data: [DONE]\n\n"), UNKNOWN, partials=2),
    Case("a broken event after the picture", streamed(COMPLETED + b"data: {]\n\n"), drawn=(1,)),
    Case("a broken event", streamed(b"data: {]\n\n" + COMPLETED), UNKNOWN, partials=2),
    Case(
        "an error event after a partial",
        streamed(PARTIAL + sse({"error": {"type": "server_error", "message": "no"}}, name="error")),
        UNKNOWN,
        partials=2,
    ),
    Case(
        "moderation inside the stream",
        streamed(
            PARTIAL
            + sse({"type": "error", "code": "moderation_blocked", "message": SAFETY}, name="error")
        ),
        ContentRejected,
        partials=2,
    ),
    Case(
        "500 to a stream",
        error(500, type="server_error"),
        UNKNOWN,
        partials=2,
    ),
    Case(
        "a stream that stays open after the picture",
        Answer(headers={**STREAM, "content-length": "9999999"}, body=COMPLETED, stall=True),
        drawn=(1,),
        partials=2,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_fault(case: Case, server: OpenAIServer, bench_at: Any) -> None:
    bench: Bench = bench_at(
        server.base_url, model=card(partials_max=case.partials), deadline_s=20.0, idle_timeout_s=5.0
    )
    server.always = case.answer
    if case.answer.hangup == "head":
        server.then(case.answer)
    raised: Exception | None = None
    try:
        await bench.draw(count=case.count)
    except Exception as caught:
        raised = caught
    assert type(raised) is (case.error or type(None)), raised
    assert {name: getattr(raised, name) for name in case.facts} == case.facts
    assert server.posts == case.posts
    assert bench.events[0] == Sending()
    assert tuple(event.index for event in bench.of(Drawn)) == case.drawn
    assert {event.index: event.reason for event in bench.of(Withheld)} == case.withheld
    assert [event.path.read_bytes() for event in bench.of(Drawn)] == [PNG] * len(case.drawn)
    assert not [name for name in bench.scratch_names if name.endswith(".part")]


STALLS = {
    "silence before the answer": Answer(
        body=b"", cut=0, stall=True, headers={"content-length": "9"}
    ),
    "silence inside the body": raw(whole(PNG), cut=100, stall=True),
    "a stream that says nothing": Answer(
        headers={**STREAM, "content-length": "999"}, body=b": hello\n\n", stall=True
    ),
}


@pytest.mark.parametrize("name", STALLS)
async def test_silence_ends_at_the_idle_timeout(
    name: str, server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, idle_timeout_s=0.05)
    server.always = STALLS[name]
    with pytest.raises(OutcomeUnknown):
        await bench.draw()
    assert server.posts == 1


@pytest.mark.parametrize("stream", [heartbeats, slow_drip], ids=["heartbeats", "slow drip"])
async def test_what_keeps_arriving_ends_at_the_deadline(
    stream: Any, server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, deadline_s=0.2, model=card(partials_max=1))
    server.always = Answer(headers=STREAM if stream is heartbeats else JSON, stream=stream)
    with pytest.raises(OutcomeUnknown):
        await bench.draw()
    assert server.posts == 1


async def test_nobody_there_is_busy_and_nothing_was_sent(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at("http://127.0.0.1:9/v1")
    with pytest.raises(ProviderBusy):
        await bench.draw()


async def test_an_answer_that_is_no_http(bench_at: Any, server: OpenAIServer) -> None:
    bench = bench_at(server.base_url)
    server.always = Answer(status=-7)
    with pytest.raises(OutcomeUnknown):
        await bench.draw()
    assert server.posts == 1


async def test_compressed_all_the_same(bench: Bench, server: OpenAIServer) -> None:
    server.then(raw(gzip.compress(whole(PNG)), headers=packed("gzip")))
    await bench.draw()
    assert bench.of(Drawn)[0].path.read_bytes() == PNG


def test_there_are_enough_faults() -> None:
    assert len(CASES) >= 30
