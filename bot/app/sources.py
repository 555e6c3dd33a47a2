"""Which picture an edit is about."""

from contextlib import suppress
from dataclasses import dataclass

from bot.app.rights import Viewer
from bot.errors import JobNotFound, SourceNotFound, UserError
from bot.models import Job, JobId, Order, Picture, PictureRef
from bot.ports import Books


@dataclass(frozen=True, kw_only=True)
class Source:
    """A finished picture and the job it came from; `made` are the indexes of all its pictures."""

    job: Job
    picture: Picture
    made: tuple[int, ...] = ()


def wants_edit(order: Order) -> bool:
    """Whether the order points at something to edit."""
    return order.replied_to is not None or order.source is not None or order.form is not None


def named_by(order: Order, books: Books, pick: int | None) -> PictureRef:
    """The picture an order points at. Raises SourceNotFound.

    `pick` is the number in its words: it wins over the picture a form was opened for.
    """
    named = order.source or order.form
    if named is not None:
        return PictureRef(job=named.job, index=pick or named.index or 1)
    shown = books.messages.find(order.replied_to) if order.replied_to else None
    if shown is None:
        raise SourceNotFound()
    return PictureRef(job=shown.job, index=pick or shown.index or 1)


def find_source(books: Books, ref: PictureRef, viewer: Viewer) -> Source:
    """Read the picture.

    A number that a result does not have is looked for in what it was made from: in a thread below
    two pictures, #2 is the second of them, whatever became of the first meanwhile.

    Raises SourceNotFound, for another team's too, and NotAllowed for somebody else's private one.
    """
    try:
        return _source(books, ref, viewer)
    except SourceNotFound as missing:
        if missing.reason != "number":
            raise
        earlier = _earlier(books, ref, viewer)
        if earlier is None:
            raise
        return earlier


def _earlier(books: Books, ref: PictureRef, viewer: Viewer) -> Source | None:
    """The picture of that number in the nearest result that this one comes from."""
    job, seen = ref.job, {ref.job}
    while (made := books.jobs.get(job)) is not None and made.request.source is not None:
        job = made.request.source.job
        if job in seen:
            return None
        seen.add(job)
        with suppress(UserError):
            return _source(books, PictureRef(job=job, index=ref.index), viewer)
    return None


def _source(books: Books, ref: PictureRef, viewer: Viewer) -> Source:
    job = books.jobs.get(ref.job)
    try:
        if job is not None:
            viewer.require_visible(job)
    except JobNotFound:
        job = None
    if job is None or job.deleted:
        raise SourceNotFound("deleted" if job else None)
    pictures = books.pictures.of(job.id)
    for picture in pictures:
        if picture.ref.index == ref.index:
            made = tuple(one.ref.index for one in pictures)
            return Source(job=job, picture=picture, made=made)
    if not pictures:
        raise SourceNotFound("unfinished" if not job.state.final else "no-pictures")
    raise SourceNotFound("number", index=ref.index, known=[f"#{p.ref.index}" for p in pictures])


def known_job(books: Books, job_id: JobId) -> Job:
    """Read a job that has not been deleted. Raises JobNotFound."""
    job = books.jobs.get(job_id)
    if job is None or job.deleted:
        raise JobNotFound()
    return job


def visible_job(books: Books, job_id: JobId, viewer: Viewer) -> Job:
    """Read a job that somebody may look at. Raises JobNotFound and NotAllowed."""
    job = known_job(books, job_id)
    viewer.require_visible(job)
    return job
