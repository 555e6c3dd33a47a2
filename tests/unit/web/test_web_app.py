import asyncio
import errno
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from adapters.web import uploads
from adapters.web.app import closing
from adapters.web.chat import LocalChat
from adapters.web.ids import message_ref, user_ref
from adapters.web.inbound import THUMB_BYTES_MAX
from bot.errors import NotAllowed, SourceNotFound
from bot.models import (
    ActionKey,
    Addressed,
    Audience,
    Download,
    Form,
    FormInput,
    InputKind,
    JobId,
    PictureRef,
    Reply,
    Tone,
    Verb,
)
from tests.fakes.web_bot import StubBot
from tests.fakes.web_entries import JOB, image, result, said, told, whisper

Browser = Callable[..., httpx.AsyncClient]
FORM = Form(
    key="edit:job1:2",
    title="Edit picture 2",
    inputs=(FormInput(name="change", kind=InputKind.PARAGRAPH, label="What should change?"),),
    submit="Edit · 1 credit",
)


def multipart(fields: Mapping[str, str], *files: tuple[str, str, bytes]) -> dict[str, object]:
    """What a browser posts; an empty file field is sent as a placeholder without a name."""
    parts = [(field, (name, data, "image/png")) for field, name, data in files]
    placeholder = [("files", ("", b"", "application/octet-stream"))] if not files else []
    return {"data": dict(fields), "files": [*parts, *placeholder]}


async def settled(app: Starlette) -> None:
    """Wait for the errands, as the end of the program does."""
    await closing(app)


def lines(chat: LocalChat, person: str = "mia") -> list[str]:
    return [e.reply.text if e.reply else e.text for e in chat.recent(person)]


