"""What is kept of a person, told and handed out. Only to them."""

import asyncio
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from textwrap import indent
from typing import Any

from bot.app.confirming import Confirming
from bot.app.parts import Parts
from bot.app.rates import EXPORTS_OF_ALL, RateLimit
from bot.app.scopes import person_scope
from bot.app.submitting import Ask
from bot.errors import InvalidPrompt
from bot.models import (
    HistoryLine,
    ImageRequest,
    Job,
    JobId,
    Order,
    PersonId,
    Picture,
    Reply,
    ReplyFile,
)
from bot.ports import Books
from bot.replies import export_card, forget_card, privacy_card

BATCH = 100
"""Jobs read or written in one transaction, so that others need not wait long."""

HISTORY_LINES_MAX = 100_000
INDENT = 2
EXPORT_NAME = "imagine-export.json"


class Privacy:
    """Answers about what is kept; `bot.app.forgetting` deletes it."""

    def __init__(self, parts: Parts, *, confirming: Confirming) -> None:
        self._parts = parts
        self._confirming = confirming
        self._rate = RateLimit(EXPORTS_OF_ALL)

    async def privacy(self, order: Order) -> Reply:
        """What is kept and why; `export` hands it out, `delete` asks before it deletes."""
        asked = (order.options.get("action") or order.text).strip().lower()
        match asked:
            case "":
                return privacy_card(self._parts.say(order.caller))
            case "export":
                now = self._parts.clock.now()
                self._rate.take(order.caller.user, now=now, what="export")
                return await self._export(order)
            case "delete":
                draft = await self._confirming.keep(Ask.of_order(order), ())
                return forget_card(self._parts.say(order.caller), draft=draft)
        raise InvalidPrompt(
            "unknown-command", command=f"/privacy {asked}", suggestion="/privacy export"
        )

    async def _export(self, order: Order) -> Reply:
        """Written a batch at a time, in a thread: of a busy person it is many megabytes."""
        told, history, jobs = await self._parts.read_as(order.caller, self._person)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / EXPORT_NAME
            await asyncio.to_thread(_begin, path, told, history)
            for batch in batches(jobs):
                found = await self._parts.uow.read(partial(_jobs, batch=batch))
                await asyncio.to_thread(_append, path, found, first=batch[0] == jobs[0])
            file = await self._filed(path)
        now = self._parts.clock.now()
        self._parts.exports.note(file.sha256, order.caller.user, now=now)
        return export_card(self._parts.say(order.caller), file=file, count=len(jobs))

    def _person(
        self, books: Books, person: PersonId
    ) -> tuple[Mapping[str, Any], Sequence[HistoryLine], Sequence[JobId]]:
        now = self._parts.clock.now()
        balance = self._parts.ledger.balance(books, person=person, now=now)
        history = self._parts.ledger.history(books, person=person, limit=HISTORY_LINES_MAX)
        told = {
            "exported_at": now.isoformat(),
            "known_as": [
                {"user": str(user), "name": name} for user, name in books.people.identities(person)
            ],
            "settings": books.preferences.get(person_scope(person)).made(),
            "credits": {"available": balance.available, "held": balance.held},
        }
        return told, history, books.jobs.of(person)

    async def _filed(self, path: Path) -> ReplyFile:
        """Keep it until the chat has fetched it; see `bot.app.export_files`."""
        size_bytes = await asyncio.to_thread(_end, path)
        sha256 = await self._parts.partials.keep(path)
        return ReplyFile(
            sha256=sha256,
            filename=EXPORT_NAME,
            media_type="application/json",
            size_bytes=size_bytes,
        )


def _begin(path: Path, told: Mapping[str, Any], history: Sequence[HistoryLine]) -> None:
    head = json.dumps(told, ensure_ascii=False, indent=INDENT).removesuffix("\n}")
    path.write_text(f'{head},\n  "credit_history": [', encoding="utf-8")
    _append(path, map(_line, history), first=True)
    with path.open("a", encoding="utf-8") as file:
        file.write('\n  ],\n  "jobs": [')


def _append(path: Path, records: Iterable[Mapping[str, Any]], *, first: bool) -> None:
    """One at a time: what is made of all at once is made without ever letting another thread in."""
    with path.open("a", encoding="utf-8") as file:
        for record in records:
            file.write("\n" if first else ",\n")
            file.write(indent(json.dumps(record, ensure_ascii=False, indent=INDENT), "    "))
            first = False


def _end(path: Path) -> int:
    with path.open("a", encoding="utf-8") as file:
        file.write("\n  ]\n}\n")
    return path.stat().st_size


def batches(jobs: Sequence[JobId]) -> Iterator[Sequence[JobId]]:
    """The jobs in their order, `BATCH` at a time."""
    for start in range(0, len(jobs), BATCH):
        yield jobs[start : start + BATCH]


def _jobs(books: Books, *, batch: Sequence[JobId]) -> list[Mapping[str, Any]]:
    found = ((books.jobs.get(job), books.pictures.of(job)) for job in batch)
    return [_job(job, pictures) for job, pictures in found if job is not None]


def _job(job: Job, pictures: Sequence[Picture]) -> Mapping[str, Any]:
    return {
        "id": job.id,
        "created_at": job.created_at.isoformat(),
        "state": job.state,
        "deleted": job.deleted,
        "credits": job.charged,
        "request": _request(job.request),
        "pictures": [_picture(picture) for picture in pictures],
    }


def _request(request: ImageRequest) -> Mapping[str, Any]:
    return {
        "prompt": request.prompt,
        "avoid": request.avoid,
        "operation": request.operation,
        "model": request.model,
        "quality": request.quality,
        "complexity": request.complexity,
        "size": str(request.size) if request.size else None,
        "count": request.count,
        "style": request.style,
        "private": request.private,
        "transparent": request.transparent,
        "references": [
            {"name": one.name, "role": one.role, "sha256": one.asset.sha256}
            for one in request.references
        ],
    }


def _picture(picture: Picture) -> Mapping[str, Any]:
    asset = picture.asset
    return {
        "number": picture.ref.index,
        "sha256": asset.sha256,
        "format": asset.format,
        "width": asset.width,
        "height": asset.height,
        "bytes": asset.size_bytes,
        "revised_prompt": picture.revised_prompt,
    }


def _line(line: HistoryLine) -> Mapping[str, Any]:
    return {
        "at": line.at.isoformat(),
        "kind": line.kind,
        "amount": line.amount,
        "reason": line.reason,
        "job": line.job,
    }
