"""An images API with large pictures: `python -m benchmarks._image_server SIZE_BYTES [PAUSE_S]`.

Four pictures in one JSON where four are asked for, three partials and a picture where a stream is,
else one tiny picture. The answer's head comes at once, its body after the pause; after a pause of
`inf` never. Prints its base URL.
"""

import asyncio
import base64
import sys
from collections.abc import AsyncIterator, Callable

from benchmarks._pictures import decodable
from tests.fakes.openai_server import Answer, OpenAIServer, Received, event_of, sse

COUNT = 4
PARTIALS = 3
PIECE_BYTES = 256 * 1024
TINY_BYTES = 1000
NEVER = "inf"
JSON, EVENTS = "application/json", "text/event-stream"


def items(picture: bytes, count: int) -> bytes:
    """The API's JSON with one picture several times."""
    item = b'{"b64_json": "' + base64.b64encode(picture) + b'"}'
    return b'{"created": 1, "data": [' + b", ".join([item] * count) + b"]}"


def stream(picture: bytes) -> bytes:
    """The API's events."""
    partials = [
        sse(event_of("image_generation.partial_image", picture, partial_image_index=number))
        for number in range(PARTIALS)
    ]
    return b"".join([*partials, sse(event_of("image_generation.completed", picture))])


class Server(OpenAIServer):
    """Has its answers ready, so that it costs little to give them."""

    def __init__(self, size: int, pause_s: float) -> None:
        super().__init__()
        picture = decodable(size)
        self._pause_s = pause_s
        self._four = items(picture, COUNT)
        self._stream = stream(picture)
        self._tiny = items(decodable(TINY_BYTES), 1)

    def draw(self, request: Received) -> Answer:
        """Answer a POST."""
        self.received.clear()
        asked = {} if request.is_form else request.json
        if asked.get("n") == COUNT:
            return self._answer(JSON, self._four)
        if asked.get("stream"):
            return self._answer(EVENTS, self._stream)
        return self._answer(JSON, self._tiny)

    def _answer(self, kind: str, body: bytes) -> Answer:
        headers = {"content-type": kind, "content-length": str(len(body))}
        return Answer(headers=headers, stream=self._pieces(body))

    def _pieces(self, body: bytes) -> Callable[[], AsyncIterator[bytes]]:
        async def send() -> AsyncIterator[bytes]:
            await asyncio.sleep(self._pause_s)
            for at in range(0, len(body), PIECE_BYTES):
                yield body[at : at + PIECE_BYTES]

        return send


async def serve(size: int, pause_s: float) -> None:
    async with Server(size, pause_s) as server:
        print(server.base_url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
