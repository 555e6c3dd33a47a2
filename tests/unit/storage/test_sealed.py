"""Records that are worth stealing: what the database sees of them, and who can open them."""

import base64

import pytest

from bot.errors import StartError
from bot.storage.database import Database
from bot.storage.keyvalue import DatabaseKeyValue
from bot.storage.sealed import MARK, Keyring, SealedKeyValue, new_key
from tests.fakes.clock import FakeClock
from tests.fakes.databases import database, database_url, postgres, sqlite_template

__all__ = ["database", "database_url", "postgres", "sqlite_template"]

TOKEN = "xoxb-of-a-workspace"
OLD, NEW = new_key(), new_key()


def ring(*keys: str) -> Keyring:
    found = Keyring.parse(",".join(keys))
    assert found is not None
    return found


@pytest.fixture
def plain(database: Database) -> DatabaseKeyValue:
    return DatabaseKeyValue(database, FakeClock())


async def test_the_database_sees_no_token(plain: DatabaseKeyValue) -> None:
    sealed = SealedKeyValue(plain, ring(OLD))
    await sealed.set("installed:T1", TOKEN)
    kept = await plain.get("installed:T1") or ""
    assert kept.startswith(MARK)
    assert TOKEN not in kept
    assert TOKEN.encode() not in base64.b64decode(kept.removeprefix(MARK))
    assert await sealed.get("installed:T1") == TOKEN
    assert await sealed.scan("installed:") == [("installed:T1", TOKEN)]
    await sealed.set("installed:T1", TOKEN)
    assert await plain.get("installed:T1") != kept, "the same text is sealed differently each time"


async def test_a_record_does_not_open_in_the_place_of_another(plain: DatabaseKeyValue) -> None:
    sealed = SealedKeyValue(plain, ring(OLD))
    await sealed.set("installed:T1", TOKEN)
    await plain.set("installed:T2", await plain.get("installed:T1") or "")
    assert await sealed.get("installed:T2") is None


@pytest.mark.parametrize("kept", [TOKEN, "", MARK, f"{MARK}AAAA", f"{MARK}no base64 !"])
async def test_what_was_not_sealed_is_not_believed(plain: DatabaseKeyValue, kept: str) -> None:
    await plain.set("installed:T1", kept)
    assert await SealedKeyValue(plain, ring(OLD)).get("installed:T1") is None


async def test_plain_records_of_earlier_versions_are_sealed(plain: DatabaseKeyValue) -> None:
    for number in range(3):
        await plain.set(f"installed:T{number}", TOKEN)
    await plain.set("other", "not one of them")
    sealed = SealedKeyValue(plain, ring(OLD))
    assert await sealed.reseal("installed:") == 3
    assert await sealed.reseal("installed:") == 0
    assert await sealed.get("installed:T2") == TOKEN
    assert await plain.get("other") == "not one of them"


async def test_a_new_key_takes_over(plain: DatabaseKeyValue) -> None:
    await SealedKeyValue(plain, ring(OLD)).set("installed:T1", TOKEN)
    both = SealedKeyValue(plain, ring(NEW, OLD))
    assert await both.get("installed:T1") == TOKEN
    assert await both.reseal("installed:") == 1
    assert await SealedKeyValue(plain, ring(NEW)).get("installed:T1") == TOKEN
    assert await SealedKeyValue(plain, ring(OLD)).get("installed:T1") is None


async def test_a_lost_key_is_said_and_its_records_can_be_let_go(plain: DatabaseKeyValue) -> None:
    await SealedKeyValue(plain, ring(OLD)).set("installed:T1", TOKEN)
    await SealedKeyValue(plain, ring(NEW)).set("installed:T2", TOKEN)
    sealed = SealedKeyValue(plain, ring(NEW))
    with pytest.raises(StartError, match=r"opens 1 of the stored tokens.*imagine secrets forget"):
        await sealed.reseal("installed:")
    assert await plain.get("installed:T1") is not None
    assert await sealed.forget_closed("installed:") == 1
    assert await sealed.reseal("installed:") == 0
    assert await sealed.get("installed:T2") == TOKEN


@pytest.mark.parametrize("word", ["short", "x" * 43 + "!", base64.b64encode(b"k" * 31).decode()])
def test_a_weak_key_is_refused_without_showing_it(word: str) -> None:
    with pytest.raises(StartError, match=r"Key 2 .*imagine secrets new") as refused:
        Keyring.parse(f"{OLD},{word}")
    assert word not in str(refused.value)


def test_keys_are_read_as_they_are_usually_written() -> None:
    raw = bytes(range(224, 256))
    standard, url = base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode()
    assert standard != url
    secrets = {ring(word).derived("links") for word in (standard, url, f" {url.rstrip('=')} ,")}
    assert len(secrets) == 1
    assert Keyring.parse(" , ") is None


def test_a_derived_secret_belongs_to_its_purpose_and_key() -> None:
    links, others = ring(NEW, OLD).derived("links"), ring(NEW, OLD).derived("states")
    assert len({*links, *others}) == 4
    assert links[1:] == ring(OLD).derived("links")
