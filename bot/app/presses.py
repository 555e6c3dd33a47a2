"""What buttons do. Whoever presses pays."""

from collections.abc import Callable

from bot.app.confirming import Confirming
from bot.app.enhancing import Enhancing
from bot.app.events import Answer
from bot.app.exporting import Exporting
from bot.app.followups import edit_price, upscale, vary
from bot.app.forgetting import Forgetting
from bot.app.inbox import Inbox
from bot.app.parts import Parts
from bot.app.reports import Reports
from bot.app.rights import Viewer
from bot.app.sources import Source, find_source, visible_job
from bot.app.submitting import Ask
from bot.app.tidying import Tidying
from bot.jobs.cancel import Cancelled, cancel
from bot.models import (
    Form,
    ImageRequest,
    Job,
    JobId,
    PictureRef,
    Plan,
    Press,
    Verb,
)
from bot.ports import Books
from bot.replies import edit_form, notice, quick_form, reword_form


class Presses:
    """One method a verb. `stop` is Worker.stop, `wake_deliverer` has the outbox looked at."""

    def __init__(
        self,
        parts: Parts,
        *,
        confirming: Confirming,
        enhancing: Enhancing,
        inbox: Inbox,
        forgetting: Forgetting,
        tidying: Tidying,
        exporting: Exporting,
        reports: Reports,
        stop: Callable[[JobId], None],
        wake_deliverer: Callable[[], None],
    ) -> None:
        self._parts = parts
        self._confirming = confirming
        self._enhancing = enhancing
        self._inbox = inbox
        self._forgetting = forgetting
        self._tidying = tidying
        self._exporting = exporting
        self._reports = reports
        self._stop = stop
        self._wake_deliverer = wake_deliverer

    async def act(self, press: Press) -> Answer:
        """Do what the button says. Raises UserError."""
        match press.action.verb:
            case Verb.AGAIN:
                return await self._again(press)
            case Verb.VARY:
                return await self._from_picture(press, vary)
            case Verb.UPSCALE:
                return await self._from_picture(press, upscale)
            case Verb.EDIT:
                return await self._form(press)
            case Verb.QUICK:
                return await self._quick(press)
            case Verb.CANCEL:
                return await self._cancel(press)
            case Verb.DELETE:
                return await self._tidying.delete(press)
            case Verb.PUBLISH:
                return await self._tidying.publish(press)
            case Verb.ORIGINAL:
                return await self._tidying.original(press)
            case Verb.ENHANCE:
                return await self._enhance(press)
            case Verb.CONFIRM:
                return await self._confirming.confirm(press)
            case Verb.REFUSE:
                return await self._confirming.refuse(press)
            case Verb.REPOST:
                await self._inbox.repost(press)
            case Verb.FORGET:
                return await self._forgetting.forget(press)
            case Verb.RECIPE:
                return await self._reports.recipe(press.action.job, press.caller)
            case Verb.WHY:
                return await self._reports.why(press.action.job, press.caller)
            case Verb.AS_PNG | Verb.AS_JPEG | Verb.AS_WEBP:
                return await self._exporting.export(press)
        return None

    async def _again(self, press: Press) -> Answer:
        await self._parts.preflight(press.chat, press.caller)
        job = await self._job(press)
        return await self._confirming.start(
            Ask.of_press(press), [Plan(request=job.request)], tariff=job.quote.tariff
        )

    async def _enhance(self, press: Press) -> Answer:
        job = await self._job(press)
        return await self._enhancing.propose(Ask.of_press(press), Plan(request=job.request))

    async def _from_picture(self, press: Press, make: Callable[[Source], ImageRequest]) -> Answer:
        await self._parts.preflight(press.chat, press.caller)
        source = await self._source(press)
        return await self._confirming.start(
            Ask.of_press(press), [Plan(request=make(source))], tariff=source.job.quote.tariff
        )

    async def _form(self, press: Press) -> Form:
        say = self._parts.say(press.caller)
        if press.action.index == 0:
            job = await self._job(press)
            return reword_form(say, job=job, price=self._parts.quote(job.request).total)
        source = await self._source(press)
        return edit_form(
            say,
            picture=source.picture.ref,
            price=edit_price(source, self._parts),
            several=source.job.request.count > 1,
        )

    async def _quick(self, press: Press) -> Form:
        say, source = self._parts.say(press.caller), await self._source(press)
        return quick_form(
            say,
            picture=source.picture.ref,
            changes=[(one.id, one.titled(say.locale)) for one in self._parts.changes],
            pictures=source.made,
            price=edit_price(source, self._parts),
        )

    async def _cancel(self, press: Press) -> Answer:
        caller = press.caller
        _, outcome = await cancel(
            press.action.job,
            allowed=lambda books, job: self._parts.viewer(books, caller).require_end(job),
            uow=self._parts.uow,
            ledger=self._parts.ledger,
            clock=self._parts.clock,
            stop=self._stop,
        )
        if outcome is Cancelled.TOO_LATE:
            return notice(self._parts.say(caller), "too-late")
        self._wake_deliverer()
        self._parts.queue.wake()
        return None

    async def _job(self, press: Press) -> Job:
        def work(books: Books, viewer: Viewer) -> Job:
            return visible_job(books, press.action.job, viewer)

        return await self._parts.view(press.caller, work)

    async def _source(self, press: Press) -> Source:
        """The button's picture; where it is the whole job's, the first that was made."""

        def work(books: Books, viewer: Viewer) -> Source:
            job = press.action.job
            made = [picture.ref.index for picture in books.pictures.of(job)]
            ref = PictureRef(job=job, index=press.action.index or min(made, default=1))
            return find_source(books, ref, viewer)

        return await self._parts.view(press.caller, work)
