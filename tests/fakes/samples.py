"""Whole values to start a test from."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.models import (
    Asset,
    Attempt,
    Caller,
    ChatRef,
    Event,
    ImageFormat,
    ImageRequest,
    Job,
    JobId,
    JobState,
    MessageRef,
    PersonId,
    Quote,
    UserRef,
)

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
MIA = UserRef(platform="web", id="mia")
STUDIO = ChatRef(platform="web", id="studio")
CALLER = Caller(user=MIA, name="Mia")
QUOTE = Quote(model="sketch", unit=3, count=2, tariff="t1")
MESSAGE = MessageRef(chat=STUDIO, id="m1")
ASSET = Asset(sha256="a" * 64, format=ImageFormat.PNG, width=1024, height=768, size_bytes=12)


def make_job(id_: str = "job1", **changes: Any) -> Job:
    job = Job(
        id=JobId(id_),
        person=PersonId("p1"),
        caller=CALLER,
        chat=STUDIO,
        request=ImageRequest(prompt="a fox", model="sketch"),
        quote=QUOTE,
        state=JobState.QUEUED,
        created_at=NOON,
    )
    return replace(job, **changes)


def make_event(key: str = "e1", **changes: Any) -> Event:
    return replace(Event(key=key, caller=CALLER, chat=STUDIO, claimed_at=NOON), **changes)


def make_attempt(number: int = 1, **changes: Any) -> Attempt:
    attempt = Attempt(
        job=JobId("job1"), number=number, provider="sketch", model="sketch", started_at=NOON
    )
    return replace(attempt, **changes)
