"""A chat-completions server over a real socket, that can be told to misbehave."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class TextServer:
    """Answers with `words`, or with `status` and `body` where those are set.

    `silent` never answers; `endless` never stops.
    """

    words: str = "A red fox in deep snow, low winter sun, 85mm lens."
    status: int = 200
    body: bytes | None = None
    headers: str = ""
    silent: bool = False
    endless: bool = False
    base_url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    seen_headers: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = next(
                int(line.partition(":")[2])
                for line in head.splitlines()
                if line.lower().startswith("content-length:")
            )
            self.asked.append(json.loads(await reader.readexactly(length)))
            self.seen_headers.append(head)
            if self.silent:
                await reader.read()
                return
            await self._answer(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter) -> None:
        completion = {"choices": [{"message": {"role": "assistant", "content": self.words}}]}
        body = json.dumps(completion).encode() if self.body is None else self.body
        length = "" if self.endless else f"Content-Length: {len(body)}\r\n"
        head = f"HTTP/1.1 {self.status} Whatever\r\n{length}{self.headers}Connection: close\r\n\r\n"
        writer.write(head.encode() + body)
        while self.endless:
            writer.write(b" " * 8192)
            await writer.drain()
        await writer.drain()


@asynccontextmanager
async def text_server(**script: Any) -> AsyncIterator[TextServer]:
    """Serve on a free port of loopback."""
    fake = TextServer(**script)
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    fake.base_url = f"http://127.0.0.1:{port}/v1"
    async with server:
        yield fake
