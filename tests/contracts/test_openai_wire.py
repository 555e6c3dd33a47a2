"""Our requests and our fake server, held against the official schema and the official client."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, get_type_hints

import jsonschema
import openai
import pytest
from openai.types.image_edit_params import ImageEditParamsNonStreaming, ImageEditParamsStreaming
from openai.types.image_generate_params import (
    ImageGenerateParamsNonStreaming,
    ImageGenerateParamsStreaming,
)
from pydantic import TypeAdapter

from bot.models import Complexity, ImageFormat, Quality, Size
from tests.fakes.openai_bench import Bench, bench_for, card
from tests.fakes.openai_server import (
    OpenAIServer,
    Received,
    error,
    event_of,
    growing,
    pictures,
    png,
)

REQUESTS: dict[str, dict[str, Any]] = {
    "plain": {},
    "four": {"count": 4},
    "auto": {"size": None, "quality": Quality.AUTO},
    "webp": {"format": ImageFormat.WEBP, "compression": 50},
    "no background": {"transparent": True},
    "much thought": {"complexity": Complexity.HIGH},
    "jpeg at the largest size": {
        "format": ImageFormat.JPEG,
        "size": Size(width=3840, height=2160),
        "quality": Quality.HIGH,
    },
    "with a person": {"person_hash": "f" * 64},
}


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as found:
        yield found


@pytest.fixture
async def bench(server: OpenAIServer, tmp_path: Path) -> AsyncIterator[Bench]:
    found = bench_for(server.base_url, tmp_path, model=card(partials_max=2))
    yield found
    await found.provider.aclose()


@pytest.fixture
async def sdk(server: OpenAIServer) -> AsyncIterator[openai.AsyncOpenAI]:
    async with openai.AsyncOpenAI(
        base_url=server.base_url, api_key="sk-secret", max_retries=0
    ) as client:
        yield client


@pytest.fixture
def contract(contracts_folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (contracts_folder / "openai-images.openapi.json").read_text()
    )
    return found


def conforms(contract: dict[str, Any], schema: str, value: object) -> None:
    root = {"$ref": f"#/components/schemas/{schema}", "components": contract["components"]}
    jsonschema.Draft202012Validator(root).validate(value)


def typed(fields: dict[str, Any]) -> dict[str, Any]:
    """Read a form's text as the values it stands for."""
    read: dict[str, Any] = {}
    for name, text in fields.items():
        plain = name in {"n", "partial_images", "output_compression", "stream"}
        read[name] = json.loads(text) if plain and isinstance(text, str) else text
    return read


def known_to(params: type, body: dict[str, Any]) -> None:
    """Every field is one of the client's parameters, with a value of that parameter's type."""
    types = get_type_hints(params)
    for name, value in body.items():
        TypeAdapter[Any](types[name]).validate_python(value, strict=True)


def asked(request: Received) -> dict[str, Any]:
    return typed(request.fields)


async def send(bench: Bench, name: str, files: tuple[Path, ...] = (), **more: Any) -> None:
    await bench.draw(references=files, **REQUESTS[name], **more)


@pytest.mark.parametrize("name", REQUESTS)
async def test_generations_are_what_the_schema_and_the_client_know(
    name: str, contract: dict[str, Any], server: OpenAIServer, bench: Bench
) -> None:
    await send(bench, name)
    body = asked(server.received[0])
    conforms(contract, "CreateImageRequest", body)
    params = ImageGenerateParamsStreaming if "stream" in body else ImageGenerateParamsNonStreaming
    known_to(params, body)


@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.parametrize("files", [1, 3])
async def test_edits_are_what_the_schema_and_the_client_know(
    name: str, files: int, contract: dict[str, Any], server: OpenAIServer, bench: Bench
) -> None:
    await send(bench, name, tuple(some_files(bench.folder, files)))
    body = asked(server.received[0])
    images = ["<binary>"] * files
    conforms(contract, "CreateImageEditRequest", {**body, "image": images})
    params = ImageEditParamsStreaming if "stream" in body else ImageEditParamsNonStreaming
    known_to(params, body)


