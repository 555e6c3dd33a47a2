"""What somebody meant who made a slip in a flag."""

import re

from bot.errors import InvalidPrompt

CURABLE = frozenset({"unknown-flag", "bad-value"})
"""Slips whose facts may name a `suggestion` to put in the place of what was typed."""


def without_slip(text: str, slip: InvalidPrompt) -> str | None:
    """The text with the likely flag or value in the place of the wrong one; None for no guess."""
    suggestion = slip.facts.get("suggestion")
    typed = slip.facts.get("flag" if slip.reason == "unknown-flag" else "value")
    if slip.reason not in CURABLE or not suggestion or not typed:
        return None
    # A wrong value is named without its flag, a likely one with it.
    flag = "" if slip.reason == "unknown-flag" else r"[-—–]{1,2}[\w-]+[\s=:]+"
    wrong = re.compile(rf"(?<!\S){flag}{re.escape(str(typed))}(?![\w-])", re.IGNORECASE)
    cured, times = wrong.subn(str(suggestion).replace("\\", r"\\"), text)
    return cured if times == 1 else None
