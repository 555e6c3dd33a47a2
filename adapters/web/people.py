"""The three people of the local chat: a tab is one of them, chosen in its address."""

from dataclasses import dataclass

from adapters.web.ids import user_ref
from bot.models import Caller


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone to be. `id` is what `@id` mentions and what the address of a tab names."""

    id: str
    name: str
    is_admin: bool = False

    def caller(self, locale: str) -> Caller:
        """Say who asks, as the core knows people."""
        return Caller(
            user=user_ref(self.id),
            name=self.name,
            locale=locale,
            is_admin=self.is_admin,
            may_moderate=self.is_admin,
        )


PEOPLE = (
    Person(id="mia", name="Mia"),
    Person(id="ben", name="Ben"),
    Person(id="ada", name="Ada", is_admin=True),
)
BY_ID = {person.id: person for person in PEOPLE}


def person_of(id_: str) -> Person:
    """The person of that id; the first one where there is no such person."""
    return BY_ID.get(id_, PEOPLE[0])
