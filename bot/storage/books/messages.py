"""Which message shows which job."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, tuple_

from bot.models import ChatRef, JobId, MessageRef, PictureRef
from bot.storage.inserting import insert_or_replace
from bot.storage.tables import jobs, messages


class Messages:
    """Implements `bot.ports.MessageBook`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remember(self, message: MessageRef, picture: PictureRef) -> None:
        """See the port."""
        row = {
            "platform": message.chat.platform,
            "chat": message.chat.id,
            "message": message.id,
            "job": picture.job,
            "index": picture.index,
        }
        insert_or_replace(self._connection, messages, row)

    def find(self, message: MessageRef) -> PictureRef | None:
        """See the port."""
        statement = select(messages.c.job, messages.c.index).where(
            messages.c.platform == message.chat.platform,
            messages.c.chat == message.chat.id,
            messages.c.message == message.id,
        )
        row = self._connection.execute(statement).mappings().one_or_none()
        return None if row is None else PictureRef(job=JobId(row["job"]), index=row["index"])

    def of(self, job: JobId) -> Sequence[MessageRef]:
        """See the port."""
        statement = (
            select(messages)
            .where(messages.c.job == job)
            .order_by(messages.c.platform, messages.c.chat, messages.c.message)
        )
        return [
            MessageRef(chat=ChatRef(platform=row.platform, id=row.chat), id=row.message)
            for row in self._connection.execute(statement)
        ]

    def forget(self, job: JobId) -> None:
        """See the port."""
        self._connection.execute(delete(messages).where(messages.c.job == job))

    def purge(self, before: datetime, *, limit: int) -> None:
        """See the port."""
        gone = select(jobs.c.id).where(jobs.c.deleted.is_(True), jobs.c.created_at < before)
        key = messages.c.platform, messages.c.chat, messages.c.message
        some = select(*key).where(messages.c.job.in_(gone)).limit(limit)
        self._connection.execute(delete(messages).where(tuple_(*key).in_(some)))
