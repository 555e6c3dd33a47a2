"""Finished pictures."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Text, bindparam, cast, select

from bot.models import JobId, Picture, PictureRef
from bot.storage.inserting import insert_new
from bot.storage.tables import jobs, pictures

_OF = select(pictures).where(pictures.c.job == bindparam("job")).order_by(pictures.c.index)


_SHOWN = select(pictures.c.job).where(
    pictures.c.job != bindparam("job"), cast(pictures.c.asset, Text).contains(bindparam("sha256"))
)
_GIVEN = select(jobs.c.id).where(
    jobs.c.id != bindparam("job"), cast(jobs.c.request, Text).contains(bindparam("sha256"))
)


class Pictures:
    """Implements `bot.ports.PictureBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
        values = {"job": picture.ref.job, "sha256": picture.asset.sha256}
        return any(
            self._connection.execute(query.limit(1), values).first() is not None
            for query in (_SHOWN, _GIVEN)
        )
