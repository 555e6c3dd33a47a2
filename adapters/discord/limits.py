"""What Discord takes, for the core to keep to. The numbers are Discord's."""

from bot.models import ChatLimits

FILE_BYTES_MAX = 10 * 1024 * 1024
"""Where nobody has boosted the server; a direct message always."""
REQUEST_BYTES_MAX = 25 * 1024 * 1024 - 64 * 1024
"""The whole request, with what is around the files."""
FORMATS = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
EDIT_INTERVAL_S = 2.0
EDITS_MAX = 4
EDITS_WITHIN_S = 5.0
"""Of status messages in a channel; Discord takes five, and the fifth is for presses of buttons."""
EDITS_SPARED = 2
"""Kept from jobs that wait for those that are drawn."""


def chat_limits(file_bytes_max: int, *, may_post: bool = True, mend: str = "") -> ChatLimits:
    """The limits of a chat that takes files of this size; `mend` says why it takes none."""
    return ChatLimits(
        may_post=may_post,
        mend=mend,
        file_bytes_max=file_bytes_max,
        request_bytes_max=REQUEST_BYTES_MAX,
        formats=FORMATS,
        edit_interval_s=EDIT_INTERVAL_S,
    )
