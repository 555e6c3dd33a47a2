"""What every gateway has in common: submitted once, asked, fetched, resumed by its id."""

import base64
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.errors import OutcomeUnknown, ProviderBusy, ProviderRefused
from bot.models import Drawn, Progressed, Sending, TaskAccepted, Used
from bot.models.pictures import Ratio, Resolution, Size
from bot.providers.tasks.bfl import Bfl
from tests.fakes.apimart_server import task
from tests.fakes.bfl_server import state
from tests.fakes.fal_server import status
from tests.fakes.openai_server import error, png

ALL = ("apimart", "fal", "bfl")


@pytest.mark.parametrize("name", ALL)
async def test_a_picture_is_submitted_once_and_fetched(name: str, at: Any) -> None:
    server, bench = await at(name)
    events = await bench.draw()
    assert server.posts == 1
    assert [type(event) for event in events] == [Sending, TaskAccepted, Drawn, Used]
    assert bench.of(Drawn)[0].path.read_bytes() == png()
    assert bench.scratch_names == ["picture-1.png"]


@pytest.mark.parametrize("name", ALL)
async def test_a_job_is_resumed_by_its_id_and_never_submitted_again(name: str, at: Any) -> None:
    server, bench = await at(name)
    await bench.draw()
    task_id = bench.of(TaskAccepted)[-1].task_id
    assert len(task_id) < 400
    events = await bench.draw(task_id=task_id)
    assert server.posts == 1
    assert not [event for event in events if isinstance(event, Sending | TaskAccepted)]
    assert bench.of(Drawn)[0].path.read_bytes() == png()


@pytest.mark.parametrize("name", ALL)
async def test_only_what_is_missing_is_fetched_on_resuming(name: str, at: Any) -> None:
    server, bench = await at(name)
    await bench.draw(count=3)
    posts, task_id = server.posts, bench.of(TaskAccepted)[-1].task_id
    assert posts == (3 if name == "bfl" else 1)
    files = sum(request.path.startswith("/files") for request in server.received)
    await bench.draw(count=3, indexes=(2,), task_id=task_id)
    assert server.posts == posts
    assert [event.index for event in bench.of(Drawn)] == [2]
    assert sum(request.path.startswith("/files") for request in server.received) == files + 1


async def test_each_submission_is_written_down_before_it_leaves(at: Any) -> None:
    _, bench = await at("bfl")
    await bench.draw(count=2)
    told = [json.loads(event.task_id) for event in bench.of(TaskAccepted)]
    assert [[handle is not None for _, handle in receipts] for receipts in told] == [
        [True],
        [True, False],
        [True, True],
    ]


async def test_what_may_have_been_submitted_is_never_submitted_again(at: Any) -> None:
    server, bench = await at("bfl")
    await bench.draw(count=2)
    marked = bench.of(TaskAccepted)[1].task_id
    with pytest.raises(OutcomeUnknown):
        await bench.draw(count=2, task_id=marked)
    assert server.posts == 2
    assert [event.index for event in bench.of(Drawn)] == [1]


async def test_what_was_not_submitted_before_a_crash_is_submitted_then(at: Any) -> None:
    server, bench = await at("bfl")
    await bench.draw(count=2)
    first = bench.of(TaskAccepted)[0].task_id
    await bench.draw(count=2, task_id=first)
    assert server.posts == 3
    assert sorted(event.index for event in bench.of(Drawn)) == [1, 2]


async def test_a_later_submission_that_fails_does_not_lose_the_earlier_ones(at: Any) -> None:
    server, bench = await at("bfl")
    server.then(server.draw, error(429, headers={"retry-after": "7"}))
    with pytest.raises(ProviderBusy) as busy:
        await bench.draw(count=3)
    assert busy.value.retry_after_s == 7
    assert [event.index for event in bench.of(Drawn)] == [1]
    task_id = bench.of(TaskAccepted)[-1].task_id
    bench.clock.moment += timedelta(seconds=8)
    await bench.draw(count=3, indexes=(2, 3), task_id=task_id)
    assert server.posts == 4
    assert sorted(event.index for event in bench.of(Drawn)) == [2, 3]


async def test_a_later_submission_of_unknown_outcome_stays_marked(at: Any) -> None:
    server, bench = await at("bfl")
    server.then(server.draw, error(500))
    with pytest.raises(OutcomeUnknown):
        await bench.draw(count=3)
    task_id = bench.of(TaskAccepted)[-1].task_id
    assert json.loads(task_id)[-1] == [[2], None]
    assert server.posts == 2


@pytest.mark.parametrize("name", ALL)
async def test_waiting_grows_and_is_shown(name: str, at: Any) -> None:
    waiting = {
        "apimart": [task("pending", progress=0), task("processing", progress=50)],
        "fal": [status("IN_QUEUE", queue_position=3), status("IN_PROGRESS")],
        "bfl": [state("Pending"), state("Pending", progress=0.5)],
    }
    server, bench = await at(name)
    server.polls = waiting[name]
    await bench.draw()
    fractions = [event.fraction for event in bench.of(Progressed)]
    assert len(fractions) == 2
    assert 0 <= fractions[0] < fractions[1] < 1
    first, second, third = bench.clock.slept
    assert first >= 1
    assert second < third


