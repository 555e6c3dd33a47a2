"""What a program reads on stdout: one JSON object, whatever happened."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

NOTHING: Mapping[str, object] = {
    "job": None,
    "state": "refused",
    "model": None,
    "price": 0,
    "balance": None,
    "seconds": None,
    "images": [],
}
"""What a run came to that never reached the core."""


class Answer:
    """What a run came to so far; until it tells, it was interrupted."""

    def __init__(self) -> None:
        self.facts = failure("interrupted", "Stopped before anything was made.")

    def fail(self, code: str, message: str) -> None:
        """Keep what is known already, and say why it is not more."""
        self.facts = {**self.facts, "error": {"code": code, "message": message}}


@contextmanager
def one_object(*, wanted: bool, start: tuple[type[Exception], ...]) -> Iterator[Answer]:
    """Lend an answer; it is printed once at the end, however that comes about.

    `start` are the errors that say in a sentence why the program cannot start.
    """
    answer = Answer()
    try:
        yield answer
    except start as error:
        answer.fail("start", str(error))
        raise
    except Exception as error:
        answer.fail("internal", f"{type(error).__name__}: {error}")
        raise
    finally:
        if wanted:
            print_json(answer.facts)


def failure(code: str, message: str) -> dict[str, object]:
    """The object of a run that never reached the core."""
    return {**NOTHING, "error": {"code": code, "message": message}}


def print_json(value: Mapping[str, object]) -> None:
    """Print one line; escaped to ASCII where stdout, or a file's name, cannot be told otherwise."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        line = json.dumps(value)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