async def test_a_line_is_shown_at_once_and_answered_later(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    bot.answer = Reply(text="Hello.", audience=Audience.REQUESTER, code="welcome")
    answer = await browser().post("/say", **multipart({"text": "hello\r\nthere"}))
    assert answer.status_code == 204
    assert lines(chat)[0] == "hello\nthere"
    await settled(app)
    assert lines(chat) == ["hello\nthere", "Hello."]
    assert lines(chat, "ben") == ["hello\nthere"]
    order = bot.orders[0]
    assert order.caller.user == user_ref("mia")
    assert order.message == message_ref(1)
    assert not order.attachments


async def test_the_core_may_have_spoken_itself(
    browser: Browser, chat: LocalChat, app: Starlette
) -> None:
    await browser().post("/say", **multipart({"text": "/imagine a fox"}))
    await settled(app)
    assert lines(chat) == ["/imagine a fox"]


async def test_the_same_event_twice_is_one_message(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    bot.answer = Reply(text="once")
    for _ in range(2):
        await browser().post("/say", **multipart({"text": "x"}), headers={"X-Event": "event-same"})
    await settled(app)
    assert lines(chat) == ["x", "once"]
    assert {order.event_key for order in bot.orders} == {"web:event-same"}


@pytest.mark.parametrize("event", ["", "short", "x" * 65, "a/../../b-long", "event 12345"])
async def test_an_event_needs_an_id(browser: Browser, chat: LocalChat, event: str) -> None:
    answer = await browser().post("/say", **multipart({"text": "x"}), headers={"X-Event": event})
    assert answer.status_code == 400
    assert not lines(chat)


async def test_files_are_handed_on_whole_and_remembered_small(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    big = bytes(range(256)) * 8192
    await browser().post(
        "/say",
        **multipart(
            {"text": "use these"},
            ("files", "a.png", big),
            ("files", "b.heic", b"heic"),
            ("thumbs", "thumb.jpg", b"small"),
            ("thumbs", "none", b""),
        ),
    )
    await settled(app)
    assert bot.files == {"a.png": big, "b.heic": b"heic"}
    assert [a.size_bytes for a in bot.orders[0].attachments] == [len(big), 4]
    first, second = chat.recent("mia")[0].files
    assert (first.name, second.name, second.thumb) == ("a.png", "b.heic", "")
    thumb = await browser("ben").get(f"/thumbs/{first.thumb}")
    assert thumb.content == b"small"
    assert thumb.headers["content-type"] == "image/jpeg"


async def test_a_photo_in_a_line_can_be_replied_to_by_whoever_sees_it(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    photo = ("files", "a.png", b"a photo")
    await browser().post("/say", **multipart({"text": "our shop"}, photo))
    await settled(app)
    (line,) = chat.recent("mia")
    answer = {"text": "make it night", "reply_to": f"{line.number}"}
    # Ben does not see it yet: to him it is no photo at all.
    await browser("ben").post("/preview", data={**answer, "file": "b.png"})
    assert [one.name for one in bot.previewed[-1].attachments] == ["b.png"]
    await browser().post("/preview", data={**answer, "file": "b.png"})
    assert [one.name for one in bot.previewed[-1].attachments] == ["a.png", "b.png"]

    await chat.settle(line.number, private=False)
    bot.files.clear()
    await browser("ben").post("/say", **multipart(answer, ("files", "b.png", b"logo")))
    await settled(app)
    order = bot.orders[-1]
    assert (order.replied_to, order.edits_attachment) == (None, True)
    assert bot.files == {"a.png": b"a photo", "b.png": b"logo"}


async def test_a_refused_line_comes_back_with_its_files(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    bot.answer = Reply(text="no such flag", tone=Tone.ERROR, audience=Audience.REQUESTER)
    shown = await chat.post(told(result(2)))
    fields = {"text": "bluer --rato 1:1", "reply_to": f"{shown.number}", "picture": "2"}
    sent = {"X-Event": "event-refused"}
    await browser().post("/say", **multipart(fields, ("files", "a b.png", b"logo")), headers=sent)
    await settled(app)
    page = (await browser().get("/")).text
    assert 'data-mend="event-refused"' in page
    line = (await browser().get("/line/event-refused")).json()
    (file,) = line.pop("files")
    assert line == {"text": "bluer --rato 1:1", "replyTo": f"{shown.number}", "picture": "2"}
    assert (file["name"], file["type"]) == ("a b.png", "image/png")
    download = await browser().get(file["url"])
    assert download.content == b"logo"
    assert download.headers["content-disposition"].startswith("attachment")

    # Another person gets neither the line nor its file.
    assert (await browser("ben").get("/line/event-refused")).status_code == 404
    elsewhere = file["url"].replace("as=mia", "as=ben")
    assert (await browser("ben").get(elsewhere)).status_code == 404
    for url in ("/line/event-unknown", "/line/..%2Fx", "/attached/2/1?as=mia", "/attached/x/0"):
        assert (await browser().get(url)).status_code == 404


async def test_a_thumbnail_has_its_limit(browser: Browser, chat: LocalChat, app: Starlette) -> None:
    for size in (THUMB_BYTES_MAX, THUMB_BYTES_MAX + 1):
        files = (("files", "a.png", b"a"), ("thumbs", "thumb.jpg", b"t" * size))
        await browser().post("/say", **multipart({"text": "x"}, *files))
    await settled(app)
    kept = [bool(entry.files[0].thumb) for entry in chat.recent("mia")]
    assert kept == [True, False]


async def test_a_reply_names_the_message_and_its_picture(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    shown = await chat.post(told(result(2)))
    fields = {"text": "bluer", "reply_to": f"{shown.number}", "picture": "2"}
    await browser("ben").post("/say", **multipart(fields))
    await settled(app)
    order = bot.edits[0]
    assert order.addressed is Addressed.SPOKEN
    assert order.replied_to == message_ref(shown.number)
    assert order.source == PictureRef(job=JOB, index=2)
    own = chat.recent("ben")[-1]
    assert (own.author, own.answers, own.picture) == ("ben", shown.number, 2)


async def test_a_reply_to_what_is_not_there_is_no_reply(
    browser: Browser, bot: StubBot, app: Starlette
) -> None:
    fields = {"text": "bluer", "reply_to": "99", "picture": "2"}
    await browser().post("/say", **multipart(fields))
    await settled(app)
    assert bot.orders[0].replied_to is None
    assert bot.orders[0].source is None


async def test_people_are_mentioned_by_name(browser: Browser, bot: StubBot, app: Starlette) -> None:
    await browser("ada").post(
        "/say", **multipart({"text": "/credits grant @Mia 100 and @everyone @ben."})
    )
    await settled(app)
    assert bot.orders[0].mentions == {"@Mia": user_ref("mia"), "@ben": user_ref("ben")}
    assert bot.orders[0].caller.is_admin


async def test_a_line_is_its_writers_alone_until_it_is_answered(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    await browser().post("/say", **multipart({"text": "/imagine my secret"}))
    await settled(app)
    assert lines(chat, "ben") == []
    assert len(lines(chat, "mia")) == 1
    page = await browser("ben").get("/")
    assert "my secret" not in page.text
    assert "Only you" not in (await browser().get("/")).text


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        (Reply(text="@mia got 5 credits."), ["/do it", "@mia got 5 credits."]),
        (whisper("You have 5 credits."), []),
        (replace(whisper("Type /imagine."), code="welcome"), ["/do it"]),
    ],
)
async def test_a_line_is_as_public_as_its_answer(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette, answer: Reply, seen: list[str]
) -> None:
    bot.answer = answer
    await browser().post("/say", **multipart({"text": "/do it"}))
    await settled(app)
    assert lines(chat, "ben") == seen


async def test_talk_about_what_is_private_stays_private(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    secret = await chat.post(told(whisper("a secret")))
    bot.answer = replace(whisper("Type /imagine."), code="welcome")
    await browser().post("/say", **multipart({"text": "lovely", "reply_to": str(secret.number)}))
    await settled(app)
    assert lines(chat, "ben") == []


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [(OSError(errno.ENOSPC, "full"), 507, "disk is full"), (RuntimeError("x"), 500, "broke")],
)
async def test_what_could_not_be_kept_says_why(
    browser: Browser,
    chat: LocalChat,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    said: str,
) -> None:
    async def full(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(chat, "post", full)
    answer = await browser().post("/say", **multipart({"text": "hello"}))
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert said in answer.text


async def test_a_fault_is_told_in_plain_words(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    bot.answer = RuntimeError("boom: secret detail")
    answer = await browser().post("/say", **multipart({"text": "hello"}))
    assert answer.status_code == 204
    await settled(app)
    told_ = chat.recent("mia")[-1].reply
    assert told_ is not None
    assert told_.tone is Tone.ERROR
    assert told_.audience is Audience.REQUESTER
    assert "boom" not in told_.text


async def test_a_button_that_asks_gets_its_form(
    browser: Browser, bot: StubBot, chat: LocalChat
) -> None:
    bot.answer = FORM
    shown = await chat.post(told(result(2)))
    answer = await browser().post(
        "/press", data={"key": "edit:job1:2", "message": f"{shown.number}"}
    )
    assert answer.status_code == 200
    assert "What should change?" in answer.text
    press = bot.presses[0]
    assert (press.action.verb, press.action.index) == (Verb.EDIT, 2)
    assert press.message == message_ref(shown.number)


async def test_a_button_that_acts_answers_in_the_log(
    browser: Browser, bot: StubBot, chat: LocalChat
) -> None:
    bot.answer = whisper("done")
    answer = await browser().post("/press", data={"key": "delete:job1:0", "message": ""})
    assert answer.status_code == 204
    assert lines(chat) == ["done"]
    assert lines(chat, "ben") == []


async def test_a_copy_is_a_download_and_no_message(
    browser: Browser, bot: StubBot, chat: LocalChat, tmp_path: Path
) -> None:
    copy = image(3)
    bot.answer = replace(whisper("3.jpg is ready"), images=(copy,))
    answer = await browser().post("/press", data={"key": "as-jpeg:job1:3", "message": ""})
    assert answer.status_code == 204
    brought = json.loads(answer.headers["hx-trigger"])["copied"]
    assert (brought["name"], brought["said"]) == ("3.png", "3.jpg is ready")
    assert lines(chat) == []
    path = tmp_path / "copy"
    path.write_bytes(b"copied")
    bot.local[copy.asset.sha256] = path
    assert (await browser().get(brought["url"])).content == b"copied"


async def test_a_recipe_is_shown_where_it_was_asked_for(
    browser: Browser, bot: StubBot, chat: LocalChat
) -> None:
    bot.answer = replace(whisper("This asks for it again."), quote="/imagine <b>a fox</b> -n 2")
    answer = await browser().post("/press", data={"key": "recipe:job1:0", "message": ""})
    assert answer.status_code == 200
    assert "/imagine &lt;b&gt;a fox&lt;/b&gt;" in answer.text
    assert "data-copy" in answer.text
    assert lines(chat) == []


async def test_a_copy_that_is_refused_says_why_in_the_log(
    browser: Browser, bot: StubBot, chat: LocalChat
) -> None:
    bot.answer = replace(whisper("It is gone."), code="source-gone", tone=Tone.ERROR)
    answer = await browser().post("/press", data={"key": "as-jpeg:job1:3", "message": ""})
    assert answer.status_code == 204
    assert "hx-trigger" not in answer.headers
    assert lines(chat) == ["It is gone."]


async def test_a_changed_picture_shows_what_it_was_made_from(
    browser: Browser, chat: LocalChat
) -> None:
    first = await chat.post(told(result(2)))
    await chat.post(replace(said("make it night"), answers=first.number, picture=2))
    source = PictureRef(job=JOB, index=2)
    edit = replace(result(1), job=JobId("job2"), source=source)
    await chat.post(told(edit, key="edit"))
    page = (await browser().get("/")).text
    assert page.count(f'data-before="/files/{2:064x}"') == 1
    assert page.count("data-see-before") == 1
    await chat.remove(first.number)
    assert "data-see-before" not in (await browser().get("/")).text


@pytest.mark.parametrize("key", ["", "nonsense", "explode:job1:1", "edit::1", "edit:job1:x"])
async def test_a_button_that_is_none_is_refused(browser: Browser, bot: StubBot, key: str) -> None:
    answer = await browser().post("/press", data={"key": key, "message": "1"})
    assert answer.status_code == 400
    answer = await browser().post("/form", **multipart({"key": key}))
    assert answer.status_code == 400
    assert not bot.presses
    assert not bot.edits


async def test_a_form_comes_back_as_an_order(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    shown = await chat.post(told(result(2)))
    fields = {
        "key": "edit:job1:2",
        "message": f"{shown.number}",
        "option.change": "bluer",
        "option.ratio": "",
    }
    answer = await browser().post("/form", **multipart(fields, ("file.files", "a.png", b"a")))
    assert answer.status_code == 204
    await settled(app)
    order = bot.edits[0]
    assert order.options == {"change": "bluer", "ratio": ""}
    assert order.form == ActionKey(verb=Verb.EDIT, job=JOB, index=2)
    assert order.replied_to == message_ref(shown.number)
    assert bot.files == {"a.png": b"a"}


async def test_a_form_asked_for_by_a_line_gets_a_button(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    bot.answer = FORM
    await browser().post("/say", **multipart({"text": "/edit"}))
    await settled(app)
    offer = chat.recent("mia")[-1].reply
    assert offer is not None
    assert offer.actions[0].key == FORM.key


async def test_the_price_and_suggestions_while_typing(browser: Browser) -> None:
    tab = browser()
    price = await tab.post("/preview", data={"text": "/imagine a fox", "file": "a.png"})
    assert "3 words" in price.text
    found = await tab.post("/complete", data={"text": "/im"})
    assert 'data-insert="/imagine "' in found.text


async def test_the_page_shows_the_log_and_survives_odd_people(
    browser: Browser, chat: LocalChat
) -> None:
    await chat.post(said("<b>bold</b>"))
    page = await browser().get("/?as=mallory&x=<script>")
    assert page.status_code == 200
    assert "&lt;b&gt;bold&lt;/b&gt;" in page.text
    assert 'data-person="mia"' in page.text


async def test_the_page_speaks_the_browsers_language(browser: Browser) -> None:
    page = await browser(**{"Accept-Language": "xx-YY,en;q=0.5"}).get("/")
    assert '<html lang="en">' in page.text


async def test_files_are_named_by_their_bytes_and_shown_here_before(
    browser: Browser, bot: StubBot, chat: LocalChat, tmp_path: Path
) -> None:
    sha256 = image(1).asset.sha256
    (tmp_path / "one.png").write_bytes(b"picture")
    bot.local[sha256] = tmp_path / "one.png"
    tab = browser()
    assert (await tab.get(f"/files/{sha256}")).status_code == 404
    await chat.post(told(result(2)))
    found = await tab.get(f"/files/{sha256}")
    assert found.content == b"picture"
    assert found.headers["content-type"] == "image/png"
    assert "immutable" in found.headers["cache-control"]
    assert "attachment" not in found.headers.get("content-disposition", "")
    missing = await tab.get(f"/files/{image(2).asset.sha256}")
    assert missing.status_code == 404


@pytest.mark.parametrize("name", ["x", "..%2f..%2fetc%2fpasswd", "A" * 64, "0" * 63, "0" * 65])
async def test_other_names_are_no_files(browser: Browser, bot: StubBot, name: str) -> None:
    assert (await browser().get(f"/files/{name}")).status_code == 404


async def test_an_original_is_a_download(browser: Browser, bot: StubBot, tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(b"untouched")
    sha256 = image(1).asset.sha256
    bot.local[sha256] = tmp_path / "one.png"
    bot.originals[PictureRef(job=JOB, index=1)] = Download(
        sha256=sha256, filename='open "late" ☾.png', media_type="image/png", size_bytes=9
    )
    found = await browser().get(f"/original/{JOB}/1?as=mia")
    assert found.content == b"untouched"
    assert found.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("error", "status"), [(SourceNotFound(), 404), (NotAllowed("private"), 403)]
)
async def test_an_original_that_is_not_given_is_explained(
    browser: Browser, bot: StubBot, error: Exception, status: int
) -> None:
    bot.refusal = error
    found = await browser().get(f"/original/{JOB}/1")
    assert found.status_code == status
    assert found.headers["content-type"].startswith("text/plain")
    assert "Traceback" not in found.text


async def test_unknown_pages_and_faults_are_plain(browser: Browser, bot: StubBot) -> None:
    missing = await browser().get("/nowhere")
    assert missing.status_code == 404
    assert "There is nothing here" in missing.text
    bot.refusal = RuntimeError("boom")
    broken = await browser().get(f"/original/{JOB}/1")
    assert broken.status_code == 500
    assert "boom" not in broken.text
    assert "Something broke" in broken.text


async def test_a_closed_tab_does_not_stop_what_was_begun(
    browser: Browser, bot: StubBot, chat: LocalChat, app: Starlette
) -> None:
    bot.answer = Reply(text="finished")
    bot.gate = asyncio.Event()
    pressing = asyncio.create_task(
        browser().post("/press", data={"key": "vary:job1:1", "message": ""})
    )
    await bot.entered.wait()
    pressing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await pressing
    bot.gate.set()
    await settled(app)
    assert lines(chat) == ["finished"]


async def test_old_pages_of_the_log(
    browser: Browser, chat: LocalChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.web.chat.SHOWN_MAX", 2)
    for number in range(1, 5):
        await chat.post(said(f"line {number}"))
    page = await browser().get("/log")
    assert "line 4" in page.text
    assert "line 2" not in page.text
    older = await browser().get("/log?before=3")
    assert "line 2" in older.text
    assert "line 3" not in older.text


async def test_limits_of_an_upload(
    browser: Browser, bot: StubBot, app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "FILE_BYTES_MAX", 100)
    at = (("files", "at.png", b"x" * 100), ("files", "beyond.png", b"x" * 5000))
    answer = await browser().post("/say", **multipart({"text": "x"}, *at))
    assert answer.status_code == 204
    await settled(app)
    sizes = {name: len(data) for name, data in bot.files.items()}
    assert sizes == {"at.png": 100, "beyond.png": 101}


@pytest.mark.parametrize("index", ["9" * 4301, "9" * 19, "-1", "x", "1.0"])
async def test_what_is_no_number_of_a_picture_is_not_found(browser: Browser, index: str) -> None:
    assert (await browser().get(f"/original/{JOB}/{index}")).status_code == 404
    assert (await browser().get(f"/log?before={index}")).status_code == 200
