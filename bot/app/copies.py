"""Copies of pictures in other formats: no picture names them, so it is noted whose they are.

They lie beside the pictures, where a link finds them from every process, until they are swept as
leftovers; with their picture they go at once. One that two jobs have goes with the first: whoever
wants it again gets it made again.
"""

from datetime import datetime, timedelta

from bot.models import JobId
from bot.ports import Books

COPY = "copy:"
NOTED = timedelta(days=365)
"""Much longer than a sweep takes to come by."""
TAKEN_MAX = 1000
"""Of one job; its few pictures have three formats each."""


def note_copy(books: Books, job: JobId, sha256: str, *, now: datetime) -> None:
    """The file is a copy of one of the job's pictures."""
    books.keyvalue.set(f"{COPY}{job}:{sha256}", "", expires_at=now + NOTED)


def take_copies(books: Books, job: JobId) -> set[str]:
    """Forget which copies a job has; returns the hashes of their files, which are to go."""
    noted = books.keyvalue.scan(f"{COPY}{job}:", after="", limit=TAKEN_MAX, newest=False)
    for key, _ in noted:
        books.keyvalue.delete(key)
    return {key.rpartition(":")[2] for key, _ in noted}
