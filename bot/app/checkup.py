"""What the core can say about its own health, for `imagine doctor`."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path

from bot.app.foresight import AHEAD_DAYS, Ends, endings
from bot.app.parts import Parts
from bot.catalog import ModelCard
from bot.imaging.jail import JailSupport, jail_support
from bot.models import Finding, Health
from bot.ports import Books

DISK_FREE_MIN_BYTES = 1_000_000_000
LATE = timedelta(minutes=10)
"""A message owed for longer than this is not just slow."""


class Checkup:
    """Looks at everything once; changes nothing that stays.

    `keys` asks the providers whether they take their keys, `ends` which models end when.
    """

    def __init__(
        self,
        parts: Parts,
        folder: Path,
        *,
        keys: Callable[[], Awaitable[Sequence[Finding]]],
        ends: Ends,
    ) -> None:
        self._parts = parts
        self._folder = folder
        self._keys = keys
        self._ends = ends

    async def run(self) -> list[Finding]:
        """All findings, good ones too."""
        return [
            await self._ledger(),
            await self._outbox(),
            await self._assets(),
            await asyncio.to_thread(self._disk),
            self._model(),
            *await self._keys(),
            *await self._endings(),
            _sqlite(),
            _jail(jail_support()),
        ]

    async def _ledger(self) -> Finding:
        wrong = await self._parts.uow.read(self._parts.ledger.check)
        if not wrong:
            return _good("ledger", "Every entry was recounted, and all balances agree.")
        return Finding(
            subject="ledger",
            health=Health.BROKEN,
            text=" ".join(wrong[:3]),
            mend="Stop the bot, keep a copy of the database, and report this.",
        )

    async def _outbox(self) -> Finding:
        now = self._parts.clock.now()

        def work(books: Books) -> int:
            # Of all platforms: whoever asks may be a process that is connected to none.
            return len(books.outbox.due(now - LATE, limit=100, platforms=None))

        late = await self._parts.uow.read(work)
        if not late:
            return _good("delivery", "No message is overdue.")
        return Finding(
            subject="delivery",
            health=Health.WARNING,
            text=f"{late} messages have been waiting for more than ten minutes.",
            mend="The log says why each was not delivered.",
        )

    async def _assets(self) -> Finding:
        try:
            with tempfile.NamedTemporaryFile() as file:
                file.write(b"imagine doctor")
                file.flush()
                sha256 = await self._parts.assets.keep(Path(file.name))
            await self._parts.assets.forget(sha256)
        except Exception as error:
            return Finding(
                subject="pictures",
                health=Health.BROKEN,
                text=f"A file could not be stored: {type(error).__name__}.",
                mend="Check ASSETS_URL, its credentials, and the folder's permissions.",
            )
        return _good("pictures", "A file was stored and removed again.")

    def _disk(self) -> Finding:
        free = shutil.disk_usage(self._folder).free
        text = f"{free / 1e9:.1f} GB are free under {self._folder}."
        if free >= DISK_FREE_MIN_BYTES:
            return _good("disk", text)
        return Finding(
            subject="disk",
            health=Health.WARNING,
            text=text,
            mend="Make room: a full disk fails jobs (free of charge) until there is some.",
        )

    def _model(self) -> Finding:
        titles = ", ".join(card.title for card in self._connected())
        if not self._parts.sketch:
            return _good("models", f"Connected: {titles}.")
        return Finding(
            subject="models",
            health=Health.WARNING,
            text="Only the built-in sketch is connected.",
            mend="Set OPENAI_API_KEY, or another provider's key, and start again.",
        )

    async def _endings(self) -> list[Finding]:
        today = self._parts.clock.now().date()
        unknown = endings(self._connected(), await self._ends())
        return [
            Finding(
                subject=ending.model,
                health=Health.WARNING,
                text=f"Its provider ends it on {ending.on}, in {(ending.on - today).days} days.",
                mend="Name a successor in models.toml: retired_for and retires.",
            )
            for ending in unknown
            if (ending.on - today).days <= max(AHEAD_DAYS)
        ]

    def _connected(self) -> Sequence[ModelCard]:
        return [card for card in self._parts.catalog.models() if not card.retired_for]


def _jail(offered: JailSupport) -> Finding:
    if offered.is_whole:
        return _good("jail", "Pictures are opened by processes that see no file and no network.")
    missing = [] if offered.landlock else ["Landlock (Linux 5.13 or newer, not turned off)"]
    missing += [] if offered.seccomp else ["seccomp"]
    return Finding(
        subject="jail",
        health=Health.WARNING,
        text="Pictures are opened by processes with limits but not jailed: the system lacks "
        f"{' and '.join(missing)}.",
        mend="Run on such a kernel, above all if strangers may send pictures.",
    )


def _sqlite() -> Finding:
    return _good("sqlite", f"Library version {sqlite3.sqlite_version}.")


def _good(subject: str, text: str) -> Finding:
    return Finding(subject=subject, health=Health.GOOD, text=text)
