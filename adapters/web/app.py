"""The local chat's web application: routes, each one call of a room beside this one."""

import base64
import errno
import json
import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from adapters.accept_language import asked_for, speaks
from adapters.lending import FOREVER, Lent
from adapters.web.chat import LocalChat
from adapters.web.door import HEADERS, Door
from adapters.web.entries import Entry
from adapters.web.ids import STUDIO
from adapters.web.inbound import Inbound
from adapters.web.people import person_of
from adapters.web.render import Renderer, Viewer
from adapters.web.streams import events
from adapters.web.suggestions import suggestions
from adapters.web.uploads import (
    FIELDS_MAX,
    FILE_BYTES_MAX,
    FILES_MAX,
    TEXT_BYTES_MAX,
    Refused,
    read_form,
    text_of,
)
from bot.app import Bot
from bot.errors import NotAllowed, UserError
from bot.models import Caller, Form, JobId, Order, PictureRef, Reply
from bot.replies.words import Words

HERE = Path(__file__).parent
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
SHA256 = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"[0-9]{1,18}")
NO_STORE = {"Cache-Control": "no-store"}
EVENT = re.compile(r"[0-9A-Za-z-]{8,64}")


def web_app(bot: Bot, chat: LocalChat) -> Starlette:
    """Build the application. `closing` ends what it has going on."""
    rooms = _Rooms(bot, chat)
    app = Starlette(
        routes=rooms.routes(),
        middleware=[Middleware(Door)],
        exception_handlers={HTTPException: rooms.not_found, Exception: rooms.broken},
    )
    app.state.closing = rooms.close
    return app


async def closing(app: Starlette) -> None:
    """End the tabs' event streams and wait for answers that are still being made."""
    close: Callable[[], Awaitable[None]] = app.state.closing
    await close()


