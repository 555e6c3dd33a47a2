"""Files that nothing names any more: of refused orders, of deleted jobs, of crashes.

A file is stored before what names it is written down, so one that is unnamed may be about to be
named. It is left alone while it is young, and looked at twice: an order that found its picture in
the database just before that was deleted is over by then. What is kept again in between is young
again, which the store itself sees to.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.app.clock import keeps_pace
from bot.models import StoredFile
from bot.ports import AssetStore, Books, Clock, Leases, UnitOfWork

log = logging.getLogger(__name__)

UNNAMED_KEPT = timedelta(days=1)
"""No order is being read for so long."""
EVERY_S = 24 * 3600.0
FIRST_S = 60.0
"""After a start others have work to do first."""
DOUBT_S = 600.0
"""Between the two looks; longer than any order is read."""
BUNCH = 500
"""Files looked up in one transaction."""
ROUND_MAX = 20_000
"""Files removed in one round, whose names are held in memory until the second look."""


@dataclass(frozen=True, kw_only=True)
class Swept:
    """What a round removed."""

    files: int = 0
    size_bytes: int = 0


class Leftovers:
    """Removes them, in the process that leads. `owner` is the database's name for itself."""

    def __init__(
        self, *, uow: UnitOfWork, assets: AssetStore, clock: Clock, leases: Leases, owner: str
    ) -> None:
        self._uow = uow
        self._assets = assets
        self._clock = clock
        self._leases = leases
        self._owner = owner

    async def run(self) -> None:
        """Sweep once a day until cancelled; what fails is tried again the next day."""
        await self._clock.sleep(FIRST_S)
        while True:
            if self._leases.leader:
                try:
                    await self.sweep()
                except Exception:
                    log.exception("leftover files were not removed")
            await self._clock.sleep(EVERY_S)

    async def sweep(self) -> Swept:
        """Remove what is old and unnamed on both looks; nothing where others keep files too."""
        if not await self._alone():
            return Swept()
        before = self._clock.now() - UNNAMED_KEPT
        await self._assets.clean(before=before)
        doubted = await self._doubted(before)
        if not doubted:
            return Swept()
        if not await keeps_pace(self._clock, DOUBT_S):
            return Swept()  # the clock jumped: what seems old may be of today
        gone: list[StoredFile] = []
        for bunch in _bunches(doubted):
            gone += [
                file
                for file in await self._unnamed(bunch)
                if await self._assets.drop(file.sha256, before=before)
            ]
        for bunch in _bunches(gone):
            await self._uow.write(partial(_forget_copies, files=bunch))
        swept = Swept(files=len(gone), size_bytes=sum(file.size_bytes for file in gone))
        log.info("%d leftover files were removed, %d bytes", swept.files, swept.size_bytes)
        return swept

    async def _alone(self) -> bool:
        """Whether this database is the only one to name files of this store."""
        owners = await self._assets.sign(self._owner)
        if set(owners) == {self._owner}:
            return True
        log.warning(
            "leftover files stay: %d databases have kept files in this store. If there is only one "
            "now, remove the marks of the others beside the pictures; ours is %s",
            len(owners),
            self._owner,
        )
        return False

    async def _doubted(self, before: datetime) -> Sequence[StoredFile]:
        found: list[StoredFile] = []
        async for files in self._assets.stored():
            for bunch in _bunches([file for file in files if file.kept_at < before]):
                found += await self._unnamed(bunch)
            if len(found) >= ROUND_MAX:
                break
        return found[:ROUND_MAX]

    async def _unnamed(self, files: Sequence[StoredFile]) -> Sequence[StoredFile]:
        named = await self._uow.read(partial(_named, files=files))
        return [file for file in files if file.sha256 not in named]


def _named(books: Books, *, files: Sequence[StoredFile]) -> set[str]:
    return set(books.pictures.named([file.sha256 for file in files]))


def _forget_copies(books: Books, *, files: Sequence[StoredFile]) -> None:
    for file in files:
        books.pictures.forget_copy(file.sha256)


def _bunches(files: Sequence[StoredFile]) -> Sequence[Sequence[StoredFile]]:
    return [files[start : start + BUNCH] for start in range(0, len(files), BUNCH)]
