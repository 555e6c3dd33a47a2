"""What Docker is told of the server."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from adapters import healthcheck


@contextmanager
def listening(answer: bytes) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


@pytest.mark.parametrize(
    ("answer", "exit_code"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 0),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 0),
        (b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", 1),
        (b"", 1),
    ],
)
def test_who_listens_must_answer(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, exit_code: int
) -> None:
    with listening(answer) as port:
        monkeypatch.setenv("PORT", str(port))
        assert healthcheck.main() == exit_code


def test_who_only_calls_out_need_not_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("PORT", str(port))
    assert healthcheck.main() == 0
