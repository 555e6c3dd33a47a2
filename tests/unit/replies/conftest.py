from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.models import (
    Asset,
    Caller,
    ChatRef,
    ImageFormat,
    ImageRequest,
    Job,
    JobId,
    JobState,
    PersonId,
    Quote,
    ReplyImage,
    Size,
    UserRef,
)
from bot.replies import Phrases, Words

WORDS = Words(strict=True)


@pytest.fixture(scope="session")
def words() -> Words:
    return WORDS


@pytest.fixture
def say(words: Words) -> Phrases:
    return words.for_locale("en")


@pytest.fixture(params=WORDS.locales)
def any_say(request: pytest.FixtureRequest, words: Words) -> Phrases:
    return words.for_locale(request.param)


@pytest.fixture
def make_job() -> Callable[..., Job]:
    """A job of two pictures at 1 credit each; `request` and `quote` facts override by name."""

    def make(*, count: int = 2, unit: int = 1, **facts: Any) -> Job:
        asked = {name: facts.pop(name) for name in list(facts) if name in REQUEST_FACTS}
        job = Job(
            id=JobId("job1"),
            person=PersonId("ann"),
            caller=Caller(user=UserRef(platform="web", id="1"), name="Ann"),
            chat=ChatRef(platform="web", id="room"),
            request=replace(REQUEST, count=count, **asked),
            quote=Quote(model="sketch", unit=unit, count=count, tariff="t1"),
            state=JobState.QUEUED,
            created_at=datetime(2026, 11, 20, 14, 5, tzinfo=UTC),
        )
        return replace(job, **{"charged": facts.get("captured", 0) * unit, **facts})

    return make


REQUEST = ImageRequest(
    prompt='a poster that says "OPEN LATE" in neon',
    model="sketch",
    size=Size(width=1024, height=1280),
)
REQUEST_FACTS = frozenset(ImageRequest.__dataclass_fields__) - {"count"}


@pytest.fixture
def images() -> Callable[..., tuple[ReplyImage, ...]]:
    asset = Asset(sha256="0", format=ImageFormat.PNG, width=64, height=80, size_bytes=9)

    def make(*indexes: int) -> tuple[ReplyImage, ...]:
        return tuple(
            ReplyImage(asset=asset, filename=f"{index}.png", alt="", index=index)
            for index in indexes
        )

    return make
