"""Log lines for the operator: one line, key=value facts, no prompts, tokens or links."""

import logging
import re
import sys
from collections.abc import Iterable
from types import TracebackType
from typing import Any
from urllib.parse import quote, quote_plus

from bot.errors import DeliveryError

SECRETS = re.compile(
    r"(?:(?:Bearer|Basic|Bot|Key)\s+|xox[a-z]-|xapp-|sk-)[\w.:~+/=-]+"
    r"|(?:https?|wss?)://[^\s\"'>]+",
    re.IGNORECASE,
)
"""What secrets look like that are not ours to know: providers' signed links, workspaces' tokens."""
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Controls, line ends, and what turns the direction of writing."""
LINES = frozenset({"aiohttp", "discord", "httpcore", "httpx", "slack_sdk", "websockets"})
"""Whose exceptions are faults of a platform or of the line to it, never of this program."""
FAULT_CHARS_MAX = 200
TRACE_INDENT = "    "
_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
REDACTED = "[redacted]"
QUIET = ("httpx", "httpcore", "asyncio", "alembic", "uvicorn", "discord")
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {
    "message",
    "asctime",
    "taskName",
    "color_message",
}


class LineFormatter(logging.Formatter):
    """`time LEVEL room: message key=value`, with secrets and links taken out of all of it.

    `secrets` are the values themselves. What could begin another line is shown as its escape, and
    the lines of a traceback are indented, so that nobody's words look like a line of ours. What a
    platform did wrong has no traceback: there is nothing of ours to look for.
    """

    def __init__(self, *, traces: bool, secrets: Iterable[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._traces = traces
        spelled = {form for secret in secrets for form in _forms(secret)}
        longest_first = sorted(spelled, key=len, reverse=True)
        self._values = re.compile("|".join(map(re.escape, longest_first))) if spelled else None

    def formatException(self, ei: _ExcInfo) -> str:
        """Where it happened, for those who asked to know."""
        return super().formatException(ei) if self._traces else ""

    def format(self, record: logging.LogRecord) -> str:
        """Render one record, its traceback included."""
        record.message = record.getMessage()
        record.asctime = self.formatTime(record)
        facts = (f"{key}={value}" for key, value in record.__dict__.items() if key not in _OWN)
        lines = [_visible(self._redacted(" ".join((self.formatMessage(record), *facts))))]
        error = record.exc_info[1] if record.exc_info else None
        fault = _fault(error) if error else ""
        if fault:
            lines[0] += f" fault={_visible(self._redacted(fault))}"
        where = self.formatException(record.exc_info) if record.exc_info and not fault else ""
        stack = record.stack_info if record.stack_info and self._traces else ""
        below = self._redacted("\n".join(filter(None, (where, stack))))
        lines += [f"{TRACE_INDENT}{_visible(one)}" for one in below.split("\n") if one]
        return "\n".join(lines)

    def _redacted(self, text: str) -> str:
        known = self._values.sub(REDACTED, text) if self._values else text
        return SECRETS.sub(REDACTED, known)


def _fault(error: BaseException) -> str:
    """A platform's fault, or the line's to it, in a few words; "" for what may be our defect."""
    name = type(error).__name__
    if isinstance(error, DeliveryError):
        return str(error)[:FAULT_CHARS_MAX] or name
    if isinstance(error, ConnectionError | TimeoutError):
        return name
    room = type(error).__module__.partition(".")[0]
    if room not in LINES:
        return ""
    response: Any = getattr(error, "response", None) if room == "slack_sdk" else None
    code = response.get("error") if response else None
    code = code or getattr(error, "code", None) or getattr(error, "status", None)
    return f"{name} {code}" if isinstance(code, int | str) and code else name


def _forms(secret: str) -> set[str]:
    """A secret as it stands, in an address, and in a repr."""
    return {secret, quote(secret, safe=""), quote_plus(secret), repr(secret)[1:-1]}


def _visible(text: str) -> str:
    return UNPRINTABLE.sub(lambda found: repr(found[0])[1:-1], text)


def configure_logging(level: str, *, traces: bool = True, secrets: Iterable[str] = ()) -> None:
    """Send all logs to stderr, without `secrets`. Called once, before anything is built.

    Without `traces`, where a person reads along, stacks are shown at the level DEBUG only.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter(traces=traces or level.upper() == "DEBUG", secrets=secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
