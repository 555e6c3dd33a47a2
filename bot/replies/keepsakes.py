"""What can be had of a result: its recipe, its price's reasons, its pictures in other formats."""

from collections.abc import Sequence

from bot.models import Action, ImageFormat, Job, Verb
from bot.replies.buttons import button
from bot.replies.words import Phrases

FORMATS = {
    ImageFormat.PNG: Verb.AS_PNG,
    ImageFormat.JPEG: Verb.AS_JPEG,
    ImageFormat.WEBP: Verb.AS_WEBP,
}


def keepsakes(say: Phrases, job: Job, indexes: Sequence[int]) -> tuple[Action, ...]:
    """Free actions for a menu: the recipe, the price, each picture in the formats it has not."""
    if not indexes:
        return ()
    several = len(indexes) > 1
    others = (verb for kind, verb in FORMATS.items() if kind is not job.request.format)
    return (
        button(say, Verb.RECIPE, job.id),
        button(say, Verb.WHY, job.id),
        *(
            button(say, verb, job.id, index=index, number=index if several else None)
            for verb in others
            for index in indexes
        ),
    )
