"""Commands typed as text: `/imagine ...`, `/credits grant ...`; what follows is read elsewhere."""

import re
from dataclasses import dataclass

from bot.catalog import closest
from bot.errors import InvalidPrompt
from bot.prompts.clean import clean

COMMANDS: dict[str, str] = {
    "imagine": "imagine",
    "edit": "edit",
    "enhance": "enhance",
    "compare": "compare",
    "credits balance": "balance",
    "credits history": "history",
    "credits grant": "grant",
    "credits revoke": "revoke",
    "settings": "settings",
    "inbox": "inbox",
    "privacy": "privacy",
    "help": "help",
    "models": "models",
    "queue": "queue",
    "status": "status",
}
"""How a command is spelled -> its name."""

_SHORT = {"credits": "balance", "balance": "balance", "history": "history"}
_FOREIGN = {
    "draw": "/imagine",
    "dream": "/imagine",
    "paint": "/imagine",
    "image": "/imagine",
    "generate": "/imagine",
    "credit": "/credits",
    "grant": "/credits grant",
    "revoke": "/credits revoke",
    "model": "/models",
    "improve": "/enhance",
    "optimize": "/enhance",
    "undelivered": "/inbox",
    "gdpr": "/privacy",
    "export": "/privacy",
    "preferences": "/settings",
    "defaults": "/settings",
    "config": "/settings",
}
_COMMAND = re.compile(
    r"\s*(?P<sign>[/／!！])(?P<word>[^\W\d_]+)(?![\w/])\s*(?P<rest>.*)", re.DOTALL
)


@dataclass(frozen=True, kw_only=True)
class Command:
    """One of the names of COMMANDS, and the text after it."""

    name: str
    rest: str


def split_command(text: str) -> Command | None:
    """Read a command at the start of a text; None where there is none.

    After `/` an unknown word is refused (InvalidPrompt, unknown-command: command, suggestion);
    after `!` it is prose.
    """
    match = _COMMAND.fullmatch(clean(text))
    if match is None:
        return None
    word, rest = match["word"].lower(), match["rest"].strip()
    if word == "credits":
        return _credits(rest)
    name = COMMANDS.get(word) or _SHORT.get(word)
    if name:
        return Command(name=name, rest=rest)
    if match["sign"] in "!！":
        return None
    spelled = sorted({spelling.partition(" ")[0] for spelling in COMMANDS})
    near = closest(word, spelled)
    suggestion = _FOREIGN.get(word) or (f"/{near}" if near else None)
    raise InvalidPrompt("unknown-command", command=f"/{match['word']}", suggestion=suggestion)


def _credits(rest: str) -> Command:
    word, *tail = rest.split(maxsplit=1) or [""]
    if not word:
        return Command(name="balance", rest="")
    name = COMMANDS.get(f"credits {word.lower()}")
    if name:
        return Command(name=name, rest="".join(tail).strip())
    subs = [s.removeprefix("credits ") for s in COMMANDS if s.startswith("credits ")]
    near = closest(word, subs) or ("grant" if tail else "balance")
    raise InvalidPrompt(
        "unknown-command", command=f"/credits {word}", suggestion=f"/credits {near}"
    )
