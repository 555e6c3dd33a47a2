"""What is said when a job has ended: its pictures, or why there are none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.catalog import Use
from bot.models import (
    Action,
    Asset,
    Audience,
    Failure,
    Field,
    Job,
    JobState,
    Operation,
    Reply,
    ReplyImage,
    Size,
    Tone,
    Verb,
)
from bot.replies.buttons import button, offered, picture_buttons
from bot.replies.describing import audience_of, price_words, prompt_quote, request_fields
from bot.replies.facts import FactValue
from bot.replies.keepsakes import keepsakes
from bot.replies.notices import sketch_notice
from bot.replies.words import Phrases

UNSAID = Failure(code="internal")
"""A failed job without a reason: a defect, told as one."""
REJECTED = "rejected"
CANCELLED = "cancelled"
WITHHELD = "withheld"
"""The fact of another failure that counts what safety held back."""


def result_card(
    say: Phrases,
    *,
    job: Job,
    images: tuple[ReplyImage, ...],
    available: int,
    prices: Mapping[Verb, int],
    seconds: float,
    model_title: str,
    sketch: bool,
    unknown: Sequence[str] = (),
    originals: Sequence[Asset] = (),
    size: Size | None = None,
    use: Use = Use.COMMERCIAL,
) -> Reply:
    """Show a job's pictures, what they cost and what can be done with them.

    `images` are the pictures that were made. `prices` holds the credits of one press of each button
    that costs: one without a price is not offered. `size` is what the pictures measure, whatever
    was asked; `use` what the model's licence allows. `originals` are the files of the pictures that
    were made, where `images` may show previews of them. `unknown` are words that the sketch, which
    drew this, does not show.
    """
    tally = _tally(job, len(images))
    request = replace(job.request, size=size or job.request.size)
    asked = request_fields(say, request=request, model_title=model_title)
    return Reply(
        text="\n".join(
            filter(
                None,
                (
                    _ending(say, job, tally),
                    *say.notes(job.notes),
                    _resized(say, job, size),
                    _previewed(say, images, originals),
                    _unknown(say, unknown),
                ),
            )
        ),
        quote=prompt_quote(request),
        fields=(*asked, *_outcome_fields(say, job, available, seconds)),
        images=images,
        actions=_result_actions(say, job, images, prices),
        more=(
            *_further(say, job, images, prices),
            *keepsakes(say, job, [image.index for image in images if image.index]),
        ),
        tone=Tone.DONE if tally.made >= tally.asked else Tone.WARNING,
        audience=audience_of(request),
        footer=say.join(
            say("result-next-private" if job.request.private else "result-next"),
            say("result-non-commercial", model=model_title) if use is Use.NON_COMMERCIAL else "",
            sketch_notice(say, is_admin=job.caller.is_admin) if sketch else "",
        ),
        mention=job.caller.user,
        job=job.id,
        source=job.request.source,
    )


def failure_card(say: Phrases, *, job: Job, available: int, prices: Mapping[Verb, int]) -> Reply:
    """Say why a job made nothing, that it cost nothing, and what to do next.

    Offers Again if `prices` has it; after a refusal first to change the words (EDIT of picture 0),
    which the same words would meet again, if `prices` has that.
    """
    failure = job.failure or UNSAID
    return _without_pictures(
        say,
        job,
        _reason(say, job, failure),
        available=available,
        code=_code(failure),
        tone=Tone.ERROR,
        actions=(
            *(_reword(say, job, prices) if failure.code == REJECTED else ()),
            *offered(say, Verb.AGAIN, job.id, prices),
        ),
    )


def cancelled_card(say: Phrases, *, job: Job, available: int, prices: Mapping[Verb, int]) -> Reply:
    """Say that a job was stopped before any picture was made."""
    return _without_pictures(
        say,
        job,
        say("cancelled"),
        available=available,
        code="picture-failed-cancelled",
        tone=Tone.PLAIN,
        actions=offered(say, Verb.AGAIN, job.id, prices),
    )


def elsewhere_card(say: Phrases, reply: Reply) -> Reply:
    """A job's last message for its person alone, which says that its chat did not take it."""
    text = "\n".join((reply.text, say("result-elsewhere")))
    return replace(reply, text=text, audience=Audience.REQUESTER)


def waiting_card(say: Phrases, *, job: Job) -> Reply:
    """Tell the requester that nothing took their pictures, and where these are. Shows no words."""
    return Reply(
        text=say("result-waiting", count=job.captured),
        tone=Tone.WARNING,
        mention=job.caller.user,
        job=job.id,
        code="waiting",
    )


def late_card(say: Phrases, *, job: Job) -> Reply:
    """Say in place of the status that the chat does not take the pictures yet. Shows no words."""
    return Reply(
        text=say("result-late", count=job.captured),
        tone=Tone.WARNING,
        audience=audience_of(job.request),
        job=job.id,
        code="late",
    )


def deleted_card(say: Phrases, *, job: Job) -> Reply:
    """Stand where a result stood."""
    return Reply(
        text=say("deleted"),
        audience=audience_of(job.request),
        job=job.id,
    )


@dataclass(frozen=True, kw_only=True)
class _Tally:
    asked: int
    made: int
    withheld: int
    failed: int


def _tally(job: Job, made: int) -> _Tally:
    missing = max(0, job.quote.count - made)
    withheld = 0
    if job.failure and job.failure.code == REJECTED:
        withheld = missing
    elif job.failure:
        withheld = min(missing, _number(job.failure.facts.get(WITHHELD)))
    return _Tally(asked=job.quote.count, made=made, withheld=withheld, failed=missing - withheld)


