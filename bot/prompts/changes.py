"""Quick changes: edits by name, for people who would rather pick than write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.catalog import Id, Text, read_table, with_ids
from bot.errors import InvalidPrompt

DETAILS = "{details}"
CHANGES_MAX = 25
"""What the smallest platform's select takes."""


def _with_details(words: str) -> str:
    if words.count(DETAILS) != 1:
        raise ValueError(f"has to say once where {DETAILS} go")
    return words


@dataclass(frozen=True, kw_only=True)
class QuickChange:
    """One way to change a picture: `words` around a person's details, `plain` without any."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: Id
    title: Text
    words: Annotated[Text, AfterValidator(_with_details)]
    plain: Text
    titles: Mapping[str, Text] = field(default_factory=dict)

    def titled(self, locale: str) -> str:
        """The title in the language of one of our wordings, else the plain one."""
        return self.titles.get(locale, self.title)

    def worded(self, details: str) -> str:
        """The edit in words."""
        told = " ".join(details.split()).rstrip(".")
        return self.words.replace(DETAILS, told) if told else self.plain


class QuickChanges:
    """All of them, in the file's order."""

    def __init__(self, changes: Sequence[QuickChange] = ()) -> None:
        self._changes = {change.id: change for change in changes}

    def __iter__(self) -> Iterator[QuickChange]:
        return iter(self._changes.values())

    def __len__(self) -> int:
        return len(self._changes)

    def get(self, name: str) -> QuickChange:
        """Raises InvalidPrompt, reason bad-value: the file was edited since it was offered."""
        if name not in self._changes:
            titles = [change.title for change in self]
            raise InvalidPrompt("bad-value", flag="change", value=name, allowed=titles)
        return self._changes[name]


class _ChangesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    changes: Annotated[list[QuickChange], BeforeValidator(with_ids), Field(max_length=CHANGES_MAX)]


def load_changes(changes_toml: Path) -> QuickChanges:
    """Read the file. Raises StartError: entry and what is allowed."""
    return QuickChanges(read_table(changes_toml, _ChangesFile).changes)
