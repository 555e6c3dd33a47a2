"""What people typed, as they see it."""

from types import SimpleNamespace
from typing import Any

import pytest

from adapters.discord.ids import user_ref
from adapters.discord.typed import as_seen

BOB, OTHER_BOB, MIA = 100000000000000001, 100000000000000002, 100000000000000003


def person(id_: int, name: str) -> Any:
    return SimpleNamespace(id=id_, display_name=name)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (f"a portrait of <@{BOB}>", "a portrait of @Bob"),
        (f"<@!{BOB}> and <@{MIA}>", "@Bob and @Mia"),
        ("a <:party:123456789012345678> cake", "a :party: cake"),
        ("a <a:dance:123456789012345678> cake", "a :dance: cake"),
        ("for <#123456789012345678> and <@&123456789012345678>", "for  and "),
        ("somebody else, <@999999999999999999>", "somebody else, @somebody"),
        ("1 < 2 > 0, <3 and <@nobody>", "1 < 2 > 0, <3 and <@nobody>"),
    ],
)
def test_names_stand_for_numbers(text: str, seen: str) -> None:
    found, whose = as_seen(text, [person(BOB, "Bob"), person(MIA, "Mia")])
    assert found == seen
    assert whose == {"@Bob": user_ref(BOB), "@Mia": user_ref(MIA)}


def test_two_of_one_name_are_told_apart() -> None:
    text = f"give <@{OTHER_BOB}> 5"
    found, whose = as_seen(text, [person(BOB, "Bob"), person(OTHER_BOB, "Bob")])
    assert found == text
    assert whose[f"<@{OTHER_BOB}>"] == user_ref(OTHER_BOB)
