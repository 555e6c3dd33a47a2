"""Which parts of a setting are secret."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

SECRET_CHARS_MIN = 4
"""Shorter ones would take half of every word out of a log."""
USER_CHARS_MIN = 12
"""An access key in the place of a user is longer; names like `postgres` are no secret."""
SECRET_QUERIES = ("password", "secret", "token", "key", "sig", "credential")


def secrets_in(value: str) -> Iterator[str]:
    """The secrets in a setting that is a key, keys separated by commas, or an address with both."""
    if "://" not in value:
        yield from (part for part in (value, *value.split(",")) if len(part) >= SECRET_CHARS_MIN)
        return
    try:
        address = urlsplit(value)
        user, password = address.username or "", address.password or ""
    except ValueError:
        return
    if userinfo := address.netloc.rpartition("@")[0]:
        yield f"{userinfo}@"
    found = [password] if password else []
    if len(user) >= USER_CHARS_MIN or (user and not password):
        found.append(user)
    for name, said in parse_qsl(address.query):
        if any(word in name.lower() for word in SECRET_QUERIES):
            found.append(said)
    for secret in found:
        for spelled in {secret, unquote(secret)}:
            if len(spelled) >= SECRET_CHARS_MIN:
                yield spelled
