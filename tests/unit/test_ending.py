"""Ending where the event loop knows neither signals nor the terminal, as on Windows."""

import asyncio
import io
import os
import signal
import sys
from collections.abc import Iterator

import pytest

from adapters.ending import STOPPED_BY_SIGNAL, finish
from adapters.terminal.asking import read_line


def unknown(*_: object) -> None:
    raise NotImplementedError


@pytest.fixture
def without_handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(asyncio.SelectorEventLoop, "add_signal_handler", unknown)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("without_handlers")
def test_a_signal_ends_it_all_the_same() -> None:
    async def work() -> int:
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.Event().wait()
        return 0

    with pytest.raises(SystemExit) as ended:
        finish(work())
    assert ended.value.code == STOPPED_BY_SIGNAL


async def test_a_line_is_read_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asyncio.get_running_loop(), "add_reader", unknown)
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes\nno\n"))
    assert await read_line() == "yes\n"
