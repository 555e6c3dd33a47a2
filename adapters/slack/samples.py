"""Cards as large as they get, for Slack to judge: what a check-up sends to `blocks.validate`."""

from collections.abc import Iterator

from adapters.slack.render import Block, render
from bot.models import (
    Action,
    Asset,
    Field,
    ImageFormat,
    JobId,
    Question,
    Reply,
    ReplyImage,
    Style,
    Tone,
    Verb,
)

JOB = JobId("0123456789ab")
LONG = "x" * 20_000
PICTURES = range(1, 5)
QUESTION = Question(text="Delete it?", yes="Delete", no="Keep")
FILE = Asset(sha256="", format=ImageFormat.PNG, width=1024, height=1024, size_bytes=1)


def samples() -> Iterator[tuple[str, list[Block]]]:
    """What each card is, and its blocks, without pictures: Slack would look for their files."""
    for name, reply in _replies():
        yield name, render(reply).blocks


def _replies() -> Iterator[tuple[str, Reply]]:
    rows = tuple(Field(name=f"name {number}", value="value " * 20) for number in range(40))
    yield "a result of four pictures", _result()
    yield "a status", Reply(text="Making 4 pictures.", quote=LONG, tone=Tone.PROGRESS, progress=0.5)
    yield "an answer in many rows", Reply(text="A list", fields=rows, footer=LONG)
    yield "an error with long words", Reply(text=LONG, tone=Tone.ERROR)
    yield (
        "a queue of thirty jobs",
        Reply(
            text="Your queue",
            actions=tuple(_button(Verb.CANCEL, job=f"job{number}") for number in range(30)),
        ),
    )


def _result() -> Reply:
    each = (Verb.VARY, Verb.EDIT, Verb.UPSCALE, Verb.ORIGINAL)
    kinds = (Verb.AS_JPEG, Verb.AS_WEBP)
    return Reply(
        text="Your 4 pictures are ready.",
        quote=LONG,
        fields=tuple(Field(name=name, value="value") for name in ("Model", "Size", "Cost")),
        actions=(
            _button(Verb.AGAIN),
            *(_button(verb, index) for index in PICTURES for verb in each),
            _button(Verb.ENHANCE),
            _button(Verb.PUBLISH),
            _button(Verb.DELETE),
        ),
        more=(
            _button(Verb.QUICK),
            _button(Verb.RECIPE),
            _button(Verb.WHY),
            *(_button(verb, index) for index in PICTURES for verb in kinds),
        ),
        images=tuple(
            ReplyImage(asset=FILE, filename=f"{index}.png", alt="A picture", index=index)
            for index in PICTURES
        ),
        tone=Tone.DONE,
        footer="Reply to a picture to change it.",
        job=JOB,
    )


def _button(verb: Verb, index: int = 0, *, job: str = JOB) -> Action:
    return Action(
        verb=verb,
        job=JobId(job),
        index=index,
        label=f"{verb.value.title()} · 12 credits",
        style=Style.DANGER if verb is Verb.DELETE else Style.SECONDARY,
        question=QUESTION if verb is Verb.DELETE else None,
    )
