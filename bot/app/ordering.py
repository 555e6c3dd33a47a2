"""Orders in words: what they ask for is read, priced, and started or asked about."""

from dataclasses import replace

from bot.app.drafting import Drafting
from bot.app.parts import Parts
from bot.app.reading import Reading
from bot.app.sources import known_job, require_visible
from bot.app.starting import Ask
from bot.models import Job, JobId, Order, Plan, Reply
from bot.ports import Books
from bot.prompts.parse import parse


class Ordering:
    """Answers with a card where a yes is needed first, else with None: the chat shows the job."""

    def __init__(self, parts: Parts, *, reading: Reading, drafting: Drafting) -> None:
        self._parts = parts
        self._reading = reading
        self._drafting = drafting

    async def order(self, order: Order) -> Reply | None:
        """Make a job of an order; one that points at a picture is an edit of it."""
        await self._parts.preflight(order.chat, order.caller)
        understood = await self._reading.read(order)
        return await self._drafting.start(Ask.of_order(order), [self._reading.plan(understood)])

    async def reword(self, order: Order, job_id: JobId) -> Reply | None:
        """Run a job's recipe again with other words."""
        await self._parts.preflight(order.chat, order.caller)
        parsed = parse(order.options.get("prompt") or order.text)

        def work(books: Books) -> Job:
            job = known_job(books, job_id)
            caller, now = order.caller, self._parts.clock.now()
            require_visible(
                job, self._parts.people.admit(books, caller.user, name=caller.name, now=now)
            )
            return job

        job = await self._parts.uow.write(work)
        plan = Plan(request=replace(job.request, prompt=parsed.prompt))
        return await self._drafting.start(Ask.of_order(order), [plan])
