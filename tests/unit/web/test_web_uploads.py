from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from adapters.web import uploads
from adapters.web.uploads import FILES_MAX, TEXT_BYTES_MAX

Browser = Callable[..., httpx.AsyncClient]


def files(count: int) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (f"{number}.png", b"x")) for number in range(count)]


@pytest.mark.parametrize(("length", "status"), [(TEXT_BYTES_MAX, 204), (TEXT_BYTES_MAX + 1, 413)])
async def test_texts_have_a_limit(browser: Browser, length: int, status: int) -> None:
    answer = await browser().post("/say", data={"text": "x" * length}, files=[("files", ("", b""))])
    assert answer.status_code == status


@pytest.mark.parametrize(("count", "status"), [(FILES_MAX, 204), (2 * FILES_MAX + 1, 413)])
async def test_so_many_files_fit_into_a_message(browser: Browser, count: int, status: int) -> None:
    answer = await browser().post("/say", data={"text": "x"}, files=files(count))
    assert answer.status_code == status


async def test_one_file_too_many_is_told(browser: Browser) -> None:
    answer = await browser().post("/say", data={"text": "x"}, files=files(FILES_MAX + 1))
    assert answer.status_code == 413
    assert "16 files" in answer.text


async def test_a_request_has_a_limit_and_is_answered_in_words(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "REQUEST_BYTES_MAX", 10_000)
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n'
        for _ in range(100):
            sent += 1
            yield b"x" * 1000
        yield b"\r\n--b--\r\n"

    answer = await browser().post(
        "/say", content=body(), headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 413
    assert "at most 16 files" in answer.text
    assert sent == 100, "the rest is read, so that the browser gets to see the answer"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{}"),
        ("", b"text=x"),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=b", b"garbage"),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx"),
    ],
)
async def test_what_is_no_form_is_refused(browser: Browser, kind: str, body: bytes) -> None:
    answer = await browser().post("/say", content=body, headers={"Content-Type": kind})
    assert answer.status_code == 413 if "boundary" in kind else 400
    assert "Traceback" not in answer.text
