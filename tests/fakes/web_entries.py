"""Short ways to write messages in tests."""

from adapters.web.entries import Entry
from bot.models import (
    Action,
    Asset,
    Audience,
    ImageFormat,
    JobId,
    Reply,
    ReplyImage,
    Tone,
    Verb,
)

JOB = JobId("job1")


def said(
    text: str = "hello",
    *,
    by: str = "mia",
    key: str = "",
    private: bool = False,
    pending: bool = False,
) -> Entry:
    return Entry.of_person(
        by,
        key=key or text,
        text=text,
        files=(),
        answers=None,
        picture=0,
        private=private,
        pending=pending,
    )


def told(
    reply: Reply | str, *, key: str = "", to: str = "mia", answers: int | None = None
) -> Entry:
    reply = Reply(text=reply) if isinstance(reply, str) else reply
    return Entry.of_bot(reply, key=key or reply.text, to=to, answers=answers)


def whisper(text: str = "psst") -> Reply:
    return Reply(text=text, audience=Audience.REQUESTER)


def progress(fraction: float, *images: ReplyImage) -> Reply:
    return Reply(text="drawing", progress=fraction, images=images, tone=Tone.PROGRESS, job=JOB)


def image(index: int, *, alt: str = "a fox") -> ReplyImage:
    sha256 = f"{index:064x}"
    asset = Asset(sha256=sha256, format=ImageFormat.PNG, width=1024, height=1280, size_bytes=1000)
    return ReplyImage(asset=asset, filename=f"{index}.png", alt=alt, index=index)


def result(count: int) -> Reply:
    indexes = range(1, count + 1)
    verbs = (Verb.VARY, Verb.EDIT, Verb.ORIGINAL)
    own = tuple(
        Action(verb=verb, job=JOB, index=index, label=f"{verb} {index}", price=1)
        for index in indexes
        for verb in verbs
    )
    whole = Action(verb=Verb.AGAIN, job=JOB, label="Again · 2 credits", price=2)
    images = tuple(image(index) for index in indexes)
    return Reply(
        text="Ready.", quote="a fox", images=images, actions=(whole, *own), tone=Tone.DONE, job=JOB
    )
