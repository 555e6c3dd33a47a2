"""Finished pictures."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from bot.models import JobId, Picture, PictureRef
from bot.storage.books.uses import FileUses, Use
from bot.storage.inserting import insert_new
from bot.storage.tables import pictures

_OF = select(pictures).where(pictures.c.job == bindparam("job")).order_by(pictures.c.index)


class Pictures:
    """Implements `bot.ports.PictureBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._uses = FileUses(connection)

    def add(self, picture: Picture, *, at: datetime) -> None:
        """See the port. Raises ValueError for an index that is recorded."""
        row = {
            "job": picture.ref.job,
            "index": picture.ref.index,
            "asset": picture.asset,
            "preview": picture.preview,
            "revised_prompt": picture.revised_prompt,
            "at": at,
        }
        if not insert_new(self._connection, pictures, row):
            raise ValueError(f"{picture.ref} is recorded already")
        files = [asset.sha256 for asset in (picture.asset, picture.preview) if asset]
        self._uses.add(picture.ref.job, Use.SHOWN, files)

    def of(self, job: JobId) -> Sequence[Picture]:
        """See the port."""
        return [
            Picture(
                ref=PictureRef(job=job, index=row["index"]),
                asset=row["asset"],
                preview=row["preview"],
                revised_prompt=row["revised_prompt"],
            )
            for row in self._connection.execute(_OF, {"job": job}).mappings()
        ]

    def used_elsewhere(self, picture: Picture) -> bool:
        """See the port."""
        return self._uses.used(picture.asset.sha256, besides=picture.ref.job)

    def in_use(self, sha256: str) -> bool:
        """See the port."""
        return self._uses.used(sha256)

    def named(self, files: Collection[str]) -> Collection[str]:
        """See the port."""
        return self._uses.among(files)

    def note_copy(self, job: JobId, sha256: str) -> None:
        """See the port."""
        self._uses.add(job, Use.COPY, [sha256])

    def take_copies(self, job: JobId) -> Collection[str]:
        """See the port."""
        return self._uses.take_copies(job)

    def forget_copy(self, sha256: str) -> None:
        """See the port."""
        self._uses.forget_copy(sha256)

    def strip(self, job: JobId) -> None:
        """See the port."""
        theirs = update(pictures).where(pictures.c.job == job)
        self._connection.execute(theirs.values(preview=None, revised_prompt=None))
