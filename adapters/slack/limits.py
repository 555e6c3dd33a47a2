"""What Slack takes in one message or view; longer is cut here, at the edge, and nowhere else.

Numbers without another source are those of Slack's published types.
"""

BLOCKS_MAX = 50
"""Of a message."""
VIEW_BLOCKS_MAX = 100
FALLBACK_CHARS_MAX = 4000
"""Of a message's `text`; more is accepted (40,000), but Slack advises against it."""
TEXT_CHARS_MAX = 3000
"""Of one text in a block."""
FIELDS_CHARS_MAX = 4000
"""Of all fields together: about 13,000 characters in all blocks are too many for a message."""
FIELDS_MAX = 25
CONTEXT_CHARS_MAX = 2000
BUTTON_CHARS_MAX = 75
OPTION_CHARS_MAX = 75
OPTIONS_MAX = 100
OVERFLOW_MAX = 5
QUESTION_TITLE_CHARS_MAX = 100
QUESTION_CHARS_MAX = 300
ANSWER_CHARS_MAX = 30
"""Of the dialog that asks before a button does its work."""
ROW_MAX = 25
"""Elements of one row of buttons."""
ALT_CHARS_MAX = 2000
UPLOAD_ALT_CHARS_MAX = 1000
TITLE_CHARS_MAX = 24
"""Of a view's title and of its buttons."""
LABEL_CHARS_MAX = 2000
INPUT_CHARS_MAX = 3000
FILES_MAX = 10
IMAGES_MAX = 10

ELLIPSIS = "…"


def cut(text: str, most: int) -> str:
    """At most `most` characters; a cut ends in an ellipsis that counts as one of them."""
    return text if len(text) <= most else text[: most - 1].rstrip() + ELLIPSIS
