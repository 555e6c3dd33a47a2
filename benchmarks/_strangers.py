"""Connections that only want to be there: `python -m benchmarks._strangers HOST PORT MANY`."""

import asyncio
import sys
import time
from contextlib import suppress

from adapters.connections import raise_file_limit

DRIP_S = 1.0
PAUSE_S = 10.0
"""After it was put out, a connection comes back so much later; so long they take to come at all."""
HEAD = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"


async def main(host: str, port: str, many: str) -> None:
    """Be so many that are silent, and as many that are slow."""
    raise_file_limit()
    count = int(many)
    async with asyncio.TaskGroup() as tasks:
        for number in range(2 * count):
            first_s = number % count / count * PAUSE_S
            tasks.create_task(come_again(host, int(port), number - count, first_s))


async def come_again(host: str, port: int, number: int, first_s: float) -> None:
    """A slow one from the first number on; each second of those has a head that may be signed."""
    await asyncio.sleep(first_s)
    while True:
        begun = b"" if number < 0 else HEAD + (_signed() if number % 2 else b"X-")
        with suppress(OSError):
            await once(host, port, begun)
        await asyncio.sleep(PAUSE_S)


async def once(host: str, port: int, begun: bytes) -> None:
    """Stay until put out."""
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(begun)
        while True:
            try:
                await asyncio.wait_for(reader.read(1), DRIP_S)
            except TimeoutError:
                writer.write(b"x" if begun else b"")
            else:
                return
    finally:
        writer.transport.abort()


def _signed() -> bytes:
    stamp = f"x-slack-request-timestamp: {int(time.time())}\r\n"
    return f"{stamp}x-slack-signature: v0={'0' * 64}\r\n\r\n".encode()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
