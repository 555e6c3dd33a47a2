"""Fixtures of the task gateways' tests."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import stamina

from tests.fakes.openai_bench import Bench
from tests.fakes.task_bench import GATEWAYS, task_bench
from tests.fakes.task_server import TaskServer

Open = Callable[..., Awaitable[tuple[Any, Bench]]]


@pytest.fixture(autouse=True)
def no_backoff() -> Iterator[None]:
    stamina.set_testing(True, attempts=3)
    yield
    stamina.set_testing(False)


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Open]:
    """Open a fake gateway and a provider that calls it."""
    async with AsyncExitStack() as stack:

        async def make(name: str, **changes: Any) -> tuple[TaskServer, Bench]:
            server = await stack.enter_async_context(GATEWAYS[name][0]())
            bench = task_bench(name, server, tmp_path, **changes)
            stack.push_async_callback(bench.provider.aclose)
            return server, bench

        yield make
