import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from adapters.web.chat import LocalChat
from adapters.web.client import listen, serve
from bot.errors import StartError
from bot.models import Reply
from tests.fakes.web_bot import StubBot
from tests.fakes.web_entries import progress, result, said, told, whisper

LONG_S = 180.0
PERSON = {"X-Person": "mia"}


class Server:
    """The real thing on a free port, until `stop`."""

    def __init__(self, app: Starlette) -> None:
        self._address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.task = asyncio.create_task(
            serve(app, "127.0.0.1", 0, started=self._address.set_result)
        )

    async def open(self) -> httpx.AsyncClient:
        address = await asyncio.wait_for(self._address, LONG_S)
        return httpx.AsyncClient(base_url=address, headers={"Origin": address}, timeout=LONG_S)

    async def stop(self) -> None:
        self.task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(self.task, LONG_S)


@pytest.fixture
async def server(app: Starlette) -> AsyncIterator[Server]:
    server = Server(app)
    yield server
    if not server.task.done():
        await server.stop()


class Events:
    """Reads a tab's event stream."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.aiter_lines()

    async def next(self) -> tuple[str, str, str]:
        """Name, data and id of the next event."""
        name, data, id_ = "", list[str](), ""
        async for line in self._lines:
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                data.append(line[6:])
            elif line.startswith("id: "):
                id_ = line[4:]
            elif not line and name:
                return name, "\n".join(data), id_
        raise EOFError

    async def until(self, name: str) -> tuple[str, str]:
        """Data and id of the next event of that name."""
        while True:
            found, data, id_ = await asyncio.wait_for(self.next(), LONG_S)
            if found == name:
                return data, id_


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_it_is_served_on_this_machine_only(host: str) -> None:
    with pytest.raises(StartError, match="this machine only"):
        listen(host, 0)


def test_a_taken_port_is_told() -> None:
    told = pytest.raises(StartError, match="set PORT to another number")
    with socket.create_server(("127.0.0.1", 0)) as other, told:
        listen("127.0.0.1", other.getsockname()[1])


async def test_a_tab_is_told_what_happens(server: Server, chat: LocalChat) -> None:
    async with await server.open() as tab:
        query = {"as": "mia", "after": chat.cursor}
        async with tab.stream("GET", "/events", params=query) as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            events = Events(response)
            entry = await chat.post(told(progress(0)))
            assert 'id="m1"' in (await events.until("message"))[0]
            await chat.post(told(whisper("not for mia"), to="ben"))
            assert (await events.until("gone"))[0] == "2"
            await chat.revise(entry.number, result(2))
            data, _ = await events.until("message")
            assert 'data-key="vary:job1:2"' in data
            await chat.remove(entry.number)
            assert (await events.until("gone"))[0] == "1"


async def test_a_tab_that_lost_its_connection_goes_on_where_it_was(
    server: Server, chat: LocalChat
) -> None:
    await chat.post(said("first"))
    async with await server.open() as tab:
        query = {"as": "mia", "after": chat.cursor}
        async with tab.stream("GET", "/events", params=query) as response:
            await chat.post(said("second"))
            _, id_ = await Events(response).until("cursor")
        await chat.post(said("third"))
        again = {"Last-Event-ID": id_}
        async with tab.stream("GET", "/events", params=query, headers=again) as response:
            data, _ = await Events(response).until("message")
            assert "third" in data


async def test_credits_are_told_when_they_move(
    server: Server, bot: StubBot, chat: LocalChat
) -> None:
    async with await server.open() as tab:
        query = {"as": "mia", "after": chat.cursor}
        async with tab.stream("GET", "/events", params=query) as response:
            events = Events(response)
            await chat.post(told(result(1)))
            assert "100 credits" in (await events.until("balance"))[0]
            bot.credits["mia"] = 5
            status = await chat.post(told(progress(0.1)))
            assert "5 credits" in (await events.until("balance"))[0]
            bot.credits["mia"] = 1
            await chat.revise(status.number, progress(0.2))
            await chat.post(told(result(1), key="other"))
            assert "1 credit left" in (await events.until("balance"))[0]


async def test_stopping_ends_streams_and_waits_for_errands(
    server: Server, bot: StubBot, chat: LocalChat
) -> None:
    bot.answer = Reply(text="finished")
    bot.gate = asyncio.Event()
    tab = await server.open()
    following = tab.stream("GET", "/events", params={"after": chat.cursor})
    async with tab, following as response:
        pressing = asyncio.create_task(
            tab.post(
                "/press",
                data={"key": "vary:job1:1", "message": ""},
                headers={"X-Event": "event-0001", **PERSON},
            )
        )
        await bot.entered.wait()
        server.task.cancel()
        with pytest.raises(EOFError):
            await asyncio.wait_for(Events(response).until("never"), LONG_S)
        bot.gate.set()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(server.task, LONG_S)
        assert (await pressing).status_code == 204
    assert [entry.reply.text for entry in chat.recent("mia") if entry.reply] == ["finished"]
