"""fal's queue: any of its models, each with its own names for the same things.

A task that failed is COMPLETED too, with an error. Its addresses leave out the model's sub-path.
"""

from collections.abc import Mapping, Sequence

from bot.models import ImageFormat
from bot.providers.tasks.gateway import Answer, Draft, Look, Ready, Standing, Submission, Waiting
from bot.providers.tasks.reading import at, failed, number, refusal, text, urls

STATUS = "/status"
GPT_IMAGE = "openai/"
IN_PROGRESS_FRACTION = 0.3
IMAGE_TO_IMAGE = ("fal-ai/flux/dev",)
"""Models whose edits have a path of their own below theirs."""
SOURCE_SIZED = ("/fill", "/image-to-image")
"""Paths whose pictures are as large as their source."""


class Fal:
    """Files go as data URIs, masks white where to edit."""

    name = "fal"
    white_mask = True
    data_uris = True
    transparency = False
    first_poll_s = 1.0
    poll_s = 1.0

    def headers(self, key: str) -> Mapping[str, str]:
        """See Gateway."""
        return {"authorization": f"Key {key}"}

    def knows(self, url: str) -> bool:
        """See Gateway."""
        return False

    def submission(self, draft: Draft) -> Submission:
        """See Gateway."""
        if draft.card.wire.startswith(GPT_IMAGE):
            return _gpt_image(draft)
        return _flux(draft)

    def handles(self, submission: Submission, answer: Answer) -> Sequence[str]:
        """See Gateway."""
        request_id = text(answer.body, "request_id")
        if not request_id:
            return []
        told = text(answer.body, "status_url")
        owner, model = submission.path.split("/")[:2]
        derived = f"{owner}/{model}/requests/{request_id}{STATUS}"
        return [told, derived] if told.endswith(f"{request_id}{STATUS}") else [derived]

    def standing(self, handle: str, answer: Answer) -> Standing:
        """See Gateway."""
        if not handle.endswith(STATUS):
            return _result(answer)
        if answer.status >= 400:
            raise refusal(answer)
        match text(answer.body, "status"):
            case "COMPLETED":
                if error := text(answer.body, "error"):
                    raise failed(code=text(answer.body, "error_type"), message=error)
                return Look(url=handle.removesuffix(STATUS))
            case "IN_PROGRESS":
                return Waiting(fraction=IN_PROGRESS_FRACTION)
            case "CANCELLED" | "CANCELED":
                raise failed(message="cancelled")
        return Waiting()

    def cancelling(self, handle: str) -> tuple[str, str] | None:
        """See Gateway."""
        return "PUT", handle.removesuffix(STATUS) + "/cancel"


def _gpt_image(draft: Draft) -> Submission:
    request = draft.request
    fields: dict[str, object] = {
        "prompt": draft.prompt,
        "quality": request.quality.value,
        "num_images": draft.count,
        "output_format": request.format.value,
        **_size(draft),
    }
    if not draft.references:
        return Submission(path=draft.card.wire, fields=fields)
    fields["image_urls"] = list(draft.references)
    if draft.mask:
        fields["mask_url"] = draft.mask
    return Submission(path=f"{draft.card.wire}/edit", fields=fields)


def _flux(draft: Draft) -> Submission:
    path = draft.card.wire
    if draft.references and path in IMAGE_TO_IMAGE:
        path += "/image-to-image"
    jpeg = draft.request.format is ImageFormat.JPEG
    fields: dict[str, object] = {
        "prompt": draft.prompt,
        "num_images": draft.count,
        "output_format": "jpeg" if jpeg else "png",
        "enable_safety_checker": True,
    }
    if not path.endswith(SOURCE_SIZED):
        fields |= _size(draft)
    if draft.references:
        fields["image_url"] = draft.references[0]
    if draft.mask:
        fields["mask_url"] = draft.mask
    return Submission(
        path=path, fields={k: v for k, v in fields.items() if k not in draft.card.never}
    )


def _size(draft: Draft) -> Mapping[str, object]:
    size = draft.request.size
    if size is None:
        return {"image_size": "auto"} if draft.references else {}
    return {"image_size": {"width": size.width, "height": size.height}}


def _result(answer: Answer) -> Standing:
    if answer.status >= 400:
        kind = answer.headers.get("x-fal-error-type", "") or text(answer.body, "detail", 0, "type")
        message = text(answer.body, "detail", 0, "msg") or text(answer.body, "detail")
        raise failed(code=kind, message=message or f"HTTP {answer.status}")
    unsafe = at(answer.body, "has_nsfw_concepts")
    links: list[str | None] = list(urls(at(answer.body, "images")))
    if isinstance(unsafe, list):
        # What its checker takes for indecent comes as a black picture.
        links = [None if flag else link for link, flag in _paired(links, unsafe)]
    return Ready(links=tuple(links), usage={"seconds": number(answer.body, "timings", "inference")})


def _paired(links: list[str | None], flags: list[object]) -> list[tuple[str | None, bool]]:
    padded = [bool(flag) for flag in flags] + [False] * len(links)
    return list(zip(links, padded, strict=False))
