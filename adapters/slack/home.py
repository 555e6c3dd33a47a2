"""The app's page: credits, open jobs, latest pictures. Pure."""

from collections.abc import Sequence

from adapters.slack.limits import ALT_CHARS_MAX, BUTTON_CHARS_MAX, VIEW_BLOCKS_MAX, cut
from adapters.slack.memory import RecentPicture
from adapters.slack.render import Block, button, plain, render
from bot.models import Action, JobId, Reply, Verb
from bot.replies.words import Phrases

CREATE = "home:create"
HELP = "home:help"
HISTORY = "home:history"
SETTINGS = "home:settings"
LINES = {HELP: "/help", HISTORY: "/credits history", SETTINGS: "/settings"}
"""Buttons that stand for a typed line."""


def render_home(
    say: Phrases, *, balance: Reply, queue: Reply, recent: Sequence[RecentPicture]
) -> Block:
    """Build the page."""
    blocks = [
        {"type": "header", "text": plain(say("home-title"), 150)},
        *render(balance).blocks,
        {
            "type": "actions",
            "elements": [
                {**_button(say("home-create"), CREATE), "style": "primary"},
                _button(say("home-history"), HISTORY),
                _button(say("home-settings"), SETTINGS),
                _button(say("home-help"), HELP),
            ],
        },
        {"type": "divider"},
        *render(queue).blocks,
        *_recent(say, recent),
    ]
    return {"type": "home", "blocks": blocks[:VIEW_BLOCKS_MAX]}


def _recent(say: Phrases, recent: Sequence[RecentPicture]) -> list[Block]:
    if not recent:
        return []
    blocks: list[Block] = [
        {"type": "divider"},
        {"type": "section", "text": plain(say("home-recent"), 150)},
    ]
    for picture in recent:
        edit = Action(
            verb=Verb.EDIT,
            job=JobId(picture.job),
            index=picture.index,
            label=say("home-edit"),
        )
        blocks += [
            {
                "type": "image",
                "slack_file": {"id": picture.file},
                "alt_text": cut(picture.alt, ALT_CHARS_MAX) or picture.job,
            },
            {"type": "actions", "elements": [button(edit)]},
        ]
    return blocks


def _button(label: str, action_id: str) -> Block:
    return {"type": "button", "text": plain(label, BUTTON_CHARS_MAX), "action_id": action_id}
