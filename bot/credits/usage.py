"""What a provider says it used: read as it comes, and kept within bounds."""

import json
from collections.abc import Mapping

USAGE_MAX_BYTES = 10_000
"""Of what is kept of one attempt's usage, as JSON."""
NAME_MAX_CHARS = 60
TEXT_MAX_CHARS = 200
COUNT_MAX = 10**12
"""No count is larger; what is larger is not one."""
_DEPTH_MAX = 3


def kept(usage: Mapping[str, object]) -> dict[str, object]:
    """The counts, names and parts of a usage that are worth keeping.

    Lists, what is nested deeper than any usage is, and numbers that are none are left out; so is
    what comes after the first 10 kB.
    """
    whole: dict[str, object] = {}
    size_bytes = 2
    for name, value in _parts(usage, depth=1).items():
        size_bytes += len(json.dumps({name: value}))
        if size_bytes > USAGE_MAX_BYTES:
            break
        whole[name] = value
    return whole


def _parts(usage: Mapping[str, object], *, depth: int) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in list(usage.items())[:USAGE_MAX_BYTES]:
        if isinstance(value, Mapping) and depth < _DEPTH_MAX:
            found[str(name)[:NAME_MAX_CHARS]] = _parts(value, depth=depth + 1)
        elif isinstance(value, str):
            found[str(name)[:NAME_MAX_CHARS]] = value[:TEXT_MAX_CHARS]
        elif value is None or isinstance(value, bool) or _is_count(value):
            found[str(name)[:NAME_MAX_CHARS]] = value
    return found


def _is_count(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) <= COUNT_MAX
