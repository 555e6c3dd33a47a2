"""The process behind PicturePool: runs the functions it is sent. Started with `python -m`."""

import pickle
import traceback
from collections.abc import Callable
from typing import Any

from bot.imaging.serving import serve

Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
Outcome = tuple[bool, Any]  # (True, result) or (False, exception)


def answer(question: bytes) -> bytes:
    """Run one pickled call; its result or its exception is the answer."""
    try:
        function, args, kwargs = pickle.loads(question)  # noqa: S301 - from our own parent
        return pickle.dumps((True, function(*args, **kwargs)))
    except Exception as error:
        return _failure(error)


def _failure(error: Exception) -> bytes:
    """Carry an exception home with the worker's traceback as a note.

    Some exceptions pickle but cannot be built again, so the way back is tried here.
    """
    trace = "".join(traceback.format_exception(error))
    error.add_note(f"In the picture worker:\n{trace}")
    try:
        frame = pickle.dumps((False, error))
        pickle.loads(frame)  # noqa: S301 - written on the line above
    except Exception:
        return pickle.dumps((False, RuntimeError(trace)))
    return frame


if __name__ == "__main__":
    serve(answer)
