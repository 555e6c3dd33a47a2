"""What is said of what is kept, and of what found no chat."""

from collections.abc import Sequence

from bot.models import Audience, Field, Job, JobId, Reply, ReplyFile, Tone, Verb
from bot.replies.buttons import button
from bot.replies.facts import minute
from bot.replies.plain import one_line
from bot.replies.words import Phrases

KEPT = ("pictures", "names", "credits", "services")
ROW_CHARS_MAX = 80


def privacy_card(say: Phrases) -> Reply:
    """What is kept of a person, why, and how to get it or be rid of it."""
    return Reply(
        text=say.join(say("privacy-text"), say("privacy-how")),
        fields=tuple(
            Field(name=say(f"privacy-{kind}"), value=say(f"privacy-{kind}-why")) for kind in KEPT
        ),
        audience=Audience.REQUESTER,
    )


def export_card(say: Phrases, *, file: ReplyFile, count: int) -> Reply:
    """Hand out all that is kept; `count` jobs are in the file."""
    return Reply(
        text=say("privacy-export", count=count), files=(file,), audience=Audience.REQUESTER
    )


def forget_card(say: Phrases, *, draft: JobId) -> Reply:
    """Ask before everything is deleted."""
    return Reply(
        text=say("privacy-delete"),
        actions=(button(say, Verb.FORGET, draft), button(say, Verb.REFUSE, draft)),
        tone=Tone.WARNING,
        audience=Audience.REQUESTER,
        code="confirm",
    )


def inbox_card(say: Phrases, jobs: Sequence[Job]) -> Reply:
    """Results that found no chat, newest first, each with a button that posts it here."""
    several = len(jobs) > 1
    return Reply(
        text=say("inbox-text", count=len(jobs)) if jobs else say("inbox-empty"),
        fields=tuple(
            Field(name=_row_name(number, job), value=_row_value(say, job))
            for number, job in enumerate(jobs, start=1)
        ),
        actions=tuple(
            button(say, Verb.REPOST, job.id, number=number if several else None)
            for number, job in enumerate(jobs, start=1)
        ),
        audience=Audience.REQUESTER,
    )


def _row_name(number: int, job: Job) -> str:
    return f"{number}. {one_line(job.request.prompt, most=ROW_CHARS_MAX)}"


def _row_value(say: Phrases, job: Job) -> str:
    parts = (say("pictures", count=job.captured), minute(job.created_at, say.babel))
    return " · ".join(parts)
