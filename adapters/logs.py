"""Log lines for the operator: one line, key=value facts, no prompts, tokens or links."""

import logging
import re
import sys

SECRETS = re.compile(
    r"(?:(?:Bearer|Bot|Key)\s+|xox[a-z]-|xapp-|sk-)[\w.:~+/=-]+|https?://[^\s\"'>]+", re.IGNORECASE
)
REDACTED = "[redacted]"
QUIET = ("httpx", "httpcore", "asyncio", "alembic", "uvicorn")
_OWN = frozenset(logging.makeLogRecord({}).__dict__) | {
    "message",
    "asctime",
    "taskName",
    "color_message",
}


class LineFormatter(logging.Formatter):
    """`time LEVEL room: message key=value`, with secrets and links taken out of all of it."""

    def format(self, record: logging.LogRecord) -> str:
        """Render one record, its traceback included."""
        line = super().format(record)
        facts = (f"{key}={value}" for key, value in record.__dict__.items() if key not in _OWN)
        head, newline, rest = line.partition("\n")
        return SECRETS.sub(REDACTED, " ".join((head, *facts)) + newline + rest)


def configure_logging(level: str) -> None:
    """Send all logs to stderr. Called once, before anything is built."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