@pytest.mark.parametrize(
    ("name", "wire", "white"),
    [
        ("apimart", "gpt-image-2-official", False),
        ("fal", "openai/gpt-image-2", True),
        ("bfl", "flux-pro-1.0-fill", True),
    ],
)
async def test_the_mask_has_the_gateways_polarity(
    name: str, wire: str, white: bool, at: Any, tmp_path: Path
) -> None:
    source, mask = tmp_path / "source.png", tmp_path / "mask.png"
    source.write_bytes(b"the source")
    mask.write_bytes(b"the mask")
    server, bench = await at(name, wire=wire)
    await bench.draw(references=(source,), mask=mask)
    sent = server.sent[0]
    text = sent["mask"] if name == "bfl" else sent["mask_url"]
    head = "" if name == "bfl" else "data:image/png;base64,"
    assert text.startswith(head)
    kind = b"white" if white else b"alpha"
    assert base64.b64decode(text.removeprefix(head)) == kind + b" of the mask"


async def test_a_cancelled_task_is_stopped_where_that_can_be(at: Any) -> None:
    server, bench = await at("fal")
    await bench.draw()
    task_id = bench.of(TaskAccepted)[0].task_id
    await bench.provider.abandon(task_id)
    assert server.stopped == ["/fal-ai/flux/requests/task-1/cancel"]


async def test_no_task_is_stopped_where_that_cannot_be(at: Any) -> None:
    server, bench = await at("bfl")
    await bench.draw()
    await bench.provider.abandon(bench.of(TaskAccepted)[0].task_id)
    assert server.stopped == []


async def test_apimart_is_told_ratio_and_class_or_pixels(at: Any) -> None:
    server, bench = await at(
        "apimart",
        wire="gpt-image-2",
        batch_max=1,
        never=frozenset({"quality", "output_format", "output_compression", "mask_url"}),
    )
    await bench.draw(ratio=Ratio.R16_9, size=Size(width=1536, height=864))
    await bench.draw(ratio=Ratio.R16_9, size=Size(width=1520, height=864))
    await bench.draw(ratio=Ratio.AUTO, size=None, resolution=Resolution.K2)
    assert [(sent["size"], sent.get("resolution")) for sent in server.sent] == [
        ("16:9", "1k"),
        ("1520x864", None),
        ("auto", "2k"),
    ]


async def test_fal_edits_on_a_path_of_their_own(at: Any, tmp_path: Path) -> None:
    source = tmp_path / "source.png"
    source.write_bytes(png())
    paths = []
    for wire in ("openai/gpt-image-2", "fal-ai/flux/dev", "fal-ai/flux/dev/redux"):
        server, bench = await at("fal", wire=wire)
        await bench.draw()
        await bench.draw(references=(source,))
        paths += [request.path for request in server.received if request.method == "POST"]
    assert paths == [
        "/openai/gpt-image-2",
        "/openai/gpt-image-2/edit",
        "/fal-ai/flux/dev",
        "/fal-ai/flux/dev/image-to-image",
        "/fal-ai/flux/dev/redux",
        "/fal-ai/flux/dev/redux",
    ]


async def test_fal_is_asked_at_its_derived_address_where_it_names_another_origin(at: Any) -> None:
    server, bench = await at("fal", wire="openai/gpt-image-2")
    elsewhere = "https://elsewhere.test/openai/gpt-image-2/requests/task-1"
    server.told = {"status_url": f"{elsewhere}/status", "response_url": elsewhere}
    await bench.draw()
    assert server.asked[0].path == "/openai/gpt-image-2/requests/task-1/status"
    assert bench.of(Drawn)


async def test_bfl_is_asked_at_home_where_it_names_another_origin(at: Any) -> None:
    server, bench = await at("bfl")
    server.polling_url = "https://api.us.bfl.ai.evil.test/v1/get_result?id=task-1"
    await bench.draw()
    assert server.asked[0].path == "/v1/get_result?id=task-1"
    assert server.asked[0].headers["x-key"] == "sk-secret"


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://api.us.bfl.ai/v1/get_result?id=1", True),
        ("https://api.eu1.bfl.ai/v1/get_result?id=1", True),
        ("http://api.us.bfl.ai/v1/get_result?id=1", False),
        ("https://api.us.bfl.ai.evil.test/x", False),
        ("https://api.us.bfl.ai@evil.test/x", False),
        ("https://apixus.bfl.ai/x", False),
        ("https://delivery.us.bfl.ai/x", False),
    ],
)
def test_bfls_regions_are_its_own(url: str, known: bool) -> None:
    assert Bfl().knows(url) is known


async def test_apimart_is_told_to_leave_the_background_out_only_then(at: Any) -> None:
    server, bench = await at("apimart")
    await bench.draw(transparent=True)
    await bench.draw()
    assert [sent.get("background") for sent in server.sent] == ["transparent", None]


@pytest.mark.parametrize("name", ["fal", "bfl"])
async def test_no_wish_for_transparency_leaves_where_it_cannot_be_told(name: str, at: Any) -> None:
    server, bench = await at(name)
    with pytest.raises(ProviderRefused) as caught:
        await bench.draw(transparent=True)
    assert caught.value.reason == "transparency"
    assert (server.posts, bench.events, bench.outages) == (0, [], [])


async def test_a_task_refused_for_its_transparency_says_so(at: Any) -> None:
    server, bench = await at("apimart")
    said = "Transparent background is not supported for this model."
    server.polls = [task("failed", error={"message": said})]
    with pytest.raises(ProviderRefused) as caught:
        await bench.draw(transparent=True)
    assert caught.value.reason == "transparency"
