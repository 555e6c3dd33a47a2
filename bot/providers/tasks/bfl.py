"""Black Forest Labs: FLUX at its maker's. One picture a task; links live ten minutes.

A task must be asked for at the address it came with, which names a region.
"""

import re
from collections.abc import Mapping, Sequence

import httpx

from bot.errors import OutcomeUnknown
from bot.models import ImageFormat
from bot.providers.tasks.gateway import Answer, Draft, Ready, Standing, Submission, Waiting
from bot.providers.tasks.reading import at, failed, number, refusal, text, urls

REGIONS = re.compile(r"https://api\.[a-z]{2}\d{0,2}\.bfl\.ai")
"""The regions of the service, to which its key belongs as well."""

_CONTENT = {"request moderated": "", "content moderated": "output"}
_ENDED = frozenset({"error", "failed"})
_FORGOTTEN = "task not found"
_ONE_REFERENCE = {
    "flux-pro-1.0-fill": "image",
    "flux-pro-1.0-canny": "control_image",
    "flux-pro-1.0-depth": "control_image",
}
"""What the picture is called that the model must have; its size is the result's."""


class Bfl:
    """Files go as bare base64, masks white where to edit. No task can be stopped."""

    name = "bfl"
    white_mask = True
    data_uris = False
    transparency = False
    first_poll_s = 1.0
    poll_s = 1.0

    def headers(self, key: str) -> Mapping[str, str]:
        """See Gateway."""
        return {"x-key": key}

    def knows(self, url: str) -> bool:
        """See Gateway."""
        address = httpx.URL(url)
        return bool(REGIONS.fullmatch(f"{address.scheme}://{address.netloc.decode()}"))

    def submission(self, draft: Draft) -> Submission:
        """See Gateway."""
        jpeg = draft.request.format is ImageFormat.JPEG
        fields: dict[str, object] = {
            "prompt": draft.prompt,
            "output_format": "jpeg" if jpeg else "png",
        }
        wire = draft.card.wire
        if wire not in _ONE_REFERENCE:
            fields |= _shape(draft)
        if draft.references:
            fields[_ONE_REFERENCE.get(wire, "image_prompt")] = draft.references[0]
        if draft.mask:
            fields["mask"] = draft.mask
        return Submission(path=wire, fields=fields)

    def handles(self, submission: Submission, answer: Answer) -> Sequence[str]:
        """See Gateway."""
        told, task_id = text(answer.body, "polling_url"), text(answer.body, "id")
        derived = f"get_result?id={task_id}" if task_id else ""
        return [address for address in (told, derived) if address]

    def standing(self, handle: str, answer: Answer) -> Standing:
        """See Gateway."""
        if answer.status >= 400:
            raise refusal(answer)
        status = text(answer.body, "status").lower()
        if status == "ready":
            cost = at(answer.body, "cost")
            usage = {"cost": cost} if cost is not None else {}
            return Ready(links=tuple(urls(at(answer.body, "result", "sample"))), usage=usage)
        if status in _CONTENT:
            raise failed(code="moderation_blocked", message=status, stage=_CONTENT[status])
        if status == _FORGOTTEN:
            raise OutcomeUnknown(status)
        if status in _ENDED:
            raise failed(message=text(answer.body, "details") or status)
        return Waiting(fraction=number(answer.body, "progress"))

    def cancelling(self, handle: str) -> tuple[str, str] | None:
        """See Gateway."""
        return None


def _shape(draft: Draft) -> Mapping[str, object]:
    size = draft.request.size
    if size is None:
        return {}
    if draft.card.wire.endswith("ultra"):
        return {"aspect_ratio": draft.request.ratio.value}
    return {"width": size.width, "height": size.height}
