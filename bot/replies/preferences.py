"""What is said of defaults: each with its value, and whose choice it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.models import Audience, Field, Reply, Tone
from bot.replies.words import Phrases

TITLED = frozenset({"quality", "spoiler", "age_restricted"})
"""Settings whose values have words."""


@dataclass(frozen=True, kw_only=True)
class PreferenceRow:
    """A setting that holds here; `scope` is whose choice it is, "" where nobody chose."""

    name: str
    value: object
    scope: str = ""


def preferences_card(
    say: Phrases, *, rows: Sequence[PreferenceRow], changed: str | None = None
) -> Reply:
    """Show what holds; `changed` is the scope that was changed just now."""
    return Reply(
        text=say.join(
            say(f"settings-changed-{changed}") if changed else say("settings-text"),
            say("settings-how") if changed is None else "",
        ),
        fields=tuple(
            Field(name=say(f"setting-{row.name.replace('_', '-')}"), value=_told(say, row))
            for row in rows
        ),
        tone=Tone.DONE if changed else Tone.PLAIN,
        audience=Audience.REQUESTER,
    )


def _told(say: Phrases, row: PreferenceRow) -> str:
    value = _value(say, row)
    return say("settings-chosen", value=value, by=say(f"scope-{row.scope}")) if row.scope else value


def _value(say: Phrases, row: PreferenceRow) -> str:
    if row.value is None:
        return say("settings-none")
    if isinstance(row.value, bool):
        return say("settings-on") if row.value else say("settings-off")
    if row.name in TITLED:
        return say(f"{row.name.replace('_', '-')}-{row.value}")
    return str(row.value)