class _Rooms:
    def __init__(self, bot: Bot, chat: LocalChat) -> None:
        self._bot = bot
        self._chat = chat
        self._words = Words(HERE / "words")
        self._core = Words()
        self._inbound = Inbound(bot, chat, self._core)
        self._renderer = Renderer()

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.page),
            Route("/log", self.log),
            Route("/events", self.events),
            Route("/say", self.say, methods=["POST"]),
            Route("/press", self.press, methods=["POST"]),
            Route("/form", self.form, methods=["POST"]),
            Route("/preview", self.preview, methods=["POST"]),
            Route("/complete", self.complete, methods=["POST"]),
            Route("/files/{sha256}", self.file),
            Route("/thumbs/{key}", self.thumb),
            Route("/line/{event}", self.line),
            Route("/attached/{number}/{index}", self.attached),
            Route("/original/{job}/{index}", self.original),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]

    async def close(self) -> None:
        self._chat.close()
        await self._inbound.errands.finish()

    async def page(self, request: Request) -> Response:
        viewer = self._viewer(request)
        cursor = self._chat.cursor
        entries = self._chat.recent(viewer.person.id)
        html = self._renderer.page(
            viewer,
            await self._log(viewer, entries),
            cursor=cursor,
            available=await self._bot.available(self._caller(request)),
            sketch=self._bot.about().sketch,
        )
        return HTMLResponse(html, headers=NO_STORE)

    async def log(self, request: Request) -> Response:
        viewer = self._viewer(request)
        before = request.query_params.get("before", "")
        if NUMBER.fullmatch(before):
            entries = await self._chat.older(viewer.person.id, int(before))
        else:
            entries = self._chat.recent(viewer.person.id)
        return HTMLResponse(await self._log(viewer, entries))

    async def _log(self, viewer: Viewer, entries: Sequence[Entry]) -> Markup:
        chat = self._chat
        return await self._renderer.log(viewer, entries, chat.held, chat.picture)

    async def events(self, request: Request) -> Response:
        cursor = request.headers.get("last-event-id") or request.query_params.get("after", "")
        caller = self._caller(request)
        return StreamingResponse(
            events(
                self._chat,
                self._renderer,
                self._viewer(request),
                cursor,
                lambda: self._bot.available(caller),
            ),
            media_type="text/event-stream",
            headers=NO_STORE,
        )

    async def say(self, request: Request) -> Response:
        event = _event(request)
        try:
            form = await read_form(request)
        except Refused as error:
            return self._refused(request, error)
        await self._inbound.say(self._caller(request), event, form)
        return Response(status_code=204)

    async def press(self, request: Request) -> Response:
        async with request.form(max_files=0, max_fields=FIELDS_MAX) as fields:
            key, message = text_of(fields, "key"), text_of(fields, "message")
        try:
            found = await self._inbound.press(self._caller(request), _event(request), key, message)
        except ValueError:
            return PlainTextResponse(self._viewer(request).say("bad-request"), 400)
        match found:
            case None:
                return Response(status_code=204)
            case Reply(images=()):
                return HTMLResponse(self._renderer.whispered(self._viewer(request), found))
            case Reply():
                return _to_take_away(found)
            case Form():
                form = found
        image = await self._inbound.image(key, message)
        page = self._renderer.form(self._viewer(request), form, message=message, image=image)
        return HTMLResponse(page)

    async def form(self, request: Request) -> Response:
        event = _event(request)
        try:
            form = await read_form(request)
        except Refused as error:
            return self._refused(request, error)
        try:
            await self._inbound.submit(self._caller(request), event, form)
        except ValueError:
            await form.close()
            return PlainTextResponse(self._viewer(request).say("bad-request"), 400)
        return Response(status_code=204)

    async def preview(self, request: Request) -> Response:
        async with request.form(max_files=0, max_fields=FIELDS_MAX) as fields:
            found = await self._inbound.preview(self._caller(request), fields)
        return HTMLResponse(self._renderer.price(self._viewer(request), found))

    async def complete(self, request: Request) -> Response:
        async with request.form(max_files=0, max_fields=FIELDS_MAX) as fields:
            text = text_of(fields, "text")
        caller, viewer = self._caller(request), self._viewer(request)
        order = Order(event_key="", caller=caller, chat=STUDIO, text=text)
        found = await self._bot.complete(order)
        shown = suggestions(text, found, caller, viewer.core)
        return HTMLResponse(self._renderer.completions(viewer, shown))

    async def file(self, request: Request) -> Response:
        sha256 = request.path_params["sha256"]
        media_type = None
        if SHA256.fullmatch(sha256):
            media_type = await self._chat.shelf.media_type(sha256)
        if media_type is None:
            raise HTTPException(404)
        return Lent(self._bot.file(sha256), media_type=media_type)

    async def thumb(self, request: Request) -> Response:
        kept = await self._chat.shelf.thumb(request.path_params["key"])
        if kept is None:
            raise HTTPException(404)
        return Response(
            base64.b64decode(kept), media_type="image/jpeg", headers={"Cache-Control": FOREVER}
        )

    async def line(self, request: Request) -> Response:
        """A line of the caller's own as it was sent, to be changed and sent again."""
        event = request.path_params["event"]
        caller = self._caller(request)
        line = await self._inbound.line(caller, event) if EVENT.fullmatch(event) else None
        if line is None:
            raise HTTPException(404)
        files = [
            {
                "name": file.name,
                "type": file.media_type or "",
                "url": f"/attached/{line.number}/{index}?as={caller.user.id}",
            }
            for index, file in enumerate(line.files)
            if await self._chat.attached.path(file.kept)
        ]
        about = {"replyTo": str(line.answers or ""), "picture": str(line.picture or "")}
        return JSONResponse({"text": line.text, **about, "files": files}, headers=NO_STORE)

    async def attached(self, request: Request) -> Response:
        """A file of a line, as it was sent: for whoever may see the line."""
        number, index = request.path_params["number"], request.path_params["index"]
        if not (NUMBER.fullmatch(number) and NUMBER.fullmatch(index)):
            raise HTTPException(404)
        entry = await self._chat.entry(int(number))
        if entry is None or not entry.visible_to(self._viewer(request).person.id):
            raise HTTPException(404)
        file = next(iter(entry.files[int(index) :]), None)
        path = await self._chat.attached.path(file.kept) if file else None
        if file is None or path is None:
            raise HTTPException(404)
        # Taken away and never shown: nobody has looked at what it holds.
        return FileResponse(path, filename=file.name, headers=NO_STORE)

    async def original(self, request: Request) -> Response:
        index = request.path_params["index"]
        if not NUMBER.fullmatch(index):
            raise HTTPException(404)
        picture = PictureRef(job=JobId(request.path_params["job"]), index=int(index))
        try:
            found = await self._bot.original(picture, self._caller(request))
        except UserError as error:
            words = self._core.for_locale(self._caller(request).locale)
            status = 403 if isinstance(error, NotAllowed) else 404
            return PlainTextResponse(words.error(error) + "\n", status)
        return Lent(
            self._bot.file(found.sha256), media_type=found.media_type, filename=found.filename
        )

    async def not_found(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return HTMLResponse(self._renderer.notice(self._viewer(request), "not-found"), status)

    async def broken(self, request: Request, error: Exception) -> Response:
        # Starlette answers this one outside of all middleware.
        if request.method == "POST":
            full = isinstance(error, OSError) and error.errno in NO_ROOM
            text = self._viewer(request).say("disk-full" if full else "broken")
            return PlainTextResponse(text, 507 if full else 500, headers=HEADERS)
        html = self._renderer.notice(self._viewer(request), "error")
        return HTMLResponse(html, 500, headers=HEADERS)

    def _viewer(self, request: Request) -> Viewer:
        caller = self._caller(request)
        return Viewer(
            person=person_of(caller.user.id),
            say=self._words.for_locale(caller.locale),
            core=self._core.for_locale(caller.locale),
        )

    def _caller(self, request: Request) -> Caller:
        chosen = request.headers.get("x-person") or request.query_params.get("as", "")
        asked = asked_for(request.headers.get("accept-language", ""))
        spoken = (tag for tag in asked if speaks(self._core, tag))
        return person_of(chosen).caller(next(spoken, "en"))

    def _refused(self, request: Request, error: Refused) -> Response:
        say = self._viewer(request).say
        text = say(
            error.what, files=FILES_MAX, limit_bytes=FILE_BYTES_MAX, text_bytes=TEXT_BYTES_MAX
        )
        return PlainTextResponse(text, error.status)


def _to_take_away(reply: Reply) -> Response:
    """The page saves the file where the browser saves such; nothing of it stays in the log."""
    image = reply.images[0]
    copy = {"url": f"/files/{image.asset.sha256}", "name": image.filename, "said": reply.text}
    return Response(status_code=204, headers={"HX-Trigger": json.dumps({"copied": copy})})


def _event(request: Request) -> str:
    event = request.headers.get("x-event", "")
    if not EVENT.fullmatch(event):
        raise HTTPException(400)
    return event