def _resized(say: Phrases, job: Job, size: Size | None) -> str:
    """Say where the model did not keep to the size asked for."""
    asked = job.request.size
    if asked is None or size is None or asked == size:
        return ""
    return say("result-other-size", asked=str(asked), got=str(size))


def _previewed(say: Phrases, images: Sequence[ReplyImage], originals: Sequence[Asset]) -> str:
    """Say where less is shown than was bought, and how to get at that."""
    pairs = ((image.asset, one) for image, one in zip(images, originals, strict=False))
    shown, whole = next(((shown, one) for shown, one in pairs if shown != one), (None, None))
    if shown is None or whole is None:
        return ""
    return say(
        "result-preview",
        shown=str(Size(width=shown.width, height=shown.height)),
        format=shown.format.name,
        whole=str(Size(width=whole.width, height=whole.height)),
        kind=whole.format.name,
        original=say("button-original"),
    )


def _unknown(say: Phrases, words: Sequence[str]) -> str:
    """Say which words the rehearsal left out."""
    if not words:
        return ""
    quoted = [say("sketch-word", word=word) for word in words]
    return say("sketch-unknown", words=say("sketch-words-between").join(quoted))


def _number(fact: object) -> int:
    return fact if isinstance(fact, int) else 0


def _ending(say: Phrases, job: Job, tally: _Tally) -> str:
    if tally.made >= tally.asked:
        return say(f"result-{job.request.operation}", count=tally.made)
    counts = {"delivered": tally.made, "count": tally.asked}
    if job.state is JobState.CANCELLED:
        return say.join(say("result-cancelled", **counts), say("result-paid-for"))
    return say.join(
        say("result-partial", **counts),
        say("result-withheld", withheld=tally.withheld) if tally.withheld else "",
        _why_failed(say, job, tally.failed) if tally.failed else "",
        say("result-paid-for"),
    )


def _why_failed(say: Phrases, job: Job, failed: int) -> str:
    missing = say("result-missing", missing=failed)
    if job.failure is None or job.failure.code in {REJECTED, CANCELLED}:
        return missing
    return say.join(missing, _reason(say, job, job.failure))


def _reason(say: Phrases, job: Job, failure: Failure) -> str:
    facts: dict[str, FactValue] = {
        **failure.facts,
        "references": len(job.request.references) or None,
    }
    return say.best(_code(failure), "picture-failed", facts=facts)


def _code(failure: Failure) -> str:
    return f"picture-failed-{failure.code}".replace("_", "-")


def _outcome_fields(say: Phrases, job: Job, available: int, seconds: float) -> tuple[Field, ...]:
    return (
        _cost(say, job, available),
        Field(name=say("field-time"), value=say("seconds", seconds=seconds)),
    )


def _cost(say: Phrases, job: Job, available: int) -> Field:
    """What was paid; what is left is for its owner alone."""
    own = say("cost-and-left", amount=_charged(job), available=available)
    public = say("cost", amount=_charged(job))
    return Field(name=say("field-cost"), value=own if job.request.private else public, own=own)


def _charged(job: Job) -> int:
    """Credits: a job counts its captures in pictures."""
    return job.charged


def _result_actions(
    say: Phrases, job: Job, images: tuple[ReplyImage, ...], prices: Mapping[Verb, int]
) -> tuple[Action, ...]:
    indexes = (image.index for image in images if image.index)
    publish = offered(say, Verb.PUBLISH, job.id, prices) if job.request.private else ()
    return (
        *offered(say, Verb.AGAIN, job.id, prices),
        *picture_buttons(say, job.id, indexes, prices),
        *(offered(say, Verb.ENHANCE, job.id, prices) if _can_be_enhanced(job) else ()),
        *publish,
        *offered(say, Verb.DELETE, job.id, prices),
    )


def _further(
    say: Phrases, job: Job, images: tuple[ReplyImage, ...], prices: Mapping[Verb, int]
) -> tuple[Action, ...]:
    return offered(say, Verb.QUICK, job.id, prices) if images else ()


def _can_be_enhanced(job: Job) -> bool:
    """A new picture whose words are still the person's own."""
    enhanced = any(note.key == "enhanced" for note in job.notes)
    return job.request.operation is Operation.GENERATE and not enhanced


def _reword(say: Phrases, job: Job, prices: Mapping[Verb, int]) -> tuple[Action, ...]:
    if Verb.EDIT not in prices:
        return ()
    return (button(say, Verb.EDIT, job.id, price=prices[Verb.EDIT], key="button-reword"),)


def _without_pictures(
    say: Phrases,
    job: Job,
    reason: str,
    *,
    available: int,
    code: str,
    tone: Tone,
    actions: tuple[Action, ...],
) -> Reply:
    charged = (
        say("charged-for-part", price=price_words(say, _charged(job)))
        if job.captured
        else say("you-were-not-charged")
    )
    left = Field(name=say("field-available"), value=say("credits", amount=available))
    return Reply(
        text=say.join(reason, charged),
        quote=prompt_quote(job.request),
        fields=(left,) if job.request.private else (),  # a balance is for its owner alone
        actions=actions,
        tone=tone,
        audience=audience_of(job.request),
        mention=job.caller.user,
        job=job.id,
        code=code,
    )
