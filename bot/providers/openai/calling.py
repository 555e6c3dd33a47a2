"""One call to the images API: sent once, its answer turned into files as it arrives."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.errors import OutcomeUnknown, ProviderBusy
from bot.models import DrawEvent
from bot.providers.download import Downloader
from bot.providers.faults import Fault, error_for, fault_of
from bot.providers.openai.account import Account
from bot.providers.openai.answer import EventOver, PictureFiles, read_answer
from bot.providers.openai.client import FilePart, Wire, body_of, error_body
from bot.providers.openai.request import Call, Value, form_values
from bot.providers.openai.tally import Tally
from bot.providers.rates import RateGate

GENERATIONS = "images/generations"
EDITS = "images/edits"
BROKEN_STREAMS_MAX = 2
"""5xx in a row to streamed calls: a gateway may just have been unwell once."""
UNSTREAMED_S = 3600.0
"""How long pictures then come without their growing; it may have been mended."""
OPENAI_HOST = "api.openai.com"

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What one call sends, where its files go, and who is told of them."""

    call: Call
    fields: Mapping[str, Value]
    files: Sequence[FilePart]
    scratch: Path
    tell: Callable[[DrawEvent], None]


class Calling:
    """Makes the calls of one account."""

    def __init__(
        self,
        account: Account,
        *,
        wire: Wire,
        links: Downloader,
        rates: RateGate,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._account = account
        self._wire = wire
        self._links = links
        self._rates = rates
        self._now = now
        self._broken = 0
        self._unstreamed_until = 0.0

    @property
    def streams(self) -> bool:
        """Whether pictures are streamed: not for a while where a gateway breaks streams."""
        return self._account.dialect.stream and self._now() >= self._unstreamed_until

    async def run(self, sheet: Sheet) -> None:
        """POST once and tell what comes of it. Raises ProviderError alone."""
        files = PictureFiles(sheet.scratch, f"call-{sheet.call.indexes[0]}")
        tally = Tally(sheet.call.indexes, files, sheet.tell, partials=sheet.call.partials)
        try:
            async with asyncio.timeout(self._account.deadline_s):
                await self._exchange(sheet, tally, files)
        except (OutcomeUnknown, TimeoutError, OSError) as error:
            if not tally.done:
                raise _unknown(error) from error
            log.warning("an answer broke off after its last picture", extra={"why": str(error)})
        finally:
            files.drop_all()
        if tally.stuck:
            raise tally.stuck

    async def _exchange(self, sheet: Sheet, tally: Tally, files: PictureFiles) -> None:
        path, fields = GENERATIONS, dict[str, object](sheet.fields)
        if sheet.files:
            path, fields = EDITS, dict[str, object](form_values(sheet.fields))
        async with self._wire.post(path, fields, sheet.files) as response:
            self._notice(response, streamed=sheet.call.partials > 0)
            if response.status_code != 200:
                await self._fail(response, references=bool(sheet.files))
            await self._rates.learn(self._account.name, response.headers)
            tally.references = bool(sheet.files)
            await self._read(response, tally, files)

    async def _read(self, response: httpx.Response, tally: Tally, files: PictureFiles) -> None:
        content_type = response.headers.get("content-type", "")
        async with (
            aclosing(body_of(response)) as chunks,
            aclosing(read_answer(content_type, chunks, files)) as events,
        ):
            async for event in events:
                await tally.take(event, self._links)
                if isinstance(event, EventOver) and tally.done:
                    return
        tally.finish()

    async def _fail(self, response: httpx.Response, *, references: bool) -> None:
        fault = fault_of(await error_body(response)) or Fault()
        error = error_for(response.status_code, fault, response.headers, references=references)
        closed_s = error.retry_after_s if isinstance(error, ProviderBusy) else None
        await self._rates.learn(self._account.name, response.headers, closed_s=closed_s)
        raise error

    def _notice(self, response: httpx.Response, *, streamed: bool) -> None:
        log.info(
            "the images API answered",
            extra={
                "status": response.status_code,
                "request_id": response.headers.get("x-request-id", ""),
            },
        )
        if response.request.url.host == OPENAI_HOST:
            return
        # LiteLLM answers 500 to every streamed call although the upstream has drawn.
        litellm = any(name.startswith("x-litellm") for name in response.headers)
        if streamed:
            self._broken = self._broken + 1 if response.status_code >= 500 else 0
        if litellm or self._broken >= BROKEN_STREAMS_MAX:
            self._broken = 0
            self._unstreamed_until = self._now() + UNSTREAMED_S


def _unknown(error: BaseException) -> OutcomeUnknown:
    if isinstance(error, OutcomeUnknown):
        return error
    if isinstance(error, TimeoutError):
        return OutcomeUnknown("no end within the deadline")
    return OutcomeUnknown(f"the answer could not be kept: {error}")
