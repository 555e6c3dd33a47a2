"""Which files jobs and drafts use: one row a use, so that asking about a file reads one index."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from sqlalchemy import Connection, delete, select

from bot.models import Draft, ImageRequest
from bot.storage.inserting import insert_new
from bot.storage.tables import file_uses

ASKED_AT_ONCE = 500
"""Files looked up by one statement."""


class Use(StrEnum):
    """What a file is to its holder, a job or a draft."""

    SHOWN = "shown"  # a picture of the job, or its preview
    GIVEN = "given"  # a reference or mask
    COPY = "copy"  # a picture in another format: it is made again where it is gone


_KEEPS = file_uses.c.use != Use.COPY


class FileUses:
    """The rows of one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, holder: str, use: Use, files: Iterable[str]) -> None:
        """Note uses; those that are noted stay."""
        for sha256 in set(files):
            row = {"sha256": sha256, "holder": holder, "use": use.value}
            insert_new(self._connection, file_uses, row)

    def release(self, holder: str) -> None:
        """A job was deleted, or a draft answered: it needs its files no more, copies aside."""
        self._connection.execute(delete(file_uses).where(file_uses.c.holder == holder, _KEEPS))

    def used(self, sha256: str, *, besides: str = "") -> bool:
        """Whether anybody, `besides` one, needs a file."""
        found = select(file_uses.c.holder).where(
            file_uses.c.sha256 == sha256, _KEEPS, file_uses.c.holder != besides
        )
        return self._connection.execute(found.limit(1)).first() is not None

    def among(self, files: Collection[str]) -> set[str]:
        """Those of the files that somebody needs."""
        wanted, found = sorted(files), set[str]()
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            some = file_uses.c.sha256.in_(wanted[start : start + ASKED_AT_ONCE])
            found.update(self._connection.scalars(select(file_uses.c.sha256).where(some, _KEEPS)))
        return found

    def take_copies(self, holder: str) -> set[str]:
        """Forget which copies a job has; returns their files."""
        theirs = file_uses.c.holder == holder, file_uses.c.use == Use.COPY
        gone = delete(file_uses).where(*theirs).returning(file_uses.c.sha256)
        return set(self._connection.scalars(gone))

    def forget_copy(self, sha256: str) -> None:
        """The file of a copy is gone."""
        copies = file_uses.c.sha256 == sha256, file_uses.c.use == Use.COPY
        self._connection.execute(delete(file_uses).where(*copies))


def given_to(request: ImageRequest) -> set[str]:
    """The files that a request starts from, as far as there are any yet."""
    mask = {request.mask.sha256} if request.mask else set()
    return mask | {one.asset.sha256 for one in request.references if not one.asset.awaited}


def given_to_draft(draft: Draft) -> set[str]:
    """The files of all that a draft offers."""
    return {
        sha256
        for offer in draft.offers
        for plan in offer.plans
        for sha256 in given_to(plan.request)
    }
