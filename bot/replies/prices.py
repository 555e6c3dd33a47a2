"""Why a price is what it is."""

from bot.models import Audience, ImageRequest, Job, PriceParts, Reply
from bot.replies.describing import pictures_words, price_words, prompt_quote
from bot.replies.words import Phrases


def price_reasons(say: Phrases, *, request: ImageRequest, parts: PriceParts) -> str:
    """What a request's price is made of: `1 picture, low, 1K: 1 · 1 reference: 1`."""
    picture = say(
        "why-picture",
        what=pictures_words(say, request),
        quality=say(f"quality-{request.quality}"),
        resolution=request.resolution.upper(),
        price=parts.picture * request.count,
    )
    references = say(
        "why-references",
        count=len(request.references),
        price=parts.references * request.count,
    )
    words = say("why-words", price=parts.words * request.count)
    return " · ".join(
        [
            picture,
            *([references] if parts.references else []),
            *([words] if parts.words else []),
        ]
    )


def why_card(say: Phrases, *, job: Job, parts: PriceParts | None) -> Reply:
    """Explain what a job was quoted, and what was paid of it in the end.

    `parts` None: the price list has changed since, and only the quote itself is known.
    """
    if parts is None:
        reasons = say(
            "why-changed",
            what=pictures_words(say, job.request),
            unit=price_words(say, job.quote.unit),
        )
    else:
        reasons = price_reasons(say, request=job.request, parts=parts)
    return Reply(
        text="\n".join(filter(None, (reasons, _paid(say, job)))),
        quote=prompt_quote(job.request),
        audience=Audience.REQUESTER,
        code="why-price",
    )


def _paid(say: Phrases, job: Job) -> str:
    if not job.state.final:
        return say("why-held", price=price_words(say, job.quote.total))
    if job.captured < job.quote.count:
        return say(
            "why-some",
            captured=job.captured,
            count=job.quote.count,
            price=price_words(say, job.charged),
        )
    if job.charged < job.quote.total:
        return say("why-less", price=price_words(say, job.charged))
    return ""
