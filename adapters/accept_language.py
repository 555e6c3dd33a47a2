"""Which language a browser is answered in: the first of those it asks for that is spoken here."""

import re

from bot.replies.words import Words

TAGS_MAX = 20
TAG = re.compile(
    r"([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*)(?:\s*;\s*q\s*=\s*(0(?:\.\d*)?|1(?:\.0*)?))?"
)


def asked_for(accept_language: str) -> list[str]:
    """The tags of an Accept-Language header, the best liked first."""
    found = []
    for part in accept_language.split(",")[:TAGS_MAX]:
        if (match := TAG.fullmatch(part.strip())) and (liked := float(match[2] or 1)) > 0:
            found.append((liked, match[1]))
    return [tag for _, tag in sorted(found, key=lambda one: -one[0])]


def speaks(words: Words, tag: str) -> bool:
    """Whether there is wording in the tag's language."""
    language = re.split("[-_]", tag.lower())[0]
    return words.for_locale(tag).locale.lower().partition("-")[0] == language
