"""The Messenger port over a terminal: one job at a time, its status as a progress bar."""

import asyncio

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.models import ChatLimits, ChatRef, MessageRef, Posted, Reply, Tone, UserRef

FILE_BYTES_MAX = 1 << 40  # files are copied, never sent: only the originals matter
EDIT_INTERVAL_S = 0.2


class TerminalMessenger:
    """Shows status on stderr, so that stdout stays the program's answer."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console
        )
        self._task = self._bar.add_task("", total=1.0, visible=False)
        self.first: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.last: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()

    async def post(
        self,
        chat: ChatRef,
        reply: Reply,
        *,
        key: str,
        to: UserRef | None = None,
        in_reply_to: MessageRef | None = None,
        replaces: MessageRef | None = None,
    ) -> Posted:
        """Show the first status, or take the result."""
        if reply.tone is Tone.PROGRESS:
            self._console.print(reply.text, markup=False, highlight=False)
            self._bar.start()
            self._show(reply)
            if not self.first.done():
                self.first.set_result(reply)
        elif not self.last.done():
            self.last.set_result(reply)
        return Posted(message=MessageRef(chat=chat, id=key))

    async def edit(self, message: MessageRef, reply: Reply) -> None:
        """Move the bar."""
        if reply.tone is Tone.PROGRESS:
            self._show(reply)
        elif not self.last.done():
            self.last.set_result(reply)

    async def delete(self, message: MessageRef) -> None:
        """A line that was printed stays printed."""

    async def limits(self, chat: ChatRef, user: UserRef) -> ChatLimits:
        """A terminal takes anything."""
        return ChatLimits(
            file_bytes_max=FILE_BYTES_MAX,
            request_bytes_max=FILE_BYTES_MAX,
            formats=frozenset({"image/png", "image/jpeg", "image/webp"}),
            edit_interval_s=EDIT_INTERVAL_S,
        )

    def close(self) -> None:
        """Take the bar away."""
        if self.first.done():
            self._bar.stop()

    def _show(self, reply: Reply) -> None:
        self._bar.update(
            self._task,
            visible=True,
            completed=reply.progress or 0.0,
            description=reply.text.splitlines()[0],
        )
