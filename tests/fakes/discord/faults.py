"""What the fake does wrong when a test asks for it."""

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from tests.fakes.discord.world import Json


def answer(
    data: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """JSON as Discord sends it: discord.py wants the content type without a charset."""
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, content_type="application/json", headers=headers)


class Refusal(Exception):
    """An error as Discord words it."""

    def __init__(self, status: int, code: int, message: str = "") -> None:
        self.status = status
        self.code = code
        super().__init__(message or f"{status} {code}")

    def response(self) -> web.Response:
        body = {"code": self.code, "message": str(self)}
        return answer(body, self.status)


@dataclass(kw_only=True)
class Fault:
    """Answers the next `times` requests of a kind with `status`; `after` they took effect.

    With `reset` the connection breaks instead.
    """

    method: str
    path: str
    status: int
    times: int = 1
    retry_after_s: float = 0.01
    everywhere: bool = False
    after: bool = False
    hang: bool = False
    reset: bool = False
    gate: asyncio.Event = field(default_factory=asyncio.Event)  # opened, it hangs no longer
    met: int = 0

    def meets(self, method: str, path: str) -> bool:
        if self.met >= self.times or method != self.method or not re.search(self.path, path):
            return False
        self.met += 1
        return True

    def response(self) -> web.Response:
        if self.status == 429:
            body: Json = {
                "message": "You are being rate limited.",
                "retry_after": self.retry_after_s,
                "global": self.everywhere,
            }
            headers = {"Via": "1.1 fake", "Retry-After": "1"}
            return answer(body, 429, headers)
        return answer({"code": 0, "message": "a fault"}, self.status)


@dataclass(kw_only=True)
class Faults:
    """Those still to come."""

    planned: list[Fault] = field(default_factory=list)

    def plan(self, method: str, path: str, status: int, **more: object) -> Fault:
        fault = Fault(method=method, path=path, status=status, **more)  # type: ignore[arg-type]
        self.planned.append(fault)
        return fault

    def next(self, method: str, path: str) -> Fault | None:
        return next((one for one in self.planned if one.meets(method, path)), None)
