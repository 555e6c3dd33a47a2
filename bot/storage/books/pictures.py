"""Finished pictures."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.models import JobId, Picture, PictureRef
from bot.storage.inserting import insert_new
from bot.storage.tables import pictures

_OF = select(pictures).where(pictures.c.job == bindparam("job")).order_by(pictures.c.index)


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
