"""What every ImageProvider must keep. A new one joins by adding a Case."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import ContentRejected, OutcomeUnknown, ProviderBusy, ProviderError
from bot.models import (
    STILL_FORMATS,
    DrawEvent,
    Drawn,
    DrawTask,
    ImageFormat,
    Progressed,
    Sending,
    Size,
    Withheld,
)
from bot.ports import ImageProvider
from bot.providers.sketch import SketchProvider
from tests.fakes.sketching import asked, inline, photo, reference, task


@dataclass(frozen=True, kw_only=True)
class Case:
    """A provider, and prompts with which its bad days can be called up."""

    name: str
    make: Callable[[], ImageProvider]
    refused: str
    withheld_second: str
    lost: str
    busy: str


CASES = [
    Case(
        name="sketch",
        make=lambda: SketchProvider(inline, pace_s=0),
        refused="a cat sketch:refuse",
        withheld_second="a cat sketch:withhold",
        lost="a cat sketch:fail",
        busy="a cat sketch:busy",
    )
]


@pytest.fixture(params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


async def events_of(provider: ImageProvider, wanted: DrawTask) -> list[DrawEvent]:
    return [event async for event in provider.draw(wanted)]


async def test_says_sending_before_anything_is_drawn(case: Case, tmp_path: Path) -> None:
    events = await events_of(case.make(), task(asked("a cat"), tmp_path))
    assert isinstance(events[0], Sending)
    assert [type(event) for event in events].count(Sending) == 1


async def test_draws_each_wanted_index_once_and_no_other(case: Case, tmp_path: Path) -> None:
    wanted = task(asked("a cat", count=4), tmp_path, indexes=(2, 4))
    events = await events_of(case.make(), wanted)
    assert [event.index for event in events if isinstance(event, Drawn)] == [2, 4]
    assert {event.index for event in events if isinstance(event, Progressed)} <= {2, 4}


@pytest.mark.parametrize("file_format", sorted(STILL_FORMATS))
@pytest.mark.parametrize("size", [Size(width=1024, height=640), Size(width=640, height=1536)])
async def test_files_are_whole_when_named(
    case: Case, tmp_path: Path, file_format: ImageFormat, size: Size
) -> None:
    wanted = task(asked("a cat", size=size, format=file_format), tmp_path)
    async for event in case.make().draw(wanted):
        if isinstance(event, Drawn):
            assert event.path.is_relative_to(wanted.scratch)
            with Image.open(event.path) as image:
                assert image.format == file_format.name
                assert image.size == (size.width, size.height)
                image.load()


async def test_progress_grows_and_its_partials_are_small_pictures(
    case: Case, tmp_path: Path
) -> None:
    events = await events_of(case.make(), task(asked("a cat"), tmp_path, indexes=(1, 2)))
    progress = [event for event in events if isinstance(event, Progressed)]
    assert progress
    fractions = [event.fraction for event in progress]
    assert fractions == sorted(fractions)
    assert all(0 <= fraction <= 1 for fraction in fractions)
    for event in progress:
        if event.partial:
            with Image.open(event.partial) as image:
                image.load()
                assert max(image.size) <= 1024


async def test_a_refusal_is_content_rejected_with_its_categories(
    case: Case, tmp_path: Path
) -> None:
    with pytest.raises(ContentRejected) as caught:
        await events_of(case.make(), task(asked(case.refused), tmp_path))
    assert caught.value.stage == "prompt"
    assert caught.value.categories


async def test_one_withheld_picture_does_not_stop_the_others(case: Case, tmp_path: Path) -> None:
    wanted = task(asked(case.withheld_second, count=3), tmp_path, indexes=(1, 2, 3))
    events = await events_of(case.make(), wanted)
    assert [event.index for event in events if isinstance(event, Withheld)] == [2]
    assert [event.index for event in events if isinstance(event, Drawn)] == [1, 3]


async def test_an_answer_lost_after_sending_is_outcome_unknown(case: Case, tmp_path: Path) -> None:
    stream = case.make().draw(task(asked(case.lost), tmp_path))
    assert isinstance(await anext(stream), Sending)
    with pytest.raises(OutcomeUnknown):
        await anext(stream)


async def test_busy_says_when_to_come_back_and_sends_nothing(case: Case, tmp_path: Path) -> None:
    stream = case.make().draw(task(asked(case.busy), tmp_path))
    with pytest.raises(ProviderBusy) as caught:
        await anext(stream)
    assert caught.value.retry_after_s is not None


async def test_a_broken_reference_raises_nothing_but_provider_errors(
    case: Case, tmp_path: Path
) -> None:
    good = photo(tmp_path / "good.png", 64, 64)
    request = asked("a cat", references=(reference(good),))
    broken = tmp_path / "broken.png"
    broken.write_bytes(good.read_bytes()[:80])
    with pytest.raises(ProviderError):
        await events_of(case.make(), task(request, tmp_path, files=(broken,)))


async def test_cancelling_ends_it_without_another_error(case: Case, tmp_path: Path) -> None:
    async def consume(stream: AsyncIterator[DrawEvent]) -> None:
        async for event in stream:
            if isinstance(event, Progressed):
                started.set()
                await asyncio.Event().wait()

    started = asyncio.Event()
    running = asyncio.create_task(consume(case.make().draw(task(asked("a cat"), tmp_path))))
    await started.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
