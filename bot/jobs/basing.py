"""Edits ordered while the picture they change was still being drawn: they wait for it.

Such a job names the picture as its source, and has a reference that has no file yet
(`Asset.awaited`). It is not taken before the job it builds on has ended.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.models import Failure, Job, JobId, JobState, Picture
from bot.ports import Books

BASELESS = Failure(code="base")
"""What it was to build on came to nothing."""


def awaits_picture(job: Job) -> bool:
    """Whether a job starts from a picture that was not there when it was ordered."""
    return any(one.asset.awaited for one in job.request.references)


def without_held_up(jobs: Iterable[Job]) -> list[Job]:
    """Of all unfinished jobs, those that wait for none of the others."""
    jobs = list(jobs)
    unfinished = {job.id for job in jobs}
    return [job for job in jobs if not _held_up(job, unfinished)]


def based(books: Books, job: Job) -> Job | None:
    """A job with the file of the picture it builds on; None where there is none to build on."""
    if not awaits_picture(job):
        return job
    made = _made_before(books, job)
    if made is None:
        return None
    first, *others = job.request.references
    references = (replace(first, asset=made.asset), *others)
    return replace(job, request=replace(job.request, source=made.ref, references=references))


def on_the_one_before(books: Books, job: Job) -> Job:
    """The same change of what its base was to change, so that ordering it again can be done."""
    source = job.request.source
    base = books.jobs.get(source.job) if source else None
    if base is None or base.deleted or base.request.source is None:
        return job
    references = (base.request.references[0], *job.request.references[1:])
    request = replace(job.request, source=base.request.source, references=references)
    return replace(job, request=request)


def _held_up(job: Job, unfinished: set[JobId]) -> bool:
    source = job.request.source
    return awaits_picture(job) and source is not None and source.job in unfinished


def _made_before(books: Books, job: Job) -> Picture | None:
    source = job.request.source
    base = books.jobs.get(source.job) if source else None
    if base is None or base.deleted or base.state in {JobState.QUEUED, JobState.RUNNING}:
        return None
    pictures = books.pictures.of(base.id)
    return next((one for one in pictures if one.ref == source), next(iter(pictures), None))
