"""What is said to someone who wants to know what there is: help, a welcome, models."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.catalog import Use
from bot.models import Audience, Field, JobId, Reply, Tone, Verb
from bot.replies.buttons import button
from bot.replies.facts import calendar_day, percent
from bot.replies.notices import sketch_notice
from bot.replies.words import Phrases

FLAGS = (
    "--ratio 4:5  --size 1024x1536  --resolution 2k  --quality high  -n 4  --format webp  "
    "--compression 80  --model NAME  --style NAME  --no WORDS  --private  "
    "--transparent  --complexity high  --enhance  --models a,b"
)
"""One example of each flag, as it is typed; the same in every language."""

ROLES = "as:style  as:logo  as:mask"
"""Some of what an attachment can be for."""

COMMANDS = {
    "/imagine": "help-imagine",
    "/models": "help-models",
    "/queue": "help-queue",
    "/credits balance": "help-balance",
    "/credits history": "help-history",
}
MORE = ("/enhance", "/compare", "/status", "/settings", "/inbox", "/privacy")
"""Named on one line: each explains itself while it is typed."""

ADMIN_COMMANDS = {
    "/credits grant @name 100": "help-grant",
    "/credits revoke @name 100": "help-revoke",
}


@dataclass(frozen=True, kw_only=True)
class ModelRow:
    """A model as people choose it; the prices are of one picture, in credits.

    `seconds` is what its pictures typically took here; from the day `retires` on it is gone.
    """

    id: str
    title: str
    price_least: int
    price_most: int
    use: Use = Use.COMMERCIAL
    default: bool = False
    seconds: float | None = None
    retires: date | None = None


@dataclass(frozen=True, kw_only=True)
class ServiceRow:
    """A provider: `uptime` is the share of `calls` it answered, `seconds` what a picture took."""

    name: str
    calls: int = 0
    uptime: float | None = None
    seconds: float | None = None


def help_card(
    say: Phrases, *, sketch: bool, starting: int, references: int, is_admin: bool
) -> Reply:
    """Everything that can be typed. `starting` is what new people are given.

    `references` is how many files may be attached.
    """
    commands = COMMANDS | ADMIN_COMMANDS if is_admin else COMMANDS
    return Reply(
        text=say.join(
            say("help-text"),
            say("help-cost"),
            say("help-starting", amount=starting) if starting else "",
        ),
        fields=(
            *(Field(name=typed, value=say(key)) for typed, key in commands.items()),
            Field(name=say("help-more"), value="  ".join(MORE)),
            Field(name=say("help-reply"), value=say("help-reply-how")),
            Field(name=say("help-flags"), value=FLAGS),
            Field(name=ROLES, value=say("help-roles", references=references)),
        ),
        audience=Audience.REQUESTER,
        footer=sketch_notice(say, is_admin=is_admin) if sketch else "",
    )


def examples(say: Phrases) -> Sequence[str]:
    """Words for pictures that a newcomer may want to see, in the person's language."""
    return [say(f"welcome-{number}") for number in (1, 2, 3)]


def welcome_card(say: Phrases, *, draft: JobId, prices: Sequence[int]) -> Reply:
    """Answer a greeting: what can be done, and a button for each example."""
    return Reply(
        text=say("welcome"),
        actions=tuple(
            button(say, Verb.CONFIRM, draft, index=index, price=price, label=words)
            for index, (words, price) in enumerate(zip(examples(say), prices, strict=True), start=1)
        ),
        audience=Audience.REQUESTER,
        code="welcome",
    )


def models_card(say: Phrases, rows: Sequence[ModelRow]) -> Reply:
    """The models with what they cost and what their pictures may be used for."""
    return Reply(
        text=say("models-text"),
        fields=tuple(
            Field(name=f"{row.title} ({row.id})", value=_model_words(say, row)) for row in rows
        ),
        audience=Audience.REQUESTER,
        tone=Tone.PLAIN,
    )


def service_card(
    say: Phrases, *, services: Sequence[ServiceRow], running: int, waiting: int, version: str
) -> Reply:
    """How each provider did in the last day, how long the queue is, and what runs here."""
    return Reply(
        text=say("service-text"),
        fields=(
            *(Field(name=row.name, value=_service_words(say, row)) for row in services),
            Field(
                name=say("field-queue"),
                value=say("service-queue", running=running, waiting=waiting),
            ),
            *((Field(name=say("field-version"), value=version),) if version else ()),
        ),
        audience=Audience.REQUESTER,
    )


def _service_words(say: Phrases, row: ServiceRow) -> str:
    if row.uptime is None:
        return say("service-unused")
    up = say("service-up", percent=percent(row.uptime, say.babel), calls=row.calls)
    speed = "" if row.seconds is None else say("service-speed", took=_took(say, row.seconds))
    return " · ".join(filter(None, (up, speed)))


def _took(say: Phrases, seconds: float) -> str:
    return say("seconds", seconds=seconds)


def _model_words(say: Phrases, row: ModelRow) -> str:
    parts = (
        say("models-default") if row.default else "",
        _price_each(say, row),
        "" if row.seconds is None else say("models-speed", took=_took(say, row.seconds)),
        say(f"models-{row.use}"),
        ""
        if row.retires is None
        else say("models-retires", at=calendar_day(row.retires, say.babel)),
    )
    return " · ".join(filter(None, parts))


def _price_each(say: Phrases, row: ModelRow) -> str:
    if row.price_most == 0:
        return say("price", amount=0)
    if row.price_least == row.price_most:
        return say("price-each", price=say("price", amount=row.price_most))
    span = say("price-range", least=row.price_least, most=row.price_most)
    return say("price-each", price=span)
