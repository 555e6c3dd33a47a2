"""APIMart: OpenAI's path with another body; the answer is a task.

`gpt-image-2` makes one picture a task and chooses its quality; `gpt-image-2-official` takes what
OpenAI's own API takes. The catalogue's `never` says which fields a model does not know.
"""

from collections.abc import Mapping, Sequence

from bot.models import ImageFormat, ImageRequest, Ratio
from bot.prompts.sizes import pixels
from bot.providers.tasks.gateway import Answer, Draft, Ready, Standing, Submission, Waiting
from bot.providers.tasks.reading import at, failed, number, refusal, text, urls

_WAITING = frozenset({"submitted", "pending", "processing", "in_progress", "queued"})
_ENDED = frozenset({"failed", "cancelled", "canceled", "expired"})
_COUNTED = ("cost", "credits_cost", "actual_time")


class Apimart:
    """Files go as data URIs, masks with alpha 0 where to edit. No task can be stopped."""

    name = "apimart"
    white_mask = False
    data_uris = True
    transparency = True
    first_poll_s = 10.0
    poll_s = 3.0

    def headers(self, key: str) -> Mapping[str, str]:
        """See Gateway."""
        return {"authorization": f"Bearer {key}"}

    def knows(self, url: str) -> bool:
        """See Gateway."""
        return False

    def submission(self, draft: Draft) -> Submission:
        """See Gateway. `n` must be a number."""
        fields: dict[str, object] = {
            "model": draft.card.wire,
            "prompt": draft.prompt,
            "n": draft.count,
            **_shape(draft.request),
            "quality": draft.request.quality.value,
            "output_format": draft.request.format.value,
        }
        if draft.request.compression is not None and draft.request.format is not ImageFormat.PNG:
            fields["output_compression"] = draft.request.compression
        if draft.request.transparent:
            fields["background"] = "transparent"
        if draft.references:
            fields["image_urls"] = list(draft.references)
        if draft.mask:
            fields["mask_url"] = draft.mask
        known = {name: value for name, value in fields.items() if name not in draft.card.never}
        return Submission(path="images/generations", fields=known)

    def handles(self, submission: Submission, answer: Answer) -> Sequence[str]:
        """See Gateway. An error may come with 200 and its code in the body."""
        _check(answer)
        task_id = text(answer.body, "data", 0, "task_id") or text(answer.body, "data", "task_id")
        return [f"tasks/{task_id}?language=en"] if task_id else []

    def standing(self, handle: str, answer: Answer) -> Standing:
        """See Gateway."""
        if answer.status != 200:
            raise refusal(answer)
        task = at(answer.body, "data")
        status = text(task, "status").lower()
        if status == "completed":
            usage = {name: at(task, name) for name in _COUNTED if at(task, name) is not None}
            return Ready(links=tuple(urls(at(task, "result", "images"))), usage=usage)
        if status in _ENDED:
            message = text(task, "error", "message") or text(task, "error") or status
            raise failed(code=text(task, "error", "code"), message=message)
        return Waiting(fraction=number(task, "progress") / 100)

    def cancelling(self, handle: str) -> tuple[str, str] | None:
        """See Gateway."""
        return None


def _shape(request: ImageRequest) -> Mapping[str, str]:
    """A ratio and a class where they mean our size, else the pixels."""
    if request.size is None:
        return {"size": Ratio.AUTO.value, "resolution": request.resolution.value}
    if pixels(request.ratio, request.resolution) == request.size:
        return {"size": request.ratio.value, "resolution": request.resolution.value}
    return {"size": str(request.size)}


def _check(answer: Answer) -> None:
    code = at(answer.body, "code")
    if isinstance(code, int) and code not in {0, 200}:
        raise refusal(Answer(status=code, headers=answer.headers, body=answer.body))
