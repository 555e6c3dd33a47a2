"""What was put into a form's own fields, as the words and options of an order."""

import re
from dataclasses import replace

from bot.errors import InvalidPrompt
from bot.models import Order, PictureRef
from bot.prompts.changes import QuickChanges
from bot.prompts.values import COUNT_MAX

NUMBERS = tuple(str(number) for number in range(1, COUNT_MAX + 1))
"""The pictures of a job, as a form names them."""

_NUMBER = re.compile(r"#(?=\d)")
"""What would name a picture to change; where a form asks for something else it is a number."""


def read_fields(order: Order, changes: QuickChanges) -> Order:
    """Turn the edit form's and the quick change's fields into words; other options stay.

    Raises InvalidPrompt for a quick change or a picture that is not one.
    """
    options = dict(order.options)
    change, keep = options.pop("change", ""), options.pop("keep", "")
    quick, details = options.pop("quick", ""), options.pop("details", "")
    quick_words = changes.get(quick).worded(_NUMBER.sub("# ", details)) if quick else ""
    keep_words = f"Keep unchanged: {_NUMBER.sub('# ', keep)}" if keep else ""
    parts = (order.text, change, quick_words, keep_words)
    form = order.form
    opened_for = PictureRef(job=form.job, index=form.index) if form is not None else None
    source = _picked(order.source or opened_for, options.pop("which", ""))
    text = "\n".join(part for part in parts if part)
    return replace(order, text=text, options=options, source=source)


def _picked(source: PictureRef | None, picture: str) -> PictureRef | None:
    if not picture:
        return source
    if source is None or picture not in NUMBERS:
        raise InvalidPrompt("bad-value", flag="picture", value=picture, allowed=list(NUMBERS))
    return replace(source, index=int(picture))
