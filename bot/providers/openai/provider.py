"""GPT Image and everything that speaks its API, as an ImageProvider."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from bot.catalog import ModelCard
from bot.errors import ProviderBusy
from bot.models import DrawEvent, DrawTask, ImageRequest, Sending, Used
from bot.ports import Clock
from bot.providers.breaker import Breaker
from bot.providers.download import Downloader
from bot.providers.openai.account import IMAGE_LIST_FIELD, Account, Dialect
from bot.providers.openai.calling import Calling, Sheet
from bot.providers.openai.client import FilePart, Wire
from bot.providers.openai.request import Call, calls_for, fields_for
from bot.providers.rates import RateGate
from bot.providers.several import Over, added, gravest, withheld

RATE_WAIT_MAX_S = 20.0
MASK_NAME = "mask.png"


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What the core lends the provider.

    `card` finds a model by the catalogue's id, `words` writes the whole prompt, `alpha_mask` writes
    the internal mask (L, 255 = edit) into the folder as a PNG whose alpha is 0 where to edit.
    """

    card: Callable[[str], ModelCard]
    words: Callable[[ImageRequest], str]
    alpha_mask: Callable[[Path, Path], Awaitable[Path]]
    clock: Clock
    rates: RateGate
    breaker: Breaker


class OpenAIImages:
    """The ImageProvider of one account. Close it with `aclose`."""

    def __init__(self, account: Account, needs: Needs) -> None:
        self._account = account
        self._needs = needs
        self._wire = Wire(account)
        self._links = Downloader(
            home=account.base_url.rstrip("/") + "/",
            headers=self._wire.headers,
        )
        self._calling = Calling(account, wire=self._wire, links=self._links, rates=needs.rates)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._wire.aclose()
        await self._links.aclose()

    async def draw(self, task: DrawTask) -> AsyncGenerator[DrawEvent, None]:
        """Make the wanted pictures, once; see ImageProvider."""
        card = self._needs.card(task.request.model)
        given = self._needs.breaker.enter(card.wire)
        error: BaseException | None = None
        try:
            calls = calls_for(task, card, stream=self._calling.streams)
            files = await self._files(task)
            await self._wait_for_room(len(calls))
            yield Sending()
            async with aclosing(self._make(task, card, calls, files)) as events:
                async for event in events:
                    yield event
        except BaseException as caught:
            error = caught
            raise
        finally:
            await self._needs.breaker.leave(given, error)

    async def _files(self, task: DrawTask) -> list[FilePart]:
        if not task.references:
            return []
        dialect = self._account.dialect
        one = len(task.references) == 1
        parts = [
            FilePart(
                field=dialect.image_one_field if one else IMAGE_LIST_FIELD,
                path=path,
                name=f"image-{number}{reference.asset.format.suffix}",
                media_type=reference.asset.format.media_type,
            )
            for number, (path, reference) in enumerate(
                zip(task.references, task.request.references, strict=True), start=1
            )
        ]
        if task.mask is not None:
            parts.append(await self._mask(task.mask, task.scratch, dialect))
        return parts

    async def _mask(self, mask: Path, scratch: Path, dialect: Dialect) -> FilePart:
        path = mask
        if not dialect.white_mask:
            path = await self._needs.alpha_mask(mask, scratch)
        return FilePart(field=dialect.mask_field, path=path, name=MASK_NAME, media_type="image/png")

    async def _wait_for_room(self, calls: int) -> None:
        waited_s = 0.0
        while wait_s := await self._needs.rates.take(self._account.name, calls):
            if waited_s + wait_s > RATE_WAIT_MAX_S:
                raise ProviderBusy("our share of its rate limit is used up", retry_after_s=wait_s)
            await self._needs.clock.sleep(wait_s)
            waited_s += wait_s

    async def _make(
        self, task: DrawTask, card: ModelCard, calls: list[Call], files: list[FilePart]
    ) -> AsyncGenerator[DrawEvent, None]:
        mailbox: asyncio.Queue[DrawEvent | Over] = asyncio.Queue()
        prompt = self._needs.words(task.request)
        dialect = self._account.dialect
        sheets = [
            Sheet(
                call=call,
                fields=fields_for(call, task, card, prompt=prompt, dialect=dialect),
                files=files,
                scratch=task.scratch,
                tell=mailbox.put_nowait,
            )
            for call in calls
        ]
        running = [asyncio.create_task(self._post(sheet, mailbox)) for sheet in sheets]
        over: list[Over] = []
        used: list[Used] = []
        try:
            while len(over) < len(running):
                match event := await mailbox.get():
                    case Over():
                        over.append(event)
                    case Used():
                        used.append(event)
                    case _:
                        yield event
        finally:
            for task_of_call in running:
                task_of_call.cancel()
            await asyncio.gather(*running, return_exceptions=True)
        if used:
            yield Used(usage=added([one.usage for one in used]))
        for refused in withheld(over):
            yield refused
        if error := gravest(over):
            raise error

    async def _post(self, sheet: Sheet, mailbox: "asyncio.Queue[DrawEvent | Over]") -> None:
        error: Exception | None = None
        try:
            await self._calling.run(sheet)
        except Exception as caught:
            error = caught
        mailbox.put_nowait(Over(indexes=sheet.call.indexes, error=error))
