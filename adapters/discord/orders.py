"""What an interaction says, as an Order of the core. Pure but for the streams inside."""

from collections.abc import Mapping
from typing import Any

from adapters.discord.downloads import Downloads
from adapters.discord.talks import Talk
from adapters.discord.typed import as_seen
from bot.models import Order

IMAGES = ("image1", "image2", "image3", "image4")
PLAIN = (
    "ratio",
    "resolution",
    "quality",
    "count",
    "model",
    "models",
    "style",
    "size",
    "format",
)
"""Options of commands that are the grammar's own, under its flags' names."""


def plain_order(talk: Talk, text: str = "") -> Order:
    """Words alone."""
    return Order(
        event_key=talk.event_key,
        caller=talk.caller,
        chat=talk.chat,
        channel=talk.channel,
        server=talk.server,
        text=text,
    )


def order_of(talk: Talk, given: Mapping[str, Any], downloads: Downloads) -> Order:
    """A command's options: words, flags and files. What its link names is looked up apart."""
    files = (given[name] for name in IMAGES if given.get(name) is not None)
    picture = given.get("picture")
    first = (picture,) if picture is not None else ()
    mask = given.get("mask")
    return Order(
        event_key=talk.event_key,
        caller=talk.caller,
        chat=talk.chat,
        channel=talk.channel,
        text=as_seen(str(given.get("prompt") or given.get("change") or ""))[0],
        server=talk.server,
        options=_options(given),
        attachments=tuple(downloads.of(file) for file in (*first, *files)),
        mask=downloads.of(mask) if mask is not None else None,
    )


def chosen(given: Mapping[str, Any], *, besides: str) -> dict[str, str]:
    """The options filled in so far, without the one being typed."""
    return {name: value for name, value in _options(given).items() if name != besides}


def _options(given: Mapping[str, Any]) -> dict[str, str]:
    options = {name: str(given[name]) for name in PLAIN if given.get(name) is not None}
    if given.get("transparent") is not None:
        options["transparent"] = "yes" if given["transparent"] else "no"
    if given.get("private"):
        options["private"] = "yes"
    return options
