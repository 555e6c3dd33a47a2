"""Jobs and files for programs rather than people."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.app.parts import Parts
from bot.app.rights import Viewer
from bot.app.sources import visible_job
from bot.errors import InvalidReference, UnknownModel
from bot.models import (
    Caller,
    ImageRequest,
    Job,
    JobId,
    MessageRef,
    Picture,
    PriceParts,
    Reply,
    TeamId,
    UserRef,
)
from bot.ports import Books
from bot.prompts.recipe import recipe_line
from bot.replies import recipe_card, title_of, why_card


@dataclass(frozen=True, kw_only=True)
class JobReport:
    """How a job stands. `price` is what was charged, `seconds` from taking it up to its end."""

    job: Job
    pictures: tuple[Picture, ...]
    price: int
    seconds: float | None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The job a message of ours is about; `own` says that the one who looks had ordered it.

    `title` is its words on one short line; empty where they are not to be seen.
    """

    job: JobId
    own: bool
    deleted: bool
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Inspected:
    """A file's fate: `reason` is the sentence a person would get, None where it is accepted."""

    accepted: bool
    reason: str | None
    width: int | None
    height: int | None
    format: str | None
    seconds: float


class Reports:
    """Reads only."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def job(self, job_id: JobId) -> JobReport | None:
        """A job with its pictures; None where it is not known."""

        def work(books: Books) -> JobReport | None:
            job = books.jobs.get(job_id)
            if job is None:
                return None
            return JobReport(
                job=job,
                pictures=tuple(books.pictures.of(job_id)),
                price=job.charged,
                seconds=_seconds(job),
            )

        return await self._parts.uow.read(work)

    async def shown(self, message: MessageRef, caller: Caller) -> Shown | None:
        """What a message is about; None where it is none of ours, or about no job."""

        def work(books: Books, viewer: Viewer) -> Shown | None:
            ref = books.messages.find(message)
            job = books.jobs.get(ref.job) if ref is not None else None
            if job is None:
                return None
            seen = viewer.sees(job) and not job.deleted and not job.request.private
            return Shown(
                job=job.id,
                own=viewer.owns(job),
                deleted=job.deleted,
                title=title_of(job.request) if seen else "",
            )

        return await self._parts.view(caller, work)

    async def teams_of(self, user: UserRef) -> Sequence[TeamId]:
        """The teams in which a user has been seen."""
        return await self._parts.uow.read(lambda books: books.people.teams(user))

    async def owns(self, job_id: JobId, caller: Caller) -> bool:
        """Whether a job was ordered by the caller."""

        def work(books: Books, viewer: Viewer) -> bool:
            job = books.jobs.get(job_id)
            return job is not None and viewer.owns(job)

        return await self._parts.view(caller, work)

    async def recipe(self, job_id: JobId, caller: Caller) -> Reply:
        """How a job was asked for. Raises JobNotFound, or NotAllowed for another's private one."""

        def work(books: Books, viewer: Viewer) -> ImageRequest:
            return visible_job(books, job_id, viewer).request

        request = await self._parts.view(caller, work)
        return recipe_card(
            self._parts.say(caller),
            request=request,
            line=recipe_line(request),
            model_title=self._title(request.model),
        )

    async def why(self, job_id: JobId, caller: Caller) -> Reply:
        """Why a job cost what it did. Raises as `recipe` does."""

        def work(books: Books, viewer: Viewer) -> Job:
            return visible_job(books, job_id, viewer)

        job = await self._parts.view(caller, work)
        return why_card(self._parts.say(caller), job=job, parts=self._parts_of(job))

    def _parts_of(self, job: Job) -> PriceParts | None:
        if job.quote.tariff != self._parts.prices.tariff:
            return None
        try:
            card = self._parts.catalog.get(job.request.model)
        except UnknownModel:
            return None
        parts = self._parts.prices.parts(card, job.request)
        return parts if parts.unit == job.quote.unit else None

    def _title(self, model: str) -> str:
        try:
            return self._parts.catalog.get(model).title
        except UnknownModel:
            return model

    async def inspect(self, path: Path, caller: Caller) -> Inspected:
        """Judge a local file as if it had been attached."""
        found = await self._parts.intake.inspect(path)
        reason = None
        if found.reason is not None:
            facts = {**found.facts, "name": path.name}
            reason = self._parts.say(caller).error(InvalidReference(found.reason, **facts))
        return Inspected(
            accepted=found.accepted,
            reason=reason,
            width=found.width,
            height=found.height,
            format=found.format,
            seconds=found.seconds,
        )


def _seconds(job: Job) -> float | None:
    if job.started_at is None or job.finished_at is None:
        return None
    return (job.finished_at - job.started_at).total_seconds()
