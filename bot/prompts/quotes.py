"""Quotations: text between quotation marks is the person's own and is never read as a flag."""

import re
from collections.abc import Collection

# A double quote right after a digit is an inch mark, not an opening one. A single quote opens only
# at a word's start and not before a digit ('90s), closes only at a word's end on the same line, and
# has up to three apostrophes and short stretches between, so that prose is not swallowed.
_QUOTATION = re.compile(
    r"""
      (?<!\d) ["“”„‟＂] [^"“”„‟＂]* ["“”‟＂]
    | « [^«»]* » | ‹ [^‹›\n]* › | 「 [^「」]* 」 | 『 [^『』]* 』 | 《 [^《》\n]* 》
    | (?<!\w) ['‘] (?![\s\d'‘’]) [^\n'‘’]{0,80} (?: ['’](?=\w) [^\n'‘’]{0,80} ){0,3}
      (?<!\s) ['’] (?!\w)
    """,
    re.VERBOSE,
)
_FIRST_STAND_IN = 0xF0000  # a private plane, which `clean` has emptied


def quotations(text: str) -> tuple[str, ...]:
    """The words inside each quotation of a text, in order, without their marks."""
    return tuple(found[1:-1] for found in _QUOTATION.findall(text) if found[1:-1].strip())


class Quoted:
    """A cleaned text with one stand-in character for each of its quotations and `names`.

    Names are those of people who are mentioned: whatever they call themselves is never read.
    """

    def __init__(self, text: str, names: Collection[str] = ()) -> None:
        self._names: dict[int, str] = {}
        self._held: dict[int, str] = {}
        for name in sorted(filter(None, names), key=len, reverse=True):
            code = _FIRST_STAND_IN + len(self._names)
            self._names[code] = name
            text = text.replace(name, chr(code))
        self.text = _QUOTATION.sub(self._hold, text)

    def _hold(self, match: re.Match[str]) -> str:
        code = _FIRST_STAND_IN + len(self._names) + len(self._held)
        self._held[code] = match.group()
        return chr(code)

    def at(self, position: int) -> str | None:
        """The quotation that stands at a position of `text`, without its marks."""
        if position >= len(self.text):
            return None
        held = self._held.get(ord(self.text[position]))
        return None if held is None else held[1:-1].translate(self._names)

    def restore(self, text: str) -> str:
        """Put every quotation and name back as it was written."""
        return text.translate(self._held).translate(self._names)
