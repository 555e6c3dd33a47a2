"""What a wish builds on that comes while the picture before it is still being drawn."""

from bot.app.rights import Viewer
from bot.app.sources import Source
from bot.models import (
    Addressed,
    Asset,
    Job,
    JobId,
    Operation,
    Order,
    Picture,
    PictureRef,
    Role,
)
from bot.ports import Books
from bot.prompts.parse import ParsedPrompt
from bot.prompts.talking import joins_on


def being_drawn(
    books: Books, order: Order, ref: PictureRef, draft: ParsedPrompt, viewer: Viewer
) -> Source | None:
    """The picture that an order said in chat builds on, where that one is not there yet.

    It is the one pointed at, or the latest change of it: in a thread always, and elsewhere for
    words that join on to an earlier wish ("and a scarf"). None where a picture that is there is
    meant. Raises NotAllowed for another's private one, JobNotFound for another team's.
    """
    if order.addressed is Addressed.COMMAND or order.form is not None or _has_mask(order, draft):
        return None
    open_jobs = {job.id: job for job in books.jobs.unfinished()}
    base = open_jobs.get(ref.job)
    if draft.pick is None and (base is not None or _follows(order)):
        base = _latest_change(open_jobs, ref.job, viewer) or base
    if base is None or books.pictures.of(base.id):
        return None
    viewer.require_visible(base)
    index = (draft.pick or 1) if base.id == ref.job else 1
    return _stand_in(base, index) if index <= base.request.count else None


def _follows(order: Order) -> bool:
    in_thread = order.source is not None and order.source.index == 0
    return in_thread or joins_on(order.text)


def _has_mask(order: Order, draft: ParsedPrompt) -> bool:
    return order.mask is not None or Role.MASK in draft.roles


def _latest_change(open_jobs: dict[JobId, Job], start: JobId, viewer: Viewer) -> Job | None:
    latest = None
    while True:
        at = latest.id if latest else start
        changes = [
            job
            for job in open_jobs.values()
            if job.request.source is not None
            and job.request.source.job == at
            and job.request.operation is Operation.EDIT
            and viewer.sees(job)
        ]
        if not changes:
            return latest
        latest = max(changes, key=lambda job: (job.created_at, job.id))


def _stand_in(base: Job, index: int) -> Source | None:
    """A picture as large as asked for, without a file; None where the model chooses its size."""
    size = base.request.size
    if size is None:
        return None
    asset = Asset(
        sha256="",
        format=base.request.format,
        width=size.width,
        height=size.height,
        size_bytes=0,
    )
    return Source(job=base, picture=Picture(ref=PictureRef(job=base.id, index=index), asset=asset))
