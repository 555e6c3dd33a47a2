"""Log lines for the operator: one line, key=value facts, no prompts, tokens or links."""

import logging
import re
import sys
from types import TracebackType

SECRETS = re.compile(
    r"(?:(?:Bearer|Bot|Key)\s+|xox[a-z]-|xapp-|sk-)[\w.:~+/=-]+|https?://[^\s\"'>]+", re.IGNORECASE
)
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
    """`time LEVEL room: message key=value`, with secrets and links taken out of all of it."""

    def __init__(self, *, traces: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._traces = traces

    def formatException(self, ei: _ExcInfo) -> str:
        """Where it happened, for those who asked to know."""
        return super().formatException(ei) if self._traces else ""

    def format(self, record: logging.LogRecord) -> str:
        """Render one record, its traceback included."""
        line = super().format(record)
        facts = (f"{key}={value}" for key, value in record.__dict__.items() if key not in _OWN)
        head, newline, rest = line.partition("\n")
        return SECRETS.sub(REDACTED, " ".join((head, *facts)) + newline + rest)


def configure_logging(level: str, *, traces: bool = True) -> None:
    """Send all logs to stderr. Called once, before anything is built.

    Without `traces`, where a person reads along, stacks are shown at the level DEBUG only.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter(traces=traces or level.upper() == "DEBUG"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
