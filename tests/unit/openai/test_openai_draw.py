"""What is sent, and what comes of answers that are well."""

import asyncio
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from bot.errors import ContentRejected, OutcomeUnknown, ProviderBusy
from bot.models import Drawn, ImageFormat, Progressed, Sending, Size, Used, Withheld
from bot.providers.openai import DIALECTS
from bot.providers.openai.calling import BROKEN_STREAMS_MAX, UNSTREAMED_S
from tests.fakes.openai_bench import Bench, card
from tests.fakes.openai_server import (
    Answer,
    OpenAIServer,
    answer_json,
    b64,
    error,
    event_of,
    growing,
    pictures,
    png,
    sse,
)

MODERATED = error(400, code="moderation_blocked", moderation_details={"categories": ["violence"]})


async def test_draws_the_wanted_pictures_in_one_call(server: OpenAIServer, bench: Bench) -> None:
    events = await bench.draw(count=3, indexes=(1, 3))
    assert events[0] == Sending()
    drawn = bench.of(Drawn)
    assert [event.index for event in drawn] == [1, 3]
    assert drawn[1].path.read_bytes() == png(seed=2)
    assert bench.of(Used)[0].usage["output_tokens"] == 196
    assert server.posts == 1
    assert bench.scratch_names == ["picture-1.png", "picture-3.png"]
    asked = server.received[0]
    assert asked.headers["authorization"] == "Bearer sk-secret"
    assert asked.json == {
        "model": "gpt-image-2-2026-04-21",
        "prompt": "a cat",
        "n": 2,
        "size": "1024x1024",
        "quality": "low",
        "output_format": "png",
    }


async def test_options_become_the_wire_s_parameters(server: OpenAIServer, bench: Bench) -> None:
    await bench.draw(
        size=Size(width=1536, height=864),
        format=ImageFormat.WEBP,
        compression=70,
        person_hash="a1b2",
    )
    asked = server.received[0].json
    assert asked["size"] == "1536x864"
    assert asked["output_format"] == "webp"
    assert asked["output_compression"] == 70
    assert asked["safety_identifier"] == "a1b2"


async def test_no_size_is_auto_and_png_has_no_compression(
    server: OpenAIServer, bench: Bench
) -> None:
    await bench.draw(size=None, compression=70)
    asked = server.received[0].json
    assert asked["size"] == "auto"
    assert "output_compression" not in asked


async def test_what_a_model_refuses_is_never_sent(server: OpenAIServer, bench_at: Any) -> None:
    refuses = card(never=frozenset({"quality", "safety_identifier", "stream", "partial_images"}))
    bench = bench_at(server.base_url, model=refuses)
    await bench.draw(person_hash="x")
    assert set(server.received[0].json) == {"model", "prompt", "n", "size", "output_format"}


async def test_one_reference_is_image(
    server: OpenAIServer, bench: Bench, picture_file: Any
) -> None:
    source = picture_file(seed=5)
    await bench.draw(references=(source,))
    asked = server.received[0]
    assert asked.path == "/v1/images/edits"
    assert asked.fields["n"] == "1"
    files = [part for part in asked.parts if part.filename]
    assert [(p.name, p.filename, p.media_type) for p in files] == [
        ("image", "image-1.png", "image/png")
    ]
    assert files[0].data == source.read_bytes()


async def test_several_references_keep_their_order_and_the_mask_is_rendered(
    server: OpenAIServer, bench: Bench, picture_file: Any, tmp_path: Path
) -> None:
    sources = tuple(picture_file(f"{seed}.png", seed=seed) for seed in range(1, 17))
    mask = tmp_path / "mask-L.png"
    mask.write_bytes(b"mask")
    await bench.draw(references=sources, mask=mask)
    parts = [part for part in server.received[0].parts if part.filename]
    assert [part.name for part in parts] == ["image[]"] * 16 + ["mask"]
    assert [part.data for part in parts[:16]] == [path.read_bytes() for path in sources]
    assert parts[16].data == b"alpha of mask"
    assert "moderation" not in server.received[0].fields


async def test_a_server_of_another_dialect_gets_a_white_mask_in_its_own_field(
    server: OpenAIServer, bench_at: Any, picture_file: Any, tmp_path: Path
) -> None:
    bench = bench_at(server.base_url, dialect=DIALECTS["vllm"], model=card(partials_max=2))
    mask = tmp_path / "mask-L.png"
    mask.write_bytes(b"mask")
    await bench.draw(references=(picture_file(),), mask=mask, person_hash="x")
    asked = server.received[0]
    assert {part.name: part.data for part in asked.parts if part.filename}["mask_image"] == b"mask"
    assert "stream" not in asked.fields
    assert asked.fields["user"] == "x"


