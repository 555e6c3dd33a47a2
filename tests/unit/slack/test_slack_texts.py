"""Addresses, and the words people typed."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.ids import (
    Place,
    chat_ref,
    message_ref,
    place_of,
    user_ids,
    user_ref,
)
from adapters.slack.people import People
from adapters.slack.routing import command_line
from adapters.slack.texts import Heard, hear, mentions, speaks_to_another, without
from bot.errors import DeliveryError
from bot.models import Caller, ChatRef, UserRef

IDS = st.text(alphabet="ABCDEFGHIJ0123456789", min_size=1, max_size=12)
TS = st.from_regex(r"[0-9]{10}\.[0-9]{6}", fullmatch=True)


class KnownPeople(People):
    """Names without a Slack."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._given = names

    async def caller(self, team: str, user: str) -> Caller:
        return Caller(user=user_ref(team, user), name=self._given.get(user, user))

    async def named(self, team: str, name: str) -> UserRef | None:
        raise DeliveryError("not here")


PEOPLE = KnownPeople({"U1": "Mara", "U2": "Jo  Ann", "U3": "Mara"})


@given(IDS, IDS, st.one_of(st.just(""), TS))
def test_places_go_out_and_come_back(team: str, channel: str, thread: str) -> None:
    place = Place(team=team, channel=channel, thread=thread)
    assert place_of(chat_ref(place)) == place


@given(IDS, IDS, TS)
def test_messages_and_people_go_out_and_come_back(team: str, id_: str, ts: str) -> None:
    assert place_of(message_ref(team, id_, ts).chat) == Place(team=team, channel=id_)
    assert user_ids(user_ref(team, id_)) == (team, id_)
    assert UserRef.parse(str(user_ref(team, id_))) == user_ref(team, id_)


@pytest.mark.parametrize("id_", ["", "T1", "T1:", ":C1", "T1:C1:1:2"])
def test_other_addresses_are_refused(id_: str) -> None:
    with pytest.raises(ValueError, match="not of Slack"):
        place_of(ChatRef(platform="slack", id=id_))
    with pytest.raises(ValueError, match="not of Slack"):
        place_of(ChatRef(platform="web", id="T1:C1"))


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<@U1> and <@U2|jo>", "@Mara and @Jo Ann"),
        ("<#C1|general> <#C2>", "#general #channel"),
        ("<!here> <!channel> <!date^1^{date}|x>", "@here @channel @date"),
        ("<https://x.test/a?b=1&amp;c=2|x.test>", "https://x.test/a?b=1&c=2"),
        ("<mailto:a@b.test|a@b.test>", "a@b.test"),
        ('a sign "<http://acme.test|acme.test>"', 'a sign "acme.test"'),
        ("<https://acme.test|other.test>", "https://acme.test"),
        ("<https://acme.test>", "https://acme.test"),
        ("1 &lt; 2 <not a token>", "1 < 2 <not a token>"),
    ],
)
async def test_texts_are_read_as_they_were_typed(raw: str, typed: str) -> None:
    assert (await hear(PEOPLE, "T1", raw)).text == typed


async def test_names_stand_for_people_even_when_two_share_one() -> None:
    heard = await hear(PEOPLE, "T1", "grant <@U1> and <@U3>")
    assert heard.text == "grant @Mara and @Mara (U3)"
    assert heard.mentions == {"@Mara": user_ref("T1", "U1"), "@Mara (U3)": user_ref("T1", "U3")}


async def test_groups_are_kept_by_their_handle() -> None:
    heard = await hear(PEOPLE, "T1", "grant <!subteam^S1|@design> 10")
    assert heard == Heard(text="grant @design 10", groups={"@design": "S1"})


def test_the_bots_own_name_is_heard_and_taken_away() -> None:
    assert mentions("hi <@U9|imagine>", "U9")
    assert not mentions("hi U9", "U9")
    assert without("<@U9> a fox for <@U1>", "U9") == "a fox for <@U1>"
    assert speaks_to_another("  <@U1> look", "U9")
    assert not speaks_to_another("<@U9> look", "U9")
    assert not speaks_to_another("look <@U1>", "U9")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("help", "/help"),
        ("Models", "/Models"),
        ("models of old ships", None),
        ("queue", "/queue"),
        ("credits grant @mara 5", "/credits grant @mara 5"),
        ("compare", None),
        ("compare a fox", "/compare a fox"),
        ("enhance a fox", "/enhance a fox"),
        ("settings quality high", "/settings quality high"),
        ("/imagine a fox", "/imagine a fox"),
        ("!imagine a fox", "!imagine a fox"),
        ("!", None),
        ("a fox", None),
        ("", None),
    ],
)
def test_first_words_are_commands_where_they_can_be(text: str, line: str | None) -> None:
    assert command_line(text) == line
