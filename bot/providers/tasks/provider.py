"""A task gateway as an ImageProvider: submitted once, asked until it is done, fetched at once."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path

from bot.catalog import ModelCard
from bot.errors import OutcomeUnknown, ProviderBusy, ProviderError, ProviderRefused
from bot.models import DrawEvent, DrawTask, ImageRequest, Sending, TaskAccepted, Used
from bot.ports import Clock
from bot.providers.breaker import Breaker
from bot.providers.download import Downloader
from bot.providers.faults import TRANSPARENCY
from bot.providers.rates import RateGate
from bot.providers.several import Over, added, gravest, withheld
from bot.providers.tasks.body import Embedded
from bot.providers.tasks.gateway import Draft, Gateway
from bot.providers.tasks.reading import refusal
from bot.providers.tasks.receipts import Receipt, Receipts
from bot.providers.tasks.watching import Watch
from bot.providers.tasks.wire import TaskWire


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What the core lends the provider.

    `card` finds a model by the catalogue's id, `words` writes the whole prompt. `alpha_mask` and
    `white_mask` write the internal mask (L, 255 = edit) into the folder as a PNG in which what is
    edited has alpha 0, or is white.
    """

    card: Callable[[str], ModelCard]
    words: Callable[[ImageRequest], str]
    alpha_mask: Callable[[Path, Path], Awaitable[Path]]
    white_mask: Callable[[Path, Path], Awaitable[Path]]
    clock: Clock
    rates: RateGate
    breaker: Breaker


class _Run:
    """One drawing: the submissions `left` to make, those `over`, the `error` that stopped them."""

    def __init__(self, task: DrawTask, card: ModelCard, receipts: Receipts) -> None:
        self.task = task
        self.card = card
        self.receipts = receipts
        self.over: list[Over] = []
        self.error: ProviderError | None = None
        new = [index for index in task.indexes if index not in receipts.indexes]
        self.left = [
            tuple(new[start : start + card.batch_max])
            for start in range(0, len(new), card.batch_max)
        ]


class TaskProvider:
    """The ImageProvider of one gateway's account. Close it with `aclose`."""

    def __init__(
        self,
        gateway: Gateway,
        needs: Needs,
        *,
        base_url: str,
        key: str,
        idle_timeout_s: float,
        deadline_s: float,
    ) -> None:
        self._gateway = gateway
        self._needs = needs
        self._deadline_s = deadline_s
        self._wire = TaskWire(gateway, base_url=base_url, key=key, idle_timeout_s=idle_timeout_s)
        self._links = Downloader(home=base_url.rstrip("/") + "/", headers=self._wire.headers)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._wire.aclose()
        await self._links.aclose()

    async def draw(self, task: DrawTask) -> AsyncGenerator[DrawEvent, None]:
        """Submit what was never submitted, and bring what has been; see ImageProvider."""
        if task.request.transparent and not self._gateway.transparency:
            raise ProviderRefused(
                f"{self._gateway.name} takes no wish for transparency; its models have none",
                reason=TRANSPARENCY,
            )
        card = self._needs.card(task.request.model)
        run = _Run(task, card, Receipts.parse(task.task_id))
        if run.left:
            given = self._needs.breaker.enter(card.wire)
            error: BaseException | None = None
            try:
                async with aclosing(self._submit_all(run)) as events:
                    async for event in events:
                        yield event
                error = run.error
            except BaseException as caught:
                error = caught
                raise
            finally:
                await self._needs.breaker.leave(given, error)
        async with aclosing(self._bring(run)) as events:
            async for event in events:
                yield event

    async def abandon(self, task_id: str) -> None:
        """Stop the tasks behind an id where the gateway can; whether it did is not known."""
        for receipt in Receipts.parse(task_id).all:
            address = self._gateway.cancelling(receipt.handle) if receipt.handle else None
            if address:
                method, url = address
                await self._wire.ask(url, method=method)

    async def _submit_all(self, run: "_Run") -> AsyncGenerator[DrawEvent, None]:
        """Submit one after the other. A later one that fails must not lose the earlier ones."""
        draft = await self._draft(run)
        await self._take_room(len(run.left))
        yield Sending()
        for indexes in run.left:
            marked = Receipt(indexes=indexes)
            if run.receipts.all:
                yield TaskAccepted(task_id=str(run.receipts.with_(marked)))
            try:
                receipt = await self._submit(draft, indexes)
            except ProviderError as error:
                if not run.receipts.all:
                    raise
                run.error = error
                run.over.append(Over(indexes=indexes, error=error))
                if not isinstance(error, OutcomeUnknown):
                    yield TaskAccepted(task_id=str(run.receipts))
                break
            run.receipts = run.receipts.with_(receipt)
            yield TaskAccepted(task_id=str(run.receipts))

    async def _submit(self, draft: Draft, indexes: tuple[int, ...]) -> Receipt:
        asked = self._gateway.submission(replace(draft, count=len(indexes)))
        answer = await self._wire.submit(asked.path, asked.fields)
        name, error = self._gateway.name, None
        if not 200 <= answer.status < 300:
            error = refusal(answer, references=bool(draft.references))
        closed_s = error.retry_after_s if isinstance(error, ProviderBusy) else None
        await self._needs.rates.learn(name, answer.headers, closed_s=closed_s)
        if error is not None:
            raise error
        handles = self._gateway.handles(asked, answer)
        handle = next(filter(self._wire.reaches, handles), None)
        if handle is None:
            raise OutcomeUnknown("an answer that names no task")
        return Receipt(indexes=indexes, handle=handle)

    async def _bring(self, run: "_Run") -> AsyncGenerator[DrawEvent, None]:
        watch = Watch(
            self._gateway,
            wire=self._wire,
            links=self._links,
            clock=self._needs.clock,
            deadline_s=self._deadline_s,
        )
        async with aclosing(watch.bring(run.receipts, run.task, over=run.over)) as events:
            async for event in events:
                yield event
        if watch.used:
            yield Used(usage=added(watch.used))
        for refused in withheld(run.over):
            yield refused
        if error := gravest(run.over):
            raise error

    async def _draft(self, run: "_Run") -> Draft:
        task, request = run.task, run.task.request
        references = tuple(
            self._embedded(path, reference.asset.format.media_type)
            for path, reference in zip(task.references, request.references, strict=True)
        )
        mask = None
        if task.mask is not None:
            needs, white = self._needs, self._gateway.white_mask
            write = needs.white_mask if white else needs.alpha_mask
            mask = self._embedded(await write(task.mask, task.scratch), "image/png")
        return Draft(
            card=run.card,
            request=request,
            prompt=self._needs.words(request),
            count=0,
            references=references,
            mask=mask,
        )

    def _embedded(self, path: Path, media_type: str) -> Embedded:
        return Embedded(path=path, media_type=media_type, data_uri=self._gateway.data_uris)

    async def _take_room(self, calls: int) -> None:
        wait_s = await self._needs.rates.take(self._gateway.name, calls)
        if wait_s:
            raise ProviderBusy("our share of its rate limit is used up", retry_after_s=wait_s)
