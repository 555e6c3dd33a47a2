"""Asking a gateway how tasks stand until all are over, and fetching what they made."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.errors import OutcomeUnknown, ProviderError
from bot.models import DrawEvent, Drawn, DrawTask, Progressed, Withheld
from bot.models.drawing import MISSING, MODERATION, UNREADABLE
from bot.ports import Clock
from bot.providers.download import Downloader, LinkBroken
from bot.providers.faults import retry_after_s
from bot.providers.formats import named
from bot.providers.several import Over
from bot.providers.tasks.gateway import Answer, Gateway, Look, Ready, Standing, Waiting
from bot.providers.tasks.receipts import Receipt, Receipts
from bot.providers.tasks.wire import TaskWire

PAUSE_GROWTH = 1.3
PAUSE_MAX_S = 15.0
UNKNOWN_MAX = 5
"""A task may be unknown for a moment after it was taken; after so many answers it is."""
LOOKS_MAX = 2


@dataclass(frozen=True, kw_only=True)
class _Task:
    receipt: Receipt
    url: str
    fraction: float = 0.0
    unknown: int = 0
    pause_s: float = 0.0


class Watch:
    """One watching. `used` collects what the gateway says each task used."""

    def __init__(
        self,
        gateway: Gateway,
        *,
        wire: TaskWire,
        links: Downloader,
        clock: Clock,
        deadline_s: float,
    ) -> None:
        self._gateway = gateway
        self._wire = wire
        self._links = links
        self._clock = clock
        self._deadline_s = deadline_s
        self.used: list[dict[str, object]] = []

    async def bring(
        self, receipts: Receipts, task: DrawTask, *, over: list[Over]
    ) -> AsyncGenerator[DrawEvent, None]:
        """Tell of every picture still wanted of the receipts; `over` says how each ended."""
        waiting = self._begun(receipts, task, over)
        end = self._clock.now() + timedelta(seconds=self._deadline_s)
        rhythm_s = self._gateway.poll_s
        pause_s = 0.0 if task.task_id else self._gateway.first_poll_s
        while waiting:
            await self._clock.sleep(pause_s)
            if self._clock.now() >= end:
                over += [_lost(one.receipt, "not done within the deadline") for one in waiting]
                return
            async with aclosing(self._round(waiting, task, over)) as events:
                async for event in events:
                    yield event
            if waiting:
                yield Progressed(fraction=_fraction(receipts, waiting))
            asked_s = max((one.pause_s for one in waiting), default=0.0)
            rhythm_s = min(rhythm_s * PAUSE_GROWTH, PAUSE_MAX_S)
            pause_s = max(rhythm_s, asked_s)

    def _begun(self, receipts: Receipts, task: DrawTask, over: list[Over]) -> list[_Task]:
        known = {end.indexes for end in over}
        wanted = [
            one
            for one in receipts.all
            if one.indexes not in known and not set(task.indexes).isdisjoint(one.indexes)
        ]
        over += [_lost(one, "nobody knows if it was taken") for one in wanted if not one.handle]
        return [_Task(receipt=one, url=one.handle) for one in wanted if one.handle]

    async def _round(
        self, waiting: list[_Task], task: DrawTask, over: list[Over]
    ) -> AsyncGenerator[DrawEvent, None]:
        for place, one in reversed(list(enumerate(waiting))):
            try:
                waiting[place], standing = await self._look(one)
            except ProviderError as error:
                del waiting[place]
                over.append(Over(indexes=one.receipt.indexes, error=error))
                continue
            if isinstance(standing, Ready):
                del waiting[place]
                self.used.append(dict(standing.usage))
                async with aclosing(self._fetch(one.receipt, standing, task, over)) as events:
                    async for event in events:
                        yield event

    async def _look(self, one: _Task) -> tuple[_Task, Standing]:
        for _ in range(LOOKS_MAX):
            answer = await self._wire.ask(one.url)
            if answer is None or answer.status == 429 or answer.status >= 500:
                wait_s = retry_after_s(answer.headers) if answer else None
                return replace(one, pause_s=wait_s or 0.0), Waiting(fraction=one.fraction)
            if answer.status == 404 and one.unknown < UNKNOWN_MAX:
                return replace(one, unknown=one.unknown + 1), Waiting(fraction=one.fraction)
            standing = self._standing(one, answer)
            if not isinstance(standing, Look):
                fraction = standing.fraction if isinstance(standing, Waiting) else 1.0
                return replace(one, fraction=max(one.fraction, fraction), pause_s=0.0), standing
            one = replace(one, url=standing.url)
        return one, Waiting(fraction=one.fraction)

    def _standing(self, one: _Task, answer: Answer) -> Standing:
        if answer.status in {401, 402, 403, 404}:
            raise OutcomeUnknown(f"asking for a task it had taken: HTTP {answer.status}")
        return self._gateway.standing(one.url, answer)

    async def _fetch(
        self, receipt: Receipt, ready: Ready, task: DrawTask, over: list[Over]
    ) -> AsyncGenerator[DrawEvent, None]:
        error: OutcomeUnknown | None = None
        links = (*ready.links, *[""] * len(receipt.indexes))
        for index, link in zip(receipt.indexes, links, strict=False):
            if index not in task.indexes:
                continue
            if not link:
                reason = MODERATION if link is None else MISSING
                yield Withheld(index=index, reason=reason)
                continue
            try:
                yield await self._picture(index, link, task)
            except LinkBroken as broken:
                error = OutcomeUnknown(str(broken))
        over.append(Over(indexes=receipt.indexes, error=error))

    async def _picture(self, index: int, link: str, task: DrawTask) -> Drawn | Withheld:
        part = task.scratch / f"link-{index}.part"
        await self._links.fetch(link, part)
        path = named(part, f"picture-{index}")
        if path is None:
            return Withheld(index=index, reason=UNREADABLE)
        return Drawn(index=index, path=path)


def _lost(receipt: Receipt, detail: str) -> Over:
    return Over(indexes=receipt.indexes, error=OutcomeUnknown(detail))


def _fraction(receipts: Receipts, waiting: list[_Task]) -> float:
    open_ = sum(1 - one.fraction for one in waiting)
    return max(0.0, min(1 - open_ / max(len(receipts.all), 1), 0.99))
