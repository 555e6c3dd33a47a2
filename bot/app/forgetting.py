"""Deletes what a person said and made. Amounts and hashes stay, because a ledger must."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.app.parts import Parts
from bot.app.privacy import batches
from bot.app.scopes import person_scope
from bot.errors import JobNotFound, NotAllowed
from bot.models import (
    Draft,
    ImageRequest,
    Job,
    JobId,
    MessageRef,
    PersonId,
    Picture,
    Preferences,
    Press,
    Reply,
)
from bot.ports import Books, Forgets
from bot.replies import notice


class Forgetting:
    """Forgets the one who presses, after they were asked."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def forget(self, press: Press) -> Reply:
        """Delete the presser's words and pictures. Raises NotAllowed while they have open jobs.

        Messages go first, then what adapters keep, and the record of the wish last: what a crash
        interrupts can be asked for again with the same button.
        """
        person, jobs = await self._parts.uow.write(lambda books: self._wished(books, press))
        files: set[str] = set()
        for batch in batches(jobs):
            for message in await self._parts.uow.read(partial(_messages, batch=batch)):
                await self._parts.unpost(message)
            files |= await self._parts.uow.write(partial(_blank, batch=batch))
        await self._tell_adapters(person)
        files |= await self._parts.uow.write(lambda books: _forget_person(books, person))
        await self._parts.forget_unused(files)
        await self._parts.exports.forget_of(self._parts.partials, press.caller.user)
        return notice(self._parts.say(press.caller), "forgotten")

    async def _tell_adapters(self, person: PersonId) -> None:
        known_as = await self._parts.uow.read(lambda books: books.people.identities(person))
        for user, _ in known_as:
            messenger = self._parts.messengers.get(user.platform)
            if isinstance(messenger, Forgets):
                await messenger.forget(user)

    def _wished(self, books: Books, press: Press) -> tuple[PersonId, Sequence[JobId]]:
        person = self._parts.person(books, press.caller)
        draft = books.drafts.get(press.action.job)
        if draft is None or draft.offers or draft.closed_at is not None:
            raise JobNotFound("answered")
        if draft.person != person:
            raise NotAllowed("not-owner")
        if any(job.person == person for job in books.jobs.unfinished()):
            raise NotAllowed("open-jobs")
        return person, books.jobs.of(person)


def _messages(books: Books, *, batch: Sequence[JobId]) -> list[MessageRef]:
    return [message for job in batch for message in books.messages.of(job)]


def _blank(books: Books, *, batch: Sequence[JobId]) -> set[str]:
    """Take the words out of the jobs; returns the hashes of all files they had."""
    files: set[str] = set()
    for job_id in batch:
        job = books.jobs.get(job_id)
        if job is None or not job.state.final:
            continue
        files |= _files(job.request, books.pictures.of(job_id)) | set(
            books.pictures.take_copies(job_id)
        )
        books.jobs.put(_without_words(job))
        books.pictures.strip(job_id)
        books.messages.forget(job_id)
        for attempt in books.attempts.of(job_id):
            books.attempts.put(replace(attempt, detail=""))
    return files


def _without_words(job: Job) -> Job:
    request = replace(
        job.request, prompt="", avoid=None, references=(), mask=None, source=None, private=True
    )
    return replace(
        job,
        caller=replace(job.caller, name=""),
        request=request,
        notes=(),
        status=None,
        parent_message=None,
        deleted=True,
    )


def _files(request: ImageRequest, pictures: Sequence[Picture] = ()) -> set[str]:
    assets = [one.asset for one in request.references]
    assets += [request.mask] if request.mask else []
    for picture in pictures:
        assets += [picture.asset, *((picture.preview,) if picture.preview else ())]
    return {asset.sha256 for asset in assets if not asset.awaited}


def _forget_person(books: Books, person: PersonId) -> set[str]:
    """Forget drafts, choices and names; returns the hashes of the drafts' files."""
    drafts: Sequence[Draft] = books.drafts.forget(person)
    books.preferences.put(person_scope(person), Preferences())
    books.people.unname(person)
    plans = [plan for draft in drafts for offer in draft.offers for plan in offer.plans]
    return {sha256 for plan in plans for sha256 in _files(plan.request)}
