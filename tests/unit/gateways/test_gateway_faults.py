"""Every way a gateway was seen, or is feared, to fail: one POST at most, and the right end."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.errors import ContentRejected, OutcomeUnknown, ProviderBusy, ProviderRefused
from bot.models import Drawn, TaskAccepted, Withheld
from tests.fakes.apimart_server import task
from tests.fakes.bfl_server import state
from tests.fakes.fal_server import status
from tests.fakes.openai_server import Answer, answer_json, error, png

PICTURE = Answer(body=png())
HTML = Answer(headers={"content-type": "text/html"}, body=b"<html>login</html>")
HALF = Answer(body=png(), cut=20)
LOST = Answer(hangup="request")
FILE = "/files/task-1-1.png"


@dataclass(frozen=True)
class Case:
    """A fault of a gateway, and what must come of it."""

    name: str
    at: str
    ends: type[Exception] | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    submit: Answer | None = None
    polls: tuple[Answer, ...] = ()
    made: list[Any] | None = None
    files: dict[str, Answer] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    result: Answer | None = None
    forever: Answer | None = None
    count: int = 1
    drawn: tuple[int, ...] = ()
    withheld: dict[int, str] = field(default_factory=dict)


def failing(at: str) -> list[Case]:
    """What all gateways share."""
    return [
        Case("402", at, ProviderRefused, {"reason": "quota"}, submit=error(402)),
        Case("401", at, ProviderRefused, {"reason": "key"}, submit=error(401)),
        Case("403", at, ProviderRefused, {"reason": "permission"}, submit=error(403)),
        Case("422", at, ProviderRefused, {"reason": "request"}, submit=error(422)),
        Case(
            "429",
            at,
            ProviderBusy,
            {"retry_after_s": 9.0},
            submit=error(429, headers={"retry-after": "9"}),
        ),
        Case(
            "503 with Retry-After",
            at,
            ProviderBusy,
            {"retry_after_s": 9.0},
            submit=error(503, headers={"retry-after": "9"}),
        ),
        Case("500", at, OutcomeUnknown, submit=error(500)),
        Case("503", at, OutcomeUnknown, submit=error(503)),
        Case("reset after the body", at, OutcomeUnknown, submit=LOST),
        Case("reset after the head", at, OutcomeUnknown, submit=Answer(hangup="head")),
        Case("HTML with 200", at, OutcomeUnknown, submit=HTML),
        Case("nothing with 200", at, OutcomeUnknown, submit=Answer()),
        Case("half an answer", at, OutcomeUnknown, submit=Answer(body=b'{"id": "x"}', cut=5)),
        Case("a task without an id", at, OutcomeUnknown, submit=answer_json({"data": [{}]})),
        Case(
            "a redirect elsewhere",
            at,
            ProviderRefused,
            {"reason": "request"},
            submit=Answer(status=307, headers={"location": "http://127.0.0.1:9/"}),
        ),
        Case(
            "moderation before it is taken",
            at,
            ContentRejected,
            {"categories": ("violence",)},
            submit=error(400, code="moderation_blocked", message="safety_violations=[violence] no"),
        ),
        Case("asking fails for a while", at, polls=(error(500), LOST, error(429)), drawn=(1,)),
        Case("asking meets half an answer", at, polls=(Answer(body=b"{}", cut=1),), drawn=(1,)),
        Case("unknown for a moment", at, polls=(error(404), error(404)), drawn=(1,)),
        Case("unknown for good", at, OutcomeUnknown, forever=error(404)),
        Case("asking is refused", at, OutcomeUnknown, forever=error(401)),
        Case("asking is lost for good", at, OutcomeUnknown, forever=LOST),
        Case(
            "a link that is gone",
            at,
            OutcomeUnknown,
            files={FILE: error(404)},
        ),
        Case("half a download, always", at, OutcomeUnknown, files={FILE: HALF}),
        Case("a link to a private address", at, OutcomeUnknown, made=["http://127.0.0.1:9/x.png"]),
        Case("a link to a file", at, OutcomeUnknown, made=["file:///etc/passwd"]),
        Case("a relative link", at, made=[FILE], drawn=(1,)),
        Case("not a picture", at, files={FILE: HTML}, withheld={1: "unreadable"}),
        Case("no link", at, made=[""], withheld={1: "missing"}),
    ]


CASES = [
    *failing("apimart"),
    *failing("fal"),
    *failing("bfl"),
    Case(
        "an error code with 200",
        "apimart",
        ProviderRefused,
        {"reason": "quota"},
        submit=answer_json({"code": 402, "message": "insufficient balance"}),
    ),
    Case(
        "failed with 200",
        "apimart",
        ProviderRefused,
        {"reason": "failed"},
        polls=(task("failed", error={"message": "upstream timed out"}),),
    ),
    Case(
        "failed by moderation",
        "apimart",
        ContentRejected,
        polls=(task("failed", error={"message": "blocked by our content policy"}),),
    ),
    Case("cancelled", "apimart", ProviderRefused, {"reason": "failed"}, polls=(task("cancelled"),)),
    Case("expired", "apimart", ProviderRefused, {"reason": "failed"}, polls=(task("expired"),)),
    Case("a status nobody knows", "apimart", polls=(task("dreaming"), task("")), drawn=(1,)),
    Case("never done", "apimart", OutcomeUnknown, forever=task("processing", progress=99)),
    Case(
        "links in a list of a list",
        "apimart",
        polls=(task("completed", result={"images": [{"url": [FILE, "/files/task-1-2.png"]}]}),),
        count=2,
        drawn=(1, 2),
    ),
    Case(
        "links as text",
        "apimart",
        polls=(task("completed", result={"images": [{"url": FILE}]}),),
        drawn=(1,),
    ),
    Case("fewer than asked", "apimart", made=[FILE], count=2, drawn=(1,), withheld={2: "missing"}),
    Case("done without a result", "apimart", polls=(task("completed"),), withheld={1: "missing"}),
    Case(
        "COMPLETED with an error",
        "fal",
        ProviderRefused,
        {"reason": "failed"},
        polls=(status("COMPLETED", error="Runner died", error_type="runner_error"),),
    ),
    Case(
        "COMPLETED with a refusal",
        "fal",
        ContentRejected,
        polls=(status("COMPLETED", error="no", error_type="content_policy_violation"),),
    ),
    Case(
        "a result that is a refusal",
        "fal",
        ContentRejected,
        result=answer_json(
            {"detail": [{"loc": ["body"], "msg": "flagged", "type": "content_policy_violation"}]},
            422,
        ),
    ),
    Case(
        "a result that is an error",
        "fal",
        ProviderRefused,
        {"reason": "failed"},
        result=answer_json({"detail": [{"loc": ["body"], "msg": "bad image", "type": "x"}]}, 422),
    ),
    Case(
        "an account that is locked",
        "fal",
        ProviderRefused,
        {"reason": "quota"},
        submit=answer_json({"detail": "User is locked. Reason: Exhausted balance."}, 403),
    ),
    Case(
        "one black picture of two",
        "fal",
        extra={"has_nsfw_concepts": [False, True]},
        count=2,
        drawn=(1,),
        withheld={2: "moderation"},
    ),
    Case("never taken up", "fal", OutcomeUnknown, forever=status("IN_QUEUE", queue_position=9)),
    Case(
        "the words are moderated",
        "bfl",
        ContentRejected,
        {"stage": None},
        polls=(state("Request Moderated"),),
    ),
    Case(
        "the picture is moderated",
        "bfl",
        ContentRejected,
        {"stage": "output"},
        polls=(state("Content Moderated"),),
    ),
    Case("Error", "bfl", ProviderRefused, {"reason": "failed"}, polls=(state("Error"),)),
    Case("Task not found", "bfl", OutcomeUnknown, polls=(state("Task not found"),)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.at}: {case.name}")
async def test_fault(case: Case, at: Any) -> None:
    server, bench = await at(case.at)
    if case.submit:
        server.then(case.submit)
    server.polls = [case.forever] * 200 if case.forever else list(case.polls)
    server.made = case.made
    server.files.update(case.files)
    if case.at == "fal":
        server.result, server.extra = case.result, case.extra
    raised: Exception | None = None
    try:
        await bench.draw(count=case.count)
    except Exception as caught:
        raised = caught
    assert type(raised) is (case.ends or type(None)), raised
    assert {name: getattr(raised, name) for name in case.facts} == case.facts
    assert server.posts == (case.count if case.at == "bfl" else 1)
    assert tuple(sorted(event.index for event in bench.of(Drawn))) == case.drawn
    assert {event.index: event.reason for event in bench.of(Withheld)} == case.withheld
    assert bool(bench.of(TaskAccepted)) == (case.submit is None)
    assert not [name for name in bench.scratch_names if name.endswith(".part")]
    assert sum(bench.clock.slept) < 700


async def test_a_half_download_is_fetched_again(at: Any) -> None:
    server, bench = await at("apimart")
    fetched = 0

    def once_half(_: Any) -> Answer:
        nonlocal fetched
        fetched += 1
        return HALF if fetched == 1 else PICTURE

    class Files(dict[str, Answer]):
        def __getitem__(self, path: str) -> Answer:
            return once_half(path)

    server.files = Files({FILE: PICTURE})
    await bench.draw()
    assert fetched == 2
    assert bench.of(Drawn)[0].path.read_bytes() == png()


async def test_nobody_there_is_busy(at: Any) -> None:
    server, bench = await at("fal")
    await server.__aexit__()
    with pytest.raises(ProviderBusy):
        await bench.draw()
    assert bench.of(TaskAccepted) == []


async def test_a_bad_key_stops_the_calling_and_is_told_once(at: Any) -> None:
    server, bench = await at("bfl")
    server.always = error(401)
    for _ in range(3):
        with pytest.raises(ProviderRefused):
            await bench.draw()
    assert server.posts == 1
    assert [outage.reason for outage in bench.outages] == ["key"]


def test_there_are_enough_faults() -> None:
    assert len({case.name for case in CASES}) >= 30
