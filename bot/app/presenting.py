"""A job as a message: which files a chat can take, what the buttons cost, and the words."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from bot.app.followups import edit_price, upscale, vary
from bot.app.parts import Parts
from bot.app.sources import Source
from bot.catalog import Use
from bot.errors import UserError
from bot.jobs.standing import Standing
from bot.models import (
    Asset,
    ChatLimits,
    Event,
    Job,
    JobState,
    Picture,
    Reply,
    ReplyImage,
    Size,
    Verb,
)
from bot.replies import (
    alt_text,
    cancelled_card,
    deleted_card,
    elsewhere_card,
    failure_card,
    file_name,
    late_card,
    lost_event_card,
    result_card,
    status_card,
    waiting_card,
)

PARTIAL_NAME = "partial.jpg"
ATTENTION_S = 10.0
"""So long, whoever asked for a picture is taken to wait for it."""


class Presenting:
    """Builds status and result messages for the rooms that send them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def status(self, job: Job, standing: Standing) -> Reply:
        """The message of a job that is not done yet."""
        say = self._parts.say(job.caller)
        partial = None
        if standing.partial is not None:
            alt = alt_text(say, job.request, 1)
            partial = ReplyImage(asset=standing.partial, filename=PARTIAL_NAME, alt=alt)
        return status_card(
            say,
            job=job,
            position=standing.position,
            ahead=standing.ahead,
            eta_s=standing.eta_s,
            fraction=standing.fraction,
            partial=partial,
            stage=standing.stage,
            model_title=self._title(job),
        )

    async def result(self, job: Job, pictures: Sequence[Picture], limits: ChatLimits) -> Reply:
        """The last message of a job, with files that fit the chat.

        It calls nobody who is still looking, having asked just now or stopped it.
        """
        reply = await self._result(job, pictures, limits)
        waited_s = (self._parts.clock.now() - job.created_at).total_seconds()
        looking = waited_s <= ATTENTION_S or job.state is JobState.CANCELLED
        return replace(reply, quiet=looking)

    async def _result(self, job: Job, pictures: Sequence[Picture], limits: ChatLimits) -> Reply:
        say = self._parts.say(job.caller)
        if job.deleted:
            return deleted_card(say, job=job)
        available = await self._available(job)
        prices = self._prices(job, pictures)
        if not pictures and job.state is JobState.CANCELLED:
            return cancelled_card(say, job=job, available=available, prices=prices)
        if not pictures:
            return failure_card(say, job=job, available=available, prices=prices)
        first = pictures[0].asset
        return result_card(
            say,
            job=job,
            images=self._images(job, pictures, limits),
            available=available,
            prices=prices,
            seconds=_seconds(job),
            model_title=self._title(job),
            sketch=self._parts.sketch,
            unknown=self._parts.unknown_words(job.request),
            originals=[picture.asset for picture in pictures],
            size=Size(width=first.width, height=first.height),
            use=self._use(job),
        )

    def redirected(self, job: Job, reply: Reply) -> Reply:
        """The last message of a job for its person alone, where its chat did not take it."""
        return elsewhere_card(self._parts.say(job.caller), reply)

    def waiting(self, job: Job) -> Reply:
        """What the chat is told of pictures that nothing would take."""
        return waiting_card(self._parts.say(job.caller), job=job)

    def late(self, job: Job) -> Reply:
        """What a status says of pictures that the chat does not take yet."""
        return late_card(self._parts.say(job.caller), job=job)

    async def lost(self, event: Event) -> Reply:
        """The answer to an event whose process died."""
        return lost_event_card(self._parts.say(event.caller))

    def _images(
        self, job: Job, pictures: Sequence[Picture], limits: ChatLimits
    ) -> tuple[ReplyImage, ...]:
        say = self._parts.say(job.caller)
        files = fitting(pictures, limits)
        return tuple(
            ReplyImage(
                asset=file,
                filename=file_name(job, picture.ref.index, file.format),
                alt=alt_text(say, job.request, picture.ref.index),
                index=picture.ref.index,
                clear=job.request.transparent,
            )
            for picture, file in zip(pictures, files, strict=True)
        )

    def _title(self, job: Job) -> str:
        try:
            return self._parts.catalog.get(job.request.model).title
        except UserError:
            return job.request.model

    def _use(self, job: Job) -> Use:
        try:
            return self._parts.catalog.get(job.request.model).use
        except UserError:
            return Use.COMMERCIAL

    def _prices(self, job: Job, pictures: Sequence[Picture]) -> Mapping[Verb, int]:
        """What each button costs; a button that would be refused has no price and is left out."""
        prices: dict[Verb, int] = {}
        with suppress(UserError):
            prices[Verb.AGAIN] = self._parts.quote(job.request).total
        if not pictures:
            prices.update({Verb.EDIT: prices[Verb.AGAIN]} if prices else {})
            return prices
        source = Source(job=job, picture=pictures[0])
        for verb, make in ((Verb.VARY, vary), (Verb.UPSCALE, upscale)):
            with suppress(UserError):
                prices[verb] = self._parts.quote(make(source)).total
        with suppress(UserError):
            prices[Verb.EDIT] = edit_price(source, self._parts)
            prices.update({Verb.QUICK: prices[Verb.EDIT]} if self._parts.changes else {})
        return prices

    async def _available(self, job: Job) -> int:
        now = self._parts.clock.now()
        balance = await self._parts.uow.read(
            lambda books: self._parts.ledger.balance(books, person=job.person, now=now)
        )
        return balance.available


def fitting(pictures: Sequence[Picture], limits: ChatLimits) -> tuple[Asset, ...]:
    """The file of each picture that the chat can show: the original, or its preview.

    Where they are too much together, the largest give way, and only as many as must.
    """
    files = [_fits_alone(picture, limits) for picture in pictures]
    by_size = sorted(range(len(files)), key=lambda at: files[at].size_bytes, reverse=True)
    for at in by_size:
        if sum(file.size_bytes for file in files) <= limits.request_bytes_max:
            break
        files[at] = pictures[at].preview or files[at]
    return tuple(files)


def _fits_alone(picture: Picture, limits: ChatLimits) -> Asset:
    asset = picture.asset
    shown = asset.format.media_type in limits.formats
    fits = shown and asset.size_bytes <= limits.file_bytes_max
    return asset if fits or picture.preview is None else picture.preview


def _seconds(job: Job) -> float:
    if job.started_at is None or job.finished_at is None:
        return 0.0
    return (job.finished_at - job.started_at).total_seconds()
