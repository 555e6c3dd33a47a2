"""What a bad provider costs: requests sent, pictures delivered, credits left, and what is said.

Each fault meets the whole core: grammar, ledger, queue, worker, storage and chat are the real ones.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import stamina

from bot.replies import Words
from tests.fakes.apimart_server import ApimartServer, task
from tests.fakes.bfl_server import BflServer, state
from tests.fakes.fal_server import FalServer, status
from tests.fakes.hurried import HurriedClock
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
from tests.fakes.studio import Studio, member, open_studio
from tests.fakes.task_server import TaskServer

SIZED = png(1024, 1024)
JSON = {"content-type": "application/json"}
STREAM = {"content-type": "text/event-stream"}
HTML = Answer(headers={"content-type": "text/html"}, body=b"<html>please log in</html>")
START = 100
PATIENCE_S = 180.0

UNKNOWN = "outcome-unknown"


@pytest.fixture(autouse=True)
def no_backoff() -> Iterator[None]:
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


@dataclass(frozen=True)
class Fault:
    """An answer to the first request (the next are good), and what must come of it.

    `key` is the reason that is said, `ok` where nothing is wrong. Every picture costs one credit.
    """

    name: str
    answer: Answer | tuple[Answer, ...]
    key: str
    count: int = 1
    delivered: int = 0
    posts: int = 1


def listed(*items: object) -> Answer:
    return answer_json({"created": 1, "data": list(items)})


def raw(body: bytes, **how: Any) -> Answer:
    return Answer(headers=how.pop("headers", JSON), body=body, **how)


async def endless() -> AsyncIterator[bytes]:
    yield b'{"data": [{"b64_json": "'
    for _ in range(3_000_000_000 // 600_000):
        yield b"A" * 600_000


WHOLE = pictures(SIZED).body
PARTIAL = sse(event_of("image_generation.partial_image", SIZED, partial_image_index=0))
COMPLETED = sse(event_of("image_generation.completed", SIZED))
SAFETY = "Your request was rejected by the safety system. safety_violations=[violence]."

BROKEN = [
    Fault("500", error(500, type="server_error"), UNKNOWN),
    Fault("500 for four", error(500, type="server_error"), UNKNOWN, count=4),
    Fault("502 with nothing", Answer(status=502), UNKNOWN),
    Fault("503 without Retry-After", error(503), UNKNOWN),
    Fault("504", error(504), UNKNOWN),
    Fault("408", error(408), UNKNOWN),
    Fault("reset before the body is read", Answer(hangup="head"), UNKNOWN),
    Fault("reset after the body", Answer(hangup="request"), UNKNOWN),
    Fault("reset after one byte", raw(WHOLE, cut=1, reset=True), UNKNOWN),
    Fault("half a body", raw(WHOLE, cut=len(WHOLE) // 2), UNKNOWN),
    Fault("half an event", Answer(headers=STREAM, body=COMPLETED, cut=300), UNKNOWN),
    Fault("partials and then nothing", Answer(headers=STREAM, body=PARTIAL), UNKNOWN),
    Fault("[DONE] and no picture", Answer(headers=STREAM, body=b"data: [DONE]\n\n"), UNKNOWN),
    Fault("bad base64", listed({"b64_json": "!!!" + b64(SIZED)}), UNKNOWN),
    Fault("an HTML page with 200", HTML, UNKNOWN),
    Fault("HTML that says it is JSON", raw(HTML.body), UNKNOWN),
    Fault("nothing with 200", raw(b""), UNKNOWN),
    Fault("no list", answer_json({"created": 1}), UNKNOWN),
    Fault("an error with 200", answer_json({"error": {"message": "no"}}), UNKNOWN),
    Fault("3 GB", Answer(headers=JSON, stream=endless), UNKNOWN),
    Fault("a link that is gone", listed({"url": "/gone.png"}), UNKNOWN),
    Fault("a link to a private address", listed({"url": "http://127.0.0.1:9/x"}), UNKNOWN),
    Fault("a link to the metadata service", listed({"url": "http://169.254.169.254/x"}), UNKNOWN),
    Fault("a link to a file", listed({"url": "file:///etc/passwd"}), UNKNOWN),
    Fault(
        "two whole pictures of four, then the end",
        raw(pictures(*[SIZED] * 4).body, cut=len(pictures(*[SIZED] * 4).body) * 6 // 10),
        UNKNOWN,
        count=4,
        delivered=2,
    ),
]
LESS = [
    Fault("an empty list", listed(), "missing"),
    Fault("fewer than asked", pictures(SIZED), "missing", count=3, delivered=1),
    Fault("an empty picture", listed({"b64_json": ""}), "missing"),
    Fault("more than asked", pictures(SIZED, SIZED, SIZED), "ok", delivered=1),
    Fault("not a picture", listed({"b64_json": b64(b"hello, world")}), "unreadable"),
    Fault("a picture cut short", listed({"b64_json": b64(SIZED[:-900])}), "unreadable"),
    Fault(
        "one of two is torn",
        listed({"b64_json": b64(SIZED)}, {"b64_json": b64(SIZED[:-900])}),
        "unreadable",
        count=2,
        delivered=1,
    ),
    Fault("another size", listed({"b64_json": b64(png(512, 512))}), "ok", delivered=1),
    Fault(
        "one of two kept back",
        listed({"error": {"code": "moderation_blocked"}}, {"b64_json": b64(SIZED)}),
        "rejected",
        count=2,
        delivered=1,
    ),
    Fault(
        "the words refused",
        error(
            400,
            code="moderation_blocked",
            message=SAFETY,
            moderation_details={"moderation_stage": "input", "categories": ["violence"]},
        ),
        "rejected",
    ),
    Fault("refused, its code lost by a proxy", error(400, code="400", message=SAFETY), "rejected"),
    Fault("refused inside a stream", Answer(
        headers=STREAM, body=PARTIAL + sse({"type": "error", "code": "moderation_blocked"}),
    ), "rejected"),
    Fault("a bad value", error(400, code="invalid_value", message="Invalid size"), "request"),
    Fault("an error as text", raw(b'{"error": "prompt required"}', status=400), "request"),
    Fault("an error as detail", answer_json({"detail": "no"}, 422), "request"),
    Fault(
        "a redirect to another origin",
        Answer(status=307, headers={"location": "http://127.0.0.1:9/"}),
        "request",
    ),
]  # fmt: skip
OUT = [
    Fault("401", error(401, code="invalid_api_key"), "key"),
    Fault("403", error(403, message="Your organization must be verified."), "permission"),
    Fault("404", error(404, code="model_not_found"), "model"),
    Fault("quota", error(429, code="insufficient_quota"), "quota"),
    Fault("billing limit", error(400, code="billing_hard_limit_reached"), "quota"),
]
BUSY = [
    Fault(
        "429 with Retry-After",
        error(429, code="rate_limit_exceeded", headers={"retry-after": "7"}),
        "ok",
        delivered=1,
        posts=2,
    ),
    Fault("429 without Retry-After", error(429), "ok", delivered=1, posts=2),
    Fault(
        "503 with Retry-After", error(503, headers={"retry-after": "3"}), "ok", delivered=1, posts=2
    ),
    Fault("429 for ever", (error(429),) * 6, "busy", posts=6),
    Fault("429 for too long", error(429, headers={"retry-after": "3000"}), "busy"),
]


@asynccontextmanager
async def openai_studio(folder: Path, **more: Any) -> AsyncIterator[tuple[OpenAIServer, Studio]]:
    async with OpenAIServer() as server:
        server.size = (1024, 1024)
        at = {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "sk-secret", **more}
        async with open_studio(folder, **at) as studio:
            yield server, studio


async def check(fault: Fault, server: OpenAIServer, studio: Studio) -> None:
    """Order it as a person of its own, who has all their credits."""
    before = server.posts
    answers = fault.answer if isinstance(fault.answer, tuple) else (fault.answer,)
    server.then(*answers)
    post = await studio.made(f"/imagine a fox -n {fault.count}", caller=member(fault.name))
    reply = post.reply
    assert (fault.name, server.posts - before) == (fault.name, fault.posts)
    assert (fault.name, len(reply.images)) == (fault.name, fault.delivered)
    left = await studio.balance(member(fault.name))
    assert (fault.name, left) == (fault.name, START - fault.delivered)
    assert_said(fault, reply.code, reply.text)
    server.script.clear()


def assert_said(fault: Fault, code: str, text: str) -> None:
    say = Words().for_locale("en")
    if not fault.delivered:
        assert (fault.name, code) == (fault.name, f"picture-failed-{fault.key}")
        assert say("you-were-not-charged") in text, fault.name
    elif fault.delivered < fault.count:
        assert say("result-paid-for") in text, fault.name
        reason = "held 1 back" if fault.key == "rejected" else say(f"picture-failed-{fault.key}")
        assert reason in text, (fault.name, text)
    else:
        assert (fault.name, fault.key, code) == (fault.name, "ok", "ok")
    assert "Traceback" not in text


@pytest.mark.parametrize("faults", [BROKEN, LESS], ids=["broken", "less than asked"])
async def test_one_request_and_no_wrong_charge(faults: list[Fault], tmp_path: Path) -> None:
    async with openai_studio(tmp_path) as (server, studio):
        for fault in faults:
            await check(fault, server, studio)


@pytest.mark.parametrize("fault", OUT, ids=lambda fault: fault.name)
async def test_what_an_operator_must_mend_is_asked_for_once(
    fault: Fault, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with openai_studio(tmp_path) as (server, studio):
        await check(fault, server, studio)
        again = await studio.made("/imagine another fox", caller=member("next"))
        assert again.reply.code == f"picture-failed-{fault.key}"
        assert server.posts == 1
        assert await studio.balance(member("next")) == START
    told = [record for record in caplog.records if "refuses us" in record.message]
    assert len(told) == 1
    assert "sk-secret" not in caplog.text


async def test_busy_is_asked_again_within_bounds(tmp_path: Path) -> None:
    async with openai_studio(tmp_path, clock=HurriedClock()) as (server, studio):
        for fault in BUSY:
            await check(fault, server, studio)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(cut=0, stall=True, headers={"content-length": "9"}),
        raw(WHOLE, cut=100, stall=True),
        Answer(headers={**STREAM, "content-length": "999"}, body=b": hello\n\n", stall=True),
    ],
    ids=["before the answer", "inside the body", "inside a stream"],
)
async def test_a_stall_ends_at_the_idle_timeout(answer: Answer, tmp_path: Path) -> None:
    async with openai_studio(tmp_path, provider_idle_timeout_s=0.2) as (server, studio):
        await check(Fault("stall", answer, UNKNOWN), server, studio)


async def drip() -> AsyncIterator[bytes]:
    yield b'{"data": ['
    while True:
        await asyncio.sleep(0)
        yield b" "


async def test_a_slow_drip_ends_at_the_deadline(tmp_path: Path) -> None:
    async with openai_studio(tmp_path, job_deadline_s=1.0) as (server, studio):
        answer = Answer(headers=JSON, stream=drip)
        await check(Fault("drip", answer, UNKNOWN), server, studio)


async def test_nobody_there_is_busy_and_free(tmp_path: Path) -> None:
    at = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "OPENAI_API_KEY": "sk-secret"}
    async with open_studio(tmp_path, clock=HurriedClock(), **at) as studio:
        post = await studio.made("/imagine a fox")
        assert post.reply.code == "picture-failed-busy"
        assert await studio.balance() == START


async def test_the_original_bytes_come_through_untouched(tmp_path: Path) -> None:
    async with openai_studio(tmp_path) as (_, studio):
        post = await studio.made("/imagine a fox")
        async with studio.bot.file(post.reply.images[0].asset.sha256) as path:
            assert path.read_bytes() == png(1024, 1024, seed=1)


async def test_a_person_is_named_to_the_provider_by_a_salted_hash(tmp_path: Path) -> None:
    hashes = []
    for folder in ("one", "one", "two"):
        async with openai_studio(tmp_path / folder) as (server, studio):
            await studio.made("/imagine a fox", event_key=f"event-{len(hashes)}")
            hashes.append(server.received[0].json["safety_identifier"])
    assert hashes[0] == hashes[1] != hashes[2]
    assert all(len(one) == 64 and "mia" not in one for one in hashes)


GATEWAYS: dict[str, tuple[type[TaskServer], str, str, str]] = {
    "apimart": (ApimartServer, "APIMART_BASE_URL", "APIMART_API_KEY", "gpt-image-2-apimart"),
    "fal": (FalServer, "FAL_BASE_URL", "FAL_KEY", "flux-schnell"),
    "bfl": (BflServer, "BFL_BASE_URL", "BFL_API_KEY", "flux-1.1-pro"),
}
PRICES = {"apimart": 6, "fal": 1, "bfl": 4}
FILE = "/files/task-1-1.png"


def gateway_studio(
    name: str, server: TaskServer, folder: Path
) -> AbstractAsyncContextManager[Studio]:
    _, base_url, key, _ = GATEWAYS[name]
    at = {base_url: server.base_url, key: "sk-secret"}
    return open_studio(folder, clock=HurriedClock(), job_deadline_s=90.0, **at)


async def asked(server: TaskServer) -> None:
    """Wait until the gateway was asked how a task stands."""
    async with asyncio.timeout(PATIENCE_S):
        while not server.asked:
            await server.arrived.wait()
            server.arrived.clear()


@dataclass(frozen=True)
class TaskFault:
    """What a gateway answers to a submission, to being asked, or for a file."""

    at: str
    name: str
    key: str
    submit: Answer | None = None
    polls: tuple[Answer, ...] = ()
    files: tuple[tuple[str, Answer], ...] = ()
    made: tuple[str, ...] | None = None
    delivered: int = 0


def everywhere(at: str) -> list[TaskFault]:
    return [
        TaskFault(at, "well", "ok", delivered=1),
        TaskFault(at, "500", UNKNOWN, submit=error(500)),
        TaskFault(at, "reset", UNKNOWN, submit=Answer(hangup="request")),
        TaskFault(at, "no task", UNKNOWN, submit=answer_json({})),
        TaskFault(at, "asking fails", "ok", polls=(error(500), error(429)), delivered=1),
        TaskFault(at, "unknown", UNKNOWN, polls=(error(404),) * 9),
        TaskFault(at, "a link gone", UNKNOWN, files=((FILE, error(404)),)),
        TaskFault(at, "a private link", UNKNOWN, made=("http://127.0.0.1:9/x.png",)),
        TaskFault(at, "no picture", "unreadable", files=((FILE, HTML),)),
    ]


def at_the_end(at: str) -> list[TaskFault]:
    """After this one nothing is sent any more."""
    return [TaskFault(at, "402", "quota", submit=error(402))]


TASK_FAULTS = [
    *everywhere("apimart"),
    *everywhere("fal"),
    *everywhere("bfl"),
    TaskFault(
        "apimart", "failed", "failed", polls=(task("failed", error={"message": "upstream"}),)
    ),
    TaskFault("apimart", "cancelled", "failed", polls=(task("cancelled"),)),
    TaskFault("apimart", "expired", "failed", polls=(task("expired"),)),
    TaskFault(
        "apimart", "refused", "rejected", polls=(task("failed", error={"message": "moderation"}),)
    ),
    TaskFault("apimart", "never done", UNKNOWN, polls=(task("processing", progress=99),) * 400),
    TaskFault("fal", "an error", "failed", polls=(status("COMPLETED", error="runner died"),)),
    TaskFault(
        "fal",
        "refused",
        "rejected",
        polls=(status("COMPLETED", error="no", error_type="content_policy_violation"),),
    ),
    TaskFault("bfl", "refused", "rejected", polls=(state("Request Moderated"),)),
    TaskFault("bfl", "an error", "failed", polls=(state("Error"),)),
]


@pytest.mark.parametrize("name", GATEWAYS)
async def test_a_gateways_task_is_sent_once_and_charged_when_it_came(
    name: str, tmp_path: Path
) -> None:
    faults = [fault for fault in TASK_FAULTS if fault.at == name]
    async with GATEWAYS[name][0]() as server, gateway_studio(name, server, tmp_path) as studio:
        for fault in (*faults, *at_the_end(name)):
            await check_task(fault, server, studio)


async def check_task(fault: TaskFault, server: TaskServer, studio: Studio) -> None:
    prepare(server, fault)
    caller, before = member(fault.name), server.posts
    model = GATEWAYS[fault.at][3]
    reply = (await studio.made(f"/imagine a fox --model {model}", caller=caller)).reply
    assert (fault.name, server.posts - before) == (fault.name, 1)
    assert (fault.name, len(reply.images)) == (fault.name, fault.delivered)
    left = START - fault.delivered * PRICES[fault.at]
    assert (fault.name, await studio.balance(caller)) == (fault.name, left)
    ends = "ok" if fault.delivered else f"picture-failed-{fault.key}"
    assert (fault.name, reply.code) == (fault.name, ends)


def prepare(server: TaskServer, fault: TaskFault) -> None:
    """Let the server begin anew with this fault."""
    server.counts.clear()
    server.files = dict(fault.files)
    server.polls, server.made = list(fault.polls), list(fault.made) if fault.made else None
    server.script = [fault.submit] if fault.submit else []


@pytest.mark.parametrize("name", GATEWAYS)
async def test_a_task_goes_on_after_a_restart_and_is_not_sent_again(
    name: str, tmp_path: Path
) -> None:
    waiting = {
        "apimart": task("processing", progress=10),
        "fal": status("IN_QUEUE", queue_position=1),
        "bfl": state("Pending"),
    }
    server_class, _, _, model = GATEWAYS[name]
    async with server_class() as server:
        server.polls = [waiting[name]] * 10_000
        async with gateway_studio(name, server, tmp_path) as studio:
            assert await studio.say(f"/imagine a fox --model {model}") is None
            await asked(server)
        server.polls = []
        async with gateway_studio(name, server, tmp_path) as studio:
            await studio.chat.until(lambda: bool(studio.results))
            assert len(studio.results[0].reply.images) == 1
            assert await studio.balance() == START - PRICES[name]
        assert server.posts == 1
        assert server.stopped == []


async def test_a_cancelled_task_is_stopped_at_fal_and_free(tmp_path: Path) -> None:
    async with FalServer() as server:
        server.polls = [status("IN_PROGRESS")] * 10_000
        async with gateway_studio("fal", server, tmp_path) as studio:
            assert await studio.say("/imagine a fox --model flux-schnell") is None
            await asked(server)
            (cancel,) = studio.chat.posts[0].reply.actions
            await studio.press(cancel)
            await studio.chat.until(lambda: bool(studio.results))
            assert studio.results[0].reply.code == "picture-failed-cancelled"
            assert await studio.balance() == START
        assert server.stopped == ["/fal-ai/flux/requests/task-1/cancel"]


async def test_the_licence_and_the_true_size_are_on_the_result(tmp_path: Path) -> None:
    async with FalServer() as server, gateway_studio("fal", server, tmp_path) as studio:
        reply = (await studio.made("/imagine a fox --model flux-dev")).reply
        assert "non-commercial" in reply.footer
        assert "64x64 instead of 1024x1024" in reply.text


def test_there_are_enough_faults() -> None:
    faults = [*BROKEN, *LESS, *OUT, *BUSY]
    assert len({fault.name for fault in faults}) == len(faults) >= 30
