"""Records that are worth stealing, encrypted before the database sees them.

AES-256-GCM with the record's key as associated data: one moved to another key does not open.
"""

import base64
import binascii
import logging
import secrets
from collections.abc import Sequence
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import StartError
from bot.ports import KeyValue

KEY_BYTES = 32
NONCE_BYTES = 12
MARK = "sealed:1:"
"""What a sealed record begins with; the figure is the version of the format."""
PAGE = 100

log = logging.getLogger(__name__)


def new_key() -> str:
    """A key for IMAGINE_SECRET_KEYS, from the system's randomness."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


class Keyring:
    """The keys of an installation: the first seals, all of them open."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        assert keys
        self._keys = tuple(keys)
        self._ciphers = [AESGCM(_derived(key, "records")) for key in keys]

    @classmethod
    def parse(cls, text: str) -> "Keyring | None":
        """Read IMAGINE_SECRET_KEYS; None where nothing is set. Raises StartError."""
        words = [word.strip() for word in text.split(",") if word.strip()]
        return cls([_key(number, word) for number, word in enumerate(words, 1)]) if words else None

    def seal(self, value: str, *, name: str) -> str:
        """Encrypt a record kept under `name`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        body = self._ciphers[0].encrypt(nonce, value.encode(), name.encode())
        return MARK + base64.b64encode(nonce + body).decode()

    def open(self, sealed: str, *, name: str) -> str | None:
        """Decrypt it; None where no key opens it under this name, or it is not sealed."""
        found = self._opened(sealed, name)
        return found[0] if found else None

    def is_current(self, sealed: str, *, name: str) -> bool:
        """Whether the first key opens it, so that the others are not needed for it."""
        found = self._opened(sealed, name)
        return found is not None and found[1] == 0

    def derived(self, purpose: str) -> tuple[bytes, ...]:
        """Another secret for a purpose, of each key in turn: the first signs, all are believed."""
        return tuple(_derived(key, purpose) for key in self._keys)

    def _opened(self, sealed: str, name: str) -> tuple[str, int] | None:
        try:
            raw = base64.b64decode(sealed.removeprefix(MARK), validate=True)
        except (binascii.Error, ValueError):
            return None
        if not sealed.startswith(MARK) or len(raw) <= NONCE_BYTES:
            return None
        nonce, body = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        for number, cipher in enumerate(self._ciphers):
            try:
                return cipher.decrypt(nonce, body, name.encode()).decode(), number
            except InvalidTag:
                continue
        return None


class SealedKeyValue:
    """Implements `bot.ports.KeyValue` over another one that sees only sealed values."""

    def __init__(self, store: KeyValue, keyring: Keyring) -> None:
        self._store = store
        self._keyring = keyring

    async def get(self, key: str) -> str | None:
        """See the port. One that cannot be opened counts as absent, and is told in the log."""
        kept = await self._store.get(key)
        return None if kept is None else self._open(key, kept)

    async def set(self, key: str, value: str, *, lasts: timedelta | None = None) -> None:
        """See the port."""
        await self._store.set(key, self._keyring.seal(value, name=key), lasts=lasts)

    async def delete(self, key: str) -> None:
        """See the port."""
        await self._store.delete(key)

    async def scan(
        self, prefix: str, *, after: str = "", limit: int = 100, newest: bool = False
    ) -> Sequence[tuple[str, str]]:
        """See the port."""
        page = await self._store.scan(prefix, after=after, limit=limit, newest=newest)
        opened = [(key, self._open(key, kept)) for key, kept in page]
        return [(key, value) for key, value in opened if value is not None]

    async def reseal(self, prefix: str) -> int:
        """Seal with the first key what is plain or of an older key; returns how many were.

        For records that do not end. Raises StartError where some cannot be opened; these are left
        as they are.
        """
        written, closed, after = 0, 0, ""
        while page := await self._store.scan(prefix, after=after, limit=PAGE):
            after = page[-1][0]
            for key, kept in page:
                plain = self._keyring.open(kept, name=key) if kept.startswith(MARK) else kept
                if plain is None:
                    closed += 1
                elif not self._keyring.is_current(kept, name=key):
                    await self.set(key, plain)
                    written += 1
        if closed:
            raise StartError(
                f"No key of IMAGINE_SECRET_KEYS opens {closed} of the stored tokens. Put the old "
                "key back, after the new one and a comma; or, where it is lost, run "
                "`imagine secrets forget` and install the app there again."
            )
        return written

    async def forget_closed(self, prefix: str) -> int:
        """Delete the sealed records that no key opens; returns how many there were."""
        gone, after = 0, ""
        while page := await self._store.scan(prefix, after=after, limit=PAGE):
            after = page[-1][0]
            for key, kept in page:
                if kept.startswith(MARK) and self._keyring.open(kept, name=key) is None:
                    await self._store.delete(key)
                    gone += 1
        return gone

    def _open(self, key: str, kept: str) -> str | None:
        value = self._keyring.open(kept, name=key)
        if value is None:
            log.error("a stored token cannot be opened with IMAGINE_SECRET_KEYS")
        return value


def _key(number: int, word: str) -> bytes:
    try:
        text = word.replace("-", "+").replace("_", "/").rstrip("=")
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise StartError(
            f"Key {number} of IMAGINE_SECRET_KEYS is not 32 random bytes in base64. "
            "`imagine secrets new` makes one; several are separated by commas."
        )
    return key


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"imagine {purpose}".encode()
    ).derive(key)
