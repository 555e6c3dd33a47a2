"""What is kept of a person, told and handed out. Only to them."""

import asyncio
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bot.app.confirming import Confirming
from bot.app.parts import Parts
from bot.app.scopes import person_scope
from bot.app.submitting import Ask
from bot.errors import InvalidPrompt
from bot.models import HistoryLine, ImageRequest, Job, JobId, Order, Picture, Reply, ReplyFile
from bot.ports import Books
from bot.replies import export_card, forget_card, privacy_card

BATCH = 100
"""Jobs read or written in one transaction, so that others need not wait long."""

HISTORY_LINES_MAX = 100_000
EXPORT_NAME = "imagine-export.json"


class Privacy:
    """Answers about what is kept; `bot.app.forgetting` deletes it."""

    def __init__(self, parts: Parts, *, confirming: Confirming) -> None:
        self._parts = parts
        self._confirming = confirming

    async def privacy(self, order: Order) -> Reply:
        """What is kept and why; `export` hands it out, `delete` asks before it deletes."""
        asked = (order.options.get("action") or order.text).strip().lower()
        match asked:
            case "":
                return privacy_card(self._parts.say(order.caller))
            case "export":
                return await self._export(order)
            case "delete":
                draft = await self._confirming.keep(Ask.of_order(order), ())
                return forget_card(self._parts.say(order.caller), draft=draft)
        raise InvalidPrompt(
            "unknown-command", command=f"/privacy {asked}", suggestion="/privacy export"
        )

    async def _export(self, order: Order) -> Reply:
        told, jobs = await self._parts.uow.write(lambda books: self._person(books, order))
        for batch in batches(jobs):
            told["jobs"] += await self._parts.uow.read(partial(_jobs, batch=batch))
        file = await self._filed(json.dumps(told, ensure_ascii=False, indent=2))
        return export_card(self._parts.say(order.caller), file=file, count=len(jobs))

    def _person(self, books: Books, order: Order) -> tuple[dict[str, Any], Sequence[JobId]]:
        caller, now = order.caller, self._parts.clock.now()
        person = self._parts.person(books, caller)
        balance = self._parts.ledger.balance(books, person=person, now=now)
        history = self._parts.ledger.history(books, person=person, limit=HISTORY_LINES_MAX)
        told = {
            "exported_at": now.isoformat(),
            "known_as": [
                {"user": str(user), "name": name} for user, name in books.people.identities(person)
            ],
            "settings": books.preferences.get(person_scope(person)).made(),
            "credits": {"available": balance.available, "held": balance.held},
            "credit_history": [_line(line) for line in history],
            "jobs": [],
        }
        return told, books.jobs.of(person)

    async def _filed(self, text: str) -> ReplyFile:
        """Keep it while this process lives, and no longer."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / EXPORT_NAME
            size_bytes = await asyncio.to_thread(path.write_bytes, text.encode())
            sha256 = await self._parts.partials.keep(path)
        return ReplyFile(
            sha256=sha256,
            filename=EXPORT_NAME,
            media_type="application/json",
            size_bytes=size_bytes,
        )


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
        "credits": job.captured * job.quote.unit,
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
