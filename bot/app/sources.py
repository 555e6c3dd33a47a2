"""Which picture an edit is about."""

from dataclasses import dataclass

from bot.errors import JobNotFound, NotAllowed, SourceNotFound
from bot.models import Job, JobId, Order, PersonId, Picture, PictureRef
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


def find_source(books: Books, ref: PictureRef, person: PersonId | None) -> Source:
    """Read the picture. Raises SourceNotFound, or NotAllowed for another's private one."""
    job = books.jobs.get(ref.job)
    if job is None or job.deleted:
        raise SourceNotFound("deleted" if job else None)
    require_visible(job, person)
    pictures = books.pictures.of(job.id)
    for picture in pictures:
        if picture.ref.index == ref.index:
            made = tuple(one.ref.index for one in pictures)
            return Source(job=job, picture=picture, made=made)
    if not pictures:
        raise SourceNotFound("unfinished" if not job.state.final else "no-pictures")
    raise SourceNotFound("number", index=ref.index, known=[f"#{p.ref.index}" for p in pictures])


def require_visible(job: Job, person: PersonId | None) -> None:
    """Raise NotAllowed where the job is somebody else's private one."""
    if job.request.private and job.person != person:
        raise NotAllowed("private")


def known_job(books: Books, job_id: JobId) -> Job:
    """Read a job that has not been deleted. Raises JobNotFound."""
    job = books.jobs.get(job_id)
    if job is None or job.deleted:
        raise JobNotFound()
    return job
