"""Which of a person's lines is a command, where Slack has no room for commands of its own."""

import re

ALONE = frozenset({"balance", "help", "history", "inbox", "models", "queue", "status"})
"""Words that are a command where nothing follows them: "models of old ships" is a picture."""
FOLLOWED = frozenset({"compare", "enhance"})
"""Words that are a command where a prompt follows them."""
LEADING = frozenset({"credits", "privacy", "settings"})
"""Words that are a command whatever follows."""
SIGNED = re.compile(r"\s*[/／!！][^\W\d_]")
_NAMED = re.compile(
    rf"(?<![\w/.:])/({'|'.join(sorted(ALONE | FOLLOWED | LEADING - {'credits'}))})(?![\w/])",
    re.ASCII,
)
"""Commands that are words of /imagine here: Slack has one of its own by some of these names."""


def as_typed_here(text: str) -> str:
    """Words of ours that name a command, with the command as Slack knows it."""
    return _NAMED.sub(r"/imagine \1", text)


def command_line(text: str) -> str | None:
    """The command in a text that may begin with its word; None where the text is a prompt."""
    if SIGNED.match(text):
        return text
    word, _, rest = text.strip().partition(" ")
    word, followed = word.lower(), bool(rest.strip())
    if word in LEADING or word in (FOLLOWED if followed else ALONE):
        return f"/{text.strip()}"
    return None
