"""What is said on Slack names what exists there."""

import pytest

from adapters.slack.render import render
from adapters.slack.routing import as_typed_here
from bot.models import Field, Reply


@pytest.mark.parametrize(
    ("said", "here"),
    [
        ("Try /models.", "Try /imagine models."),
        ("/status", "/imagine status"),
        ("(/settings, /inbox)", "(/imagine settings, /imagine inbox)"),
        ("/imagine help", "/imagine help"),
        ("/credits balance", "/credits balance"),
        ("https://x.test/help", "https://x.test/help"),
        ("and/queue /queues", "and/queue /queues"),
        ("用 /help、/models", "用 /imagine help、/imagine models"),
    ],
)
def test_a_command_is_named_as_slack_knows_it(said: str, here: str) -> None:
    assert as_typed_here(said) == here


def test_every_part_of_a_card_does_but_what_a_person_wrote() -> None:
    reply = Reply(
        text="/help",
        quote="a sign that says /help",
        fields=(Field(name="/queue", value="/inbox"),),
        footer="/models",
    )
    found = render(reply)
    assert found.text == "/imagine help\na sign that says /help"
    said = str(found.blocks)
    for name in ("help", "queue", "inbox", "models"):
        assert f"/imagine {name}" in said
    assert "'a sign that says /help'" in said
