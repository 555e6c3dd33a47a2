import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.ids import (
    STUDIO,
    message_number,
    message_ref,
    person_id,
    user_ref,
)
from adapters.web.people import PEOPLE, person_of
from bot.models import ChatRef, MessageRef, UserRef


@given(st.integers(min_value=0, max_value=10**12))
def test_messages_come_back(number: int) -> None:
    assert message_number(message_ref(number)) == number


def test_people_come_back() -> None:
    for person in PEOPLE:
        assert person_of(person_id(user_ref(person.id))) is person


def test_people_can_be_written_as_admins_are() -> None:
    assert UserRef.parse("web:ada") == user_ref("ada")


@pytest.mark.parametrize("id_", ["", "x", "-1", "1.0", "²", "0x1", " 1"])
def test_no_message_of_ours(id_: str) -> None:
    with pytest.raises(ValueError, match="not of the local chat"):
        message_number(MessageRef(chat=STUDIO, id=id_))


def test_another_platforms_addresses_are_refused() -> None:
    elsewhere = ChatRef(platform="slack", id="studio")
    with pytest.raises(ValueError, match="not of the local chat"):
        message_number(MessageRef(chat=elsewhere, id="1"))
    with pytest.raises(ValueError, match="not of the local chat"):
        person_id(UserRef(platform="slack", id="mia"))


def test_an_unknown_person_is_the_first() -> None:
    assert person_of("mallory") is PEOPLE[0]


def test_one_of_the_people_is_an_admin() -> None:
    assert [p.caller("en").is_admin for p in PEOPLE] == [False, False, True]
