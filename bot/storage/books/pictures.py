"""Finished pictures."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, bindparam, cast, select, update

from bot.models import JobId, Picture, PictureRef
from bot.storage.inserting import insert_new
from bot.storage.tables import drafts, jobs, pictures

_OF = select(pictures).where(pictures.c.job == bindparam("job")).order_by(pictures.c.index)

_SHOWN = (
    select(pictures.c.job)
    .join(jobs, jobs.c.id == pictures.c.job)
    .where(
        jobs.c.deleted.is_(False),
        cast(pictures.c.asset, Text).contains(bindparam("sha256"))
        | cast(pictures.c.preview, Text).contains(bindparam("sha256")),
    )
)
_GIVEN = select(jobs.c.id).where(
    jobs.c.deleted.is_(False), cast(jobs.c.request, Text).contains(bindparam("sha256"))
)
_DRAFTED = select(drafts.c.id).where(
    drafts.c.closed_at.is_(None), cast(drafts.c.offers, Text).contains(bindparam("sha256"))
)
_TEXTS: tuple[Select[Any], ...] = (
    select(cast(jobs.c.request, Text)).where(jobs.c.deleted.is_(False)),
    *(
        select(cast(column, Text))
        .join(jobs, jobs.c.id == pictures.c.job)
        .where(jobs.c.deleted.is_(False), column.is_not(None))
        for column in (pictures.c.asset, pictures.c.preview)
    ),
    select(cast(drafts.c.offers, Text)).where(drafts.c.closed_at.is_(None)),
)
"""All that names files in use: of `_SHOWN`, `_GIVEN` and `_DRAFTED`."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
ROWS_AT_ONCE = 500


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
        job, sha256 = picture.ref.job, picture.asset.sha256
        others = _SHOWN.where(jobs.c.id != job), _GIVEN.where(jobs.c.id != job), _DRAFTED
        return self._any(others, sha256)

    def in_use(self, sha256: str) -> bool:
        """See the port."""
        return self._any((_SHOWN, _GIVEN, _DRAFTED), sha256)

    def named(self, files: Collection[str]) -> Collection[str]:
        """See the port."""
        wanted, found = set(files), set[str]()
        for text in self._texts():
            found.update(wanted.intersection(_SHA256.findall(text)))
            if len(found) == len(wanted):
                break
        return found

    def strip(self, job: JobId) -> None:
        """See the port."""
        theirs = update(pictures).where(pictures.c.job == job)
        self._connection.execute(theirs.values(preview=None, revised_prompt=None))

    def _texts(self) -> Iterator[str]:
        for statement in _TEXTS:
            streamed = statement.execution_options(yield_per=ROWS_AT_ONCE)
            with self._connection.execute(streamed) as rows:
                for row in rows:
                    yield str(row[0])

    def _any(self, queries: Sequence[Select[tuple[str]]], sha256: str) -> bool:
        facts = {"sha256": sha256}
        return any(self._connection.execute(one.limit(1), facts).first() for one in queries)
