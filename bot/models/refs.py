"""Who and where: platform-neutral addresses. Their ids are opaque outside the adapters."""

from dataclasses import dataclass
from typing import NewType, Self

PersonId = NewType("PersonId", str)
"""A wallet's owner inside the core: a user in a team. Who is in two teams has two wallets."""

TeamId = NewType("TeamId", str)
"""Who shares wallets, history, settings and admins: the operator's own, or one guest place."""

HOME_TEAM = TeamId("home")
"""The operator's own team, of all its servers and workspaces together."""

JobId = NewType("JobId", str)
"""Short (<= 16 characters) and safe in URLs, so that it fits into any platform's button."""


@dataclass(frozen=True, kw_only=True, order=True)
class UserRef:
    """A user of a platform; written `platform:id`, as in `IMAGINE_ADMINS`."""

    platform: str
    id: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `platform:id`; the id may hold further colons. Raises ValueError."""
        platform, found, id_ = text.strip().partition(":")
        if not (platform and found and id_):
            raise ValueError(f"{text!r} is not of the form platform:id")
        return cls(platform=platform, id=id_)

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, kw_only=True, order=True)
class ChatRef:
    """A place messages can be posted to, deliverable after a restart."""

    platform: str
    id: str


@dataclass(frozen=True, kw_only=True, order=True)
class MessageRef:
    """A message in a chat."""

    chat: ChatRef
    id: str


@dataclass(frozen=True, kw_only=True, order=True)
class PictureRef:
    """One picture of a job's result; `index` counts from 1, as people do."""

    job: JobId
    index: int