async def test_partials_become_progress(server: OpenAIServer, bench_at: Any) -> None:
    bench = bench_at(server.base_url, model=card(partials_max=3))
    await bench.draw()
    assert server.received[0].json["partial_images"] == 3
    shown = bench.of(Progressed)
    assert [event.fraction for event in shown] == [0.25, 0.5, 0.75]
    assert [event.partial.read_bytes() for event in shown] == [
        png(16, 16, seed=seed) for seed in range(3)
    ]
    assert bench.of(Drawn)[0].path.read_bytes() == png()
    assert bench.of(Used)


async def test_an_edit_streams_too(server: OpenAIServer, bench_at: Any, picture_file: Any) -> None:
    bench = bench_at(server.base_url, model=card(partials_max=1))
    await bench.draw(references=(picture_file(),))
    assert server.received[0].fields["stream"] == "true"
    assert [type(event) for event in bench.events] == [Sending, Progressed, Drawn, Used]


async def test_several_pictures_are_not_streamed_for_the_api_refuses_it(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, model=card(partials_max=3))
    await bench.draw(count=2)
    assert "stream" not in server.received[0].json


async def test_the_final_picture_may_come_before_the_partials(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, model=card(partials_max=3))
    server.then(growing(final=png()))
    await bench.draw()
    assert [type(event) for event in bench.events] == [Sending, Drawn, Used]


async def test_json_answered_to_a_stream(server: OpenAIServer, bench_at: Any) -> None:
    bench = bench_at(server.base_url, model=card(partials_max=3))
    server.then(pictures(png(), usage=None))
    await bench.draw()
    assert [type(event) for event in bench.events] == [Sending, Drawn]


@pytest.mark.parametrize("header", [{}, {"content-type": "text/plain"}])
async def test_a_body_is_known_without_its_type(
    header: dict[str, str], server: OpenAIServer, bench: Bench
) -> None:
    for body in (pictures(png()).body, growing(final=png()).body, png()):
        server.then(Answer(headers=header, body=body))
        await bench.draw()
        assert bench.of(Drawn)[0].path.read_bytes() == png()


async def test_a_bare_picture(server: OpenAIServer, bench: Bench) -> None:
    server.then(Answer(headers={"content-type": "image/png"}, body=png()))
    await bench.draw()
    assert bench.of(Drawn)[0].path.read_bytes() == png()


async def test_unknown_events_and_fields_are_passed_over(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, model=card(partials_max=1))
    body = (
        b"\xef\xbb\xbf: hello\r\n\r\nretry: 5\r\n\r\n"
        + sse({"type": "image_generation.queued", "b64_json": b64(png())}, end="\r\n")
        + b"data: ready?\n\n"
        + b"data: 7\n\n"
        + b"data: []\n\n"
        + sse(event_of("image_generation.completed", png(), surprise={"b64_json": 7}))
        + b"data: [DONE]\n\n"
    )
    server.then(Answer(headers={"content-type": "text/event-stream"}, body=body))
    await bench.draw()
    assert [type(event) for event in bench.events] == [Sending, Drawn]
    assert bench.scratch_names == ["picture-1.png"]


async def test_a_data_url_instead_of_base64(server: OpenAIServer, bench: Bench) -> None:
    server.then(answer_json({"data": [{"b64_json": "data:image/png;base64," + b64(png())}]}))
    await bench.draw()
    assert bench.of(Drawn)[0].path.read_bytes() == png()


async def test_a_revised_prompt_is_told_and_its_look_alikes_fool_nobody(
    server: OpenAIServer, bench: Bench
) -> None:
    trap = '"}], "data": [{"b64_json": "QUJD"}], "x": "\\'
    server.then(answer_json({"data": [{"revised_prompt": trap, "b64_json": b64(png())}]}))
    await bench.draw()
    (drawn,) = bench.of(Drawn)
    assert drawn.revised_prompt == trap
    assert drawn.path.read_bytes() == png()


async def test_jpeg_and_webp_are_named_by_their_bytes(server: OpenAIServer, bench: Bench) -> None:
    server.then(pictures(b"\xff\xd8\xff\xe0....", b"RIFF\x10\x00\x00\x00WEBPVP8 "))
    await bench.draw(count=2)
    assert bench.scratch_names == ["picture-1.jpg", "picture-2.webp"]


