"""Fixtures of the images provider's tests."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import stamina

from tests.fakes.openai_bench import Bench, bench_for
from tests.fakes.openai_server import OpenAIServer, png


@pytest.fixture(autouse=True)
def no_backoff() -> Iterator[None]:
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


@pytest.fixture
async def server() -> AsyncIterator[OpenAIServer]:
    async with OpenAIServer() as found:
        yield found


MakeBench = Callable[..., Bench]


@pytest.fixture
async def bench_at(tmp_path: Path) -> AsyncIterator[MakeBench]:
    made: list[Bench] = []

    def make(base_url: str, **values: Any) -> Bench:
        made.append(bench_for(base_url, tmp_path, **values))
        return made[-1]

    yield make
    for bench in made:
        await bench.provider.aclose()


@pytest.fixture
def bench(server: OpenAIServer, bench_at: MakeBench) -> Bench:
    return bench_at(server.base_url, deadline_s=5.0)


@pytest.fixture
def picture_file(tmp_path: Path) -> Callable[..., Path]:
    def make(name: str = "source.png", **shape: Any) -> Path:
        path = tmp_path / name
        path.write_bytes(png(**shape))
        return path

    return make
