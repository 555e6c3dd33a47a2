"""The tables of `lexicon.toml`: keys of what can be drawn, and the words that mean them."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_WIDE = re.compile(r"[⺀-鿿가-힯豈-﫿\u2600-\u27bf\U0001f000-\U0001faff]")


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table, ready to be searched: whole words, stems, and signs found anywhere."""

    words: dict[str, str]
    stems: dict[str, str]
    signs: dict[str, str]

    def find(self, scene: str) -> tuple[str, ...]:
        """The keys a casefolded text speaks of, in the order of mention."""
        return tuple(dict.fromkeys(key for _, key in self.places(scene)))

    def places(self, scene: str) -> Sequence[tuple[int, str]]:
        """Every mention: where in the text, and of which key."""
        found = [(m.start(), key) for m in _WORD.finditer(scene) for key in self._keys(m[0])]
        found += [(at, key) for sign, key in self.signs.items() if (at := scene.find(sign)) >= 0]
        return sorted(found)

    def _keys(self, word: str) -> list[str]:
        if word in self.words:
            return [self.words[word]]
        for length in range(len(word), 1, -1):
            if word[:length] in self.stems:
                return [self.stems[word[:length]]]
        return [key for part in word.split("-")[1:] for key in self._keys(part)]


@cache
def table(name: str) -> Table:
    """Read a table: subjects, places, moods, weather, kinds, colours or changes."""
    lines: dict[str, str] = _tables()[name]
    found = Table(words={}, stems={}, signs={})
    for key, line in lines.items():
        for word in line.casefold().split():
            if _WIDE.search(word):
                found.signs[word] = key
            elif word.endswith("*"):
                found.stems[word[:-1]] = key
            else:
                found.words[word] = key
    return found


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