async def test_a_model_of_one_picture_a_call_is_called_in_parallel(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, model=card(batch_max=1, partials_max=1))
    await bench.draw(count=4, indexes=(2, 3, 4))
    assert sorted(event.index for event in bench.of(Drawn)) == [2, 3, 4]
    assert server.posts == 3
    assert bench.of(Used) == [bench.events[-1]]
    assert bench.events[-1].usage == {
        "total_tokens": 738,
        "input_tokens": 150,
        "output_tokens": 588,
        "input_tokens_details": {"text_tokens": 150, "image_tokens": 0},
    }


async def test_of_parallel_calls_the_refused_are_withheld(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, model=card(batch_max=1))
    server.then(pictures(png()), MODERATED)
    await bench.draw(count=2)
    assert len(bench.of(Drawn)) == 1
    (withheld,) = bench.of(Withheld)
    assert (withheld.reason, withheld.categories) == ("moderation", ("violence",))


async def test_of_parallel_calls_that_are_all_refused_the_refusal_is_raised(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, model=card(batch_max=1))
    server.always = MODERATED
    with pytest.raises(ContentRejected):
        await bench.draw(count=2)


async def test_the_gravest_end_of_parallel_calls_is_told_after_all_pictures(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, model=card(batch_max=1))
    server.then(error(429), error(500), MODERATED, pictures(png()))
    with pytest.raises(OutcomeUnknown):
        await bench.draw(count=4)
    assert len(bench.of(Drawn)) == 1
    assert server.posts == 4


async def test_a_refused_picture_is_not_asked_for_again_with_those_that_were_busy(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, model=card(batch_max=1))
    server.then(error(429), MODERATED)
    with pytest.raises(ProviderBusy):
        await bench.draw(count=2)
    assert len(bench.of(Withheld)) == 1


async def test_cancelling_closes_the_connection(server: OpenAIServer, bench: Bench) -> None:
    server.always = Answer(cut=0, stall=True, body=b"x")
    drawing = asyncio.ensure_future(bench.draw())
    await server.arrived.wait()
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    assert not bench.scratch_names


async def test_leaving_early_closes_the_connection(server: OpenAIServer, bench: Bench) -> None:
    server.always = Answer(cut=0, stall=True, body=b"x")
    events = bench.provider.draw(bench.task())
    assert await anext(events) == Sending()
    await events.aclose()
    assert server.posts == 0


async def test_a_gateway_that_breaks_streams_is_not_streamed_again_for_a_while(
    server: OpenAIServer, bench_at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = bench_at(server.base_url, model=card(partials_max=1))
    streamed = [True] * BROKEN_STREAMS_MAX
    for _ in streamed:
        server.then(error(500))
        with pytest.raises(OutcomeUnknown):
            await bench.draw()
    await bench.draw()
    monkeypatch.setattr(bench.provider._calling, "_now", lambda: monotonic() + UNSTREAMED_S)
    await bench.draw()
    asked = [request.json.get("stream") for request in server.received]
    assert asked == [*streamed, None, True]


async def test_a_gateway_that_was_unwell_once_goes_on_streaming(
    server: OpenAIServer, bench_at: Any
) -> None:
    bench = bench_at(server.base_url, model=card(partials_max=1))
    for _ in range(2):
        server.then(error(500))
        with pytest.raises(OutcomeUnknown):
            await bench.draw()
        await bench.draw()
    assert {request.json.get("stream") for request in server.received} == {True}


async def test_a_full_bucket_waits_and_a_closed_one_is_busy(
    server: OpenAIServer, bench: Bench
) -> None:
    server.then(answer_json(pictures_body(), **limits(remaining="0", reset="8s")))
    await bench.draw()
    await bench.draw()
    assert bench.clock.slept == [8.0]
    server.then(error(429, headers={"retry-after": "60"}))
    with pytest.raises(ProviderBusy):
        await bench.draw()
    posts = server.posts
    with pytest.raises(ProviderBusy) as busy:
        await bench.draw()
    assert busy.value.retry_after_s == 60
    assert server.posts == posts
    assert not bench.of(Sending)


def pictures_body() -> dict[str, Any]:
    return {"data": [{"b64_json": b64(png())}]}


def limits(*, remaining: str, reset: str) -> dict[str, str]:
    return {
        "x_ratelimit_limit_requests": "10",
        "x_ratelimit_remaining_requests": remaining,
        "x_ratelimit_reset_requests": reset,
    }
