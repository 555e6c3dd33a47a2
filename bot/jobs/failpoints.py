"""Named places where tests stop the process, to see what a restart makes of it."""

from collections.abc import Callable

Failpoint = Callable[[str], None]

POINTS = (
    "submit-held",  # inside the transaction: nothing of it may survive
    "submit-committed",
    "submit-announced",
    "taken",
    "references-ready",
    "sending",  # the provider is about to send, and nothing of that is durable yet
    "sent",  # durable, and still not sent: recovery must believe it was
    "accepted",
    "drawn",
    "kept",  # the file is durable, its record is not
    "landed",
    "drawing-over",
    "settling",  # inside the transaction
    "settled",
    "delivering",
    "posted",  # the chat shows it, the outbox does not know
    "delivered",
)
"""Every point between a job's submission and its delivery, in the order they are passed."""


def pass_by(_point: str) -> None:
    """Do nothing: what a failpoint is outside tests."""
