"""A multipart request, read while it streams and bounded in all its parts."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from bot.models import Attachment

FILES_MAX = 16
PICTURES = "image/png,image/jpeg,image/webp,image/heic,image/heif,.heic,.heif"
"""What a file picker offers: what the core can read. Some systems know HEIC by its ending only."""
FILE_BYTES_MAX = 50 * 1024 * 1024
"""Of a larger file only one byte more is kept: enough for the core to refuse it by its name."""
TEXT_BYTES_MAX = 100 * 1024
FIELDS_MAX = 30
REQUEST_BYTES_MAX = (FILES_MAX + 4) * FILE_BYTES_MAX
DRAIN_BYTES_MAX = 2 * REQUEST_BYTES_MAX
"""How much of a refused request is still read, so that the browser gets to hear the answer."""
CHUNK_BYTES = 64 * 1024


class Refused(Exception):
    """Not a form, or one over a limit. `what` is the wording's key, `status` of HTTP."""

    def __init__(self, what: str, status: int) -> None:
        self.what = what
        self.status = status
        super().__init__(what)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file part, spooled to a temporary file."""

    file: UploadFile
    size_bytes: int

    @property
    def name(self) -> str:
        """The file's name as its sender calls it."""
        return self.file.filename or "file"

    def attachment(self) -> Attachment:
        """For the core. It can be read until the form is closed."""
        return Attachment(
            name=self.name,
            open=self._read,
            size_bytes=self.size_bytes,
            media_type=self.file.content_type,
        )

    async def _read(self) -> AsyncIterator[bytes]:
        await self.file.seek(0)
        while chunk := await self.file.read(CHUNK_BYTES):
            yield chunk


class _Parser(MultiPartParser):
    """Drops what a file has beyond its limit instead of spooling it."""

    _part_bytes = 0

    def on_part_begin(self) -> None:
        self._part_bytes = 0
        super().on_part_begin()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        wanted = min(end, start + FILE_BYTES_MAX + 1 - self._part_bytes)
        self._part_bytes += end - start
        if wanted > start:
            super().on_part_data(data, start, wanted)


async def read_form(request: Request) -> FormData:
    """Read the whole form. Close it when done with its files. Raises Refused."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Refused("bad-request", 400)
    meter = _Meter(request)
    parser = _Parser(
        request.headers,
        meter.stream(),  # type: ignore[arg-type]  # starlette asks for a generator, needs an iterator
        max_files=2 * FILES_MAX,
        max_fields=FIELDS_MAX,
        max_part_size=TEXT_BYTES_MAX,
    )
    try:
        form = await parser.parse()
    except ClientDisconnect as error:
        raise Refused("bad-request", 400) from error
    except MultiPartException as error:
        await meter.drain()
        raise Refused("too-much", 413) from error
    if max(len(uploads(form, field)) for field in {*form, ""}) > FILES_MAX:
        await form.close()
        raise Refused("too-much", 413)
    return form


def uploads(form: FormData, field: str) -> tuple[Upload, ...]:
    """The files of a field; a browser's empty placeholder is none."""
    found = (value for value in form.getlist(field) if isinstance(value, UploadFile))
    return tuple(Upload(file=file, size_bytes=file.size or 0) for file in found if file.filename)


def text_of(form: FormData, field: str) -> str:
    """The text of a field, empty where there is none; line ends as people mean them."""
    value = form.get(field)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


class _Meter:
    def __init__(self, request: Request) -> None:
        self._chunks = request.stream()
        self._bytes = 0

    async def stream(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            self._bytes += len(chunk)
            if self._bytes > REQUEST_BYTES_MAX:
                raise MultiPartException("the request is too large")
            yield chunk

    async def drain(self) -> None:
        async for chunk in self._chunks:
            self._bytes += len(chunk)
            if self._bytes > DRAIN_BYTES_MAX:
                return
