"""The process behind PicturePool: runs the functions it is sent. Started with `python -m`."""

import pickle
import traceback
from typing import Any

from pydantic import TypeAdapter

from bot.imaging.limits import limit_next_question, limit_process
from bot.imaging.serving import jailed, serve

MEMORY_BYTES = 3_000_000_000
"""Room for a picture of 40 megapixels in several layers."""
CPU_S = 120

_JSON: TypeAdapter[Any] = TypeAdapter(Any)


def answer(question: bytes) -> bytes:
    """Run one call; its result, or what it raised, is the answer, as JSON.

    A question is pickled: it comes from our own parent. An answer never is: what opens pictures may
    have been taken over by one.
    """
    limit_next_question(CPU_S)
    try:
        function, args, kwargs = pickle.loads(question)  # noqa: S301 - from our own parent
        return _JSON.dump_json({"result": function(*args, **kwargs)})
    except Exception as error:
        return _failure(error)


def _failure(error: Exception) -> bytes:
    kind = type(error)
    return _JSON.dump_json(
        {
            "raised": f"{kind.__module__}:{kind.__qualname__}",
            "args": [arg if isinstance(arg, str | int) else repr(arg) for arg in error.args],
            "trace": "".join(traceback.format_exception(error)),
        }
    )


if __name__ == "__main__":
    limit_process(MEMORY_BYTES)
    jailed()
    serve(answer)
