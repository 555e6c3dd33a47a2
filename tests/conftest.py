"""What every test lives with: no network beyond loopback, and the shared facts where they are."""

import functools
import socket
from pathlib import Path

import pytest
from hypothesis import settings

from bot.replies import words

settings.register_profile("untimed", deadline=None)  # a busy machine is no defect
settings.load_profile("untimed")

# Six languages are much to parse anew for every core a test opens; what is parsed is only read.
words.FluentResource = functools.cache(words.FluentResource)  # type: ignore[attr-defined]

SHARED = Path(__file__).resolve().parents[2] / "shared"
LOOPBACK = ("127.", "::1", "localhost")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--whole-corpus", action="store_true", help="judge every picture of the corpus, no sample"
    )


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    return


def shared(path: str) -> Path:
    """A file or folder of the shared material; the test skips, visibly, where it is missing."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"shared/{path} is not beside this checkout")
    return found


@pytest.fixture
def image_corpus() -> Path:
    return shared("corpus/images")


@pytest.fixture
def contracts_folder() -> Path:
    return shared("contracts")