@pytest.mark.parametrize("files", [1, 3])
async def test_an_edit_looks_as_the_official_client_sends_it(
    files: int, server: OpenAIServer, bench: Bench, sdk: openai.AsyncOpenAI
) -> None:
    paths = some_files(bench.folder, files)
    mask = bench.folder / "mask.png"
    mask.write_bytes(png(8, 8))
    await send(bench, "four", tuple(paths), mask=mask)
    images = [path.read_bytes() for path in paths]
    await sdk.images.edit(
        image=images if files > 1 else images[0],
        mask=b"alpha of " + mask.read_bytes(),
        prompt="a cat",
        model=card().wire,
        n=4,
        size="1024x1024",
        quality="low",
        output_format="png",
    )
    ours, theirs = server.received
    assert ours.path == theirs.path
    assert ours.fields == theirs.fields
    assert files_of(ours) == files_of(theirs)


async def test_a_generation_looks_as_the_official_client_sends_it(
    server: OpenAIServer, bench: Bench, sdk: openai.AsyncOpenAI
) -> None:
    await send(bench, "plain")
    stream = await sdk.images.generate(
        prompt="a cat",
        model=card().wire,
        n=1,
        size="1024x1024",
        quality="low",
        output_format="png",
        stream=True,
        partial_images=2,
    )
    await stream.close()
    ours, theirs = server.received
    assert (ours.path, ours.json) == (theirs.path, theirs.json)


async def test_the_official_client_reads_the_fake_s_pictures(sdk: openai.AsyncOpenAI) -> None:
    answer = await sdk.images.generate(prompt="a cat", model="gpt-image-2", n=2)
    assert answer.data is not None
    assert len(answer.data) == 2
    assert answer.usage is not None
    assert answer.usage.output_tokens == 196


async def test_the_official_client_reads_the_fake_s_stream(sdk: openai.AsyncOpenAI) -> None:
    stream = await sdk.images.generate(
        prompt="a cat", model="gpt-image-2", stream=True, partial_images=2
    )
    kinds = [event.type async for event in stream]
    assert kinds == ["image_generation.partial_image"] * 2 + ["image_generation.completed"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (error(400, code="moderation_blocked"), openai.BadRequestError),
        (error(401, code="invalid_api_key"), openai.AuthenticationError),
        (error(403), openai.PermissionDeniedError),
        (error(404, code="model_not_found"), openai.NotFoundError),
        (error(429, code="rate_limit_exceeded"), openai.RateLimitError),
        (error(500, type="server_error"), openai.InternalServerError),
    ],
)
async def test_the_official_client_reads_the_fake_s_errors(
    answer: Any, kind: type[openai.APIStatusError], server: OpenAIServer, sdk: openai.AsyncOpenAI
) -> None:
    server.then(answer)
    with pytest.raises(kind) as caught:
        await sdk.images.generate(prompt="a cat", model="gpt-image-2")
    assert caught.value.code == json.loads(answer.body)["error"]["code"]


def test_the_fake_answers_by_the_schema(contract: dict[str, Any]) -> None:
    conforms(contract, "ImagesResponse", json.loads(pictures(png(), png()).body))
    for kind, schema in (
        ("image_generation", "ImageGenStreamEvent"),
        ("image_edit", "ImageEditStreamEvent"),
    ):
        answer = growing(png(), final=png(), kind=kind)
        lines = answer.body.decode().splitlines()
        events = [json.loads(line[6:]) for line in lines if line.startswith("data: ")]
        assert len(events) == 2
        for event in events:
            conforms(contract, schema, event)


def test_the_schema_would_notice(contract: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        conforms(contract, "CreateImageRequest", {"prompt": "a cat", "n": 11})
    with pytest.raises(jsonschema.ValidationError):
        conforms(contract, "ImageGenStreamEvent", event_of("image_generation.lost", png()))


def some_files(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"reference-{number}.png" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(png(seed=number))
    return paths


def files_of(request: Received) -> list[tuple[str, bytes]]:
    return sorted((part.name, part.data) for part in request.parts if part.filename)
