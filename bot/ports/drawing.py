"""Where pictures come from."""

from collections.abc import AsyncIterator
from typing import Protocol, runtime_checkable

from bot.models import DrawEvent, DrawTask


class ImageProvider(Protocol):
    """A model behind a wire, or the built-in sketch."""

    def draw(self, task: DrawTask) -> AsyncIterator[DrawEvent]:
        """Make the wanted pictures, once.

        Called by a worker that holds the job. Yields `Sending` before the first byte of a request
        that may be billed, then any of the other events; ends when every wanted index was `Drawn`
        or `Withheld`. Files it yields lie in `task.scratch` and are whole when yielded. Raises
        ProviderError and nothing else of its own; must not resend a request whose outcome is
        unknown; on cancellation closes its connection and lets CancelledError pass.
        """
        ...


@runtime_checkable
class TaskKeeper(Protocol):
    """A provider whose tasks go on by themselves."""

    async def abandon(self, task_id: str) -> None:
        """Stop a task that nobody waits for any more, if that can be done.

        Called after a job that was accepted is cancelled or out of time. Never raises of its own.
        """
        ...
