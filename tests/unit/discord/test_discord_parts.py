"""The small parts: permissions, talks, pieces, downloads, what faults mean to the core."""

from pathlib import Path
from types import SimpleNamespace
from unittest.mock import MagicMock

import aiohttp
import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.downloads import Downloads
from adapters.discord.faults import told
from adapters.discord.ids import NotOfDiscord, chat_ref, user_ref
from adapters.discord.permissions import IN_CHANNEL, IN_THREAD, missing
from adapters.discord.pieces import fits, pieces
from adapters.discord.talks import LIFE_S, Original, Talk, Talks
from bot.errors import DeliveryError
from bot.models import Asset, ImageFormat, JobId, ReplyImage


@pytest.mark.parametrize(("thread", "needed"), [(False, IN_CHANNEL), (True, IN_THREAD)])
def test_each_missing_permission_is_named(thread: bool, needed: tuple[str, ...]) -> None:
    every = discord.Permissions(**dict.fromkeys(needed, True))
    assert missing(every, thread=thread) == ()
    for name in needed:
        less = discord.Permissions(every.value)
        less.update(**{name: False})
        assert missing(less, thread=thread) == (name,)


def test_an_administrator_lacks_nothing() -> None:
    assert missing(discord.Permissions(administrator=True), thread=True) == ()


def interaction(**more: object) -> MagicMock:
    user = SimpleNamespace(id=7, display_name="Mia")
    facts = {
        "id": 1,
        "user": user,
        "channel_id": 5,
        "guild_id": 3,
        "locale": discord.Locale.german,
        "permissions": discord.Permissions(manage_guild=True, manage_messages=True),
    }
    return MagicMock(spec=discord.Interaction, **facts | more)


def test_rights_of_a_server_count_only_where_the_bot_was_invited() -> None:
    inside = Talk(interaction=interaction(), seated=True).caller
    outside = Talk(interaction=interaction(), seated=False).caller
    assert (inside.is_admin, inside.may_moderate) == (True, True)
    assert (outside.is_admin, outside.may_moderate) == (False, False)
    assert inside.locale == "de"


def test_a_talk_is_found_by_task_job_and_message_until_its_token_ends() -> None:
    now = 0.0
    talks = Talks(now=lambda: now)
    talk = Talk(interaction=interaction(), seated=False)
    with talks.handling(talk):
        assert talks.present is talk
        assert talks.of_job(None) is talk
    assert talks.present is None
    talks.remember(talk, message=9, job=JobId("job"))
    assert talks.of_job(JobId("job")) is talk
    assert talks.of_message(9) is talk
    assert talks.outside(chat_ref(5), user_ref(7)) is talk
    assert talks.outside(chat_ref(6), user_ref(7)) is None
    now = LIFE_S - 1.0
    assert talks.of_message(9) is talk
    now = float(LIFE_S)
    assert talks.of_job(JobId("job")) is None
    assert talks.of_message(9) is None
    assert talks.outside(chat_ref(5), user_ref(7)) is None


def test_a_talk_ends_by_time_and_by_word() -> None:
    fresh = interaction(is_expired=lambda: False)
    old = interaction(is_expired=lambda: True)
    assert Talk(interaction=fresh, seated=True).alive
    assert not Talk(interaction=old, seated=True).alive
    assert not Talk(interaction=fresh, seated=True, ended=True).alive
    assert Talk(interaction=fresh, seated=True).original is Original.LOADING


def picture(size_bytes: int) -> ReplyImage:
    asset = Asset(sha256="0" * 64, format=ImageFormat.PNG, width=1, height=1, size_bytes=size_bytes)
    return ReplyImage(asset=asset, filename="fox.png", alt="")


def test_a_file_at_the_limit_fits_and_one_beyond_does_not() -> None:
    assert fits(picture(100), 100)
    assert not fits(picture(101), 100)


@given(data=st.binary(min_size=1, max_size=400), limit=st.integers(min_value=7, max_value=120))
def test_parts_joined_are_the_file(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, limit: int
) -> None:
    path = tmp_path_factory.mktemp("parts") / "fox.png"
    path.write_bytes(data)
    parts = pieces(path, picture(len(data)), limit)
    try:
        read = [part.fp.read() for part in parts]
        for part in parts:
            part.fp.seek(0)
        assert [part.fp.read() for part in parts] == read  # a retry reads them again
        assert b"".join(read) == data
        assert all(len(one) <= limit for one in read)
        assert parts[0].filename == "fox.png.001"
    finally:
        for part in parts:
            part.close()


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a.png",
        "http://cdn.discordapp.com/a.png",
        "https://cdn.discordapp.com.evil.example/a.png",
        "https://cdn.discordapp.com@evil.example/a.png",
        "https://cdn.discordapp.com:8443/a.png",
        "http://127.0.0.1:1/a.png",
    ],
)
async def test_only_discords_file_servers_are_asked(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        attachment = Downloads(session, "https://cdn.discordapp.com").of_payload(
            {"filename": "a.png", "url": url}
        )
        with pytest.raises(ValueError, match="not a file server"):
            await anext(attachment.open())


def answered(status: int, code: int = 0) -> discord.HTTPException:
    response = MagicMock(status=status, reason="x")
    return discord.HTTPException(response, {"code": code, "message": "x"})


@pytest.mark.parametrize(
    ("fault", "permanent"),
    [
        (answered(403, 50013), True),
        (answered(404, 10003), True),
        (answered(400, 50083), True),
        (answered(413, 40005), True),
        (answered(401), False),
        (answered(429), False),
        (answered(500), False),
        (answered(503), False),
        (discord.RateLimited(70.0), False),
        (aiohttp.ClientOSError("reset"), False),
        (TimeoutError(), False),
        (NotOfDiscord("elsewhere"), True),
        (ValueError("too many parts"), True),
        (RuntimeError("Session is closed"), False),
        (RuntimeError("of ours"), False),
    ],
)
def test_what_a_fault_means(fault: Exception, permanent: bool) -> None:
    with pytest.raises(DeliveryError) as caught, told():
        raise fault
    assert caught.value.permanent is permanent


@pytest.mark.parametrize(
    ("fault", "told_of"),
    [
        (ValueError("of ours"), True),
        (RuntimeError("of ours"), True),
        (RuntimeError("Session is closed"), False),
        (NotOfDiscord("elsewhere"), False),
        (answered(500), False),
    ],
)
def test_a_defect_of_ours_leaves_its_trace(
    fault: Exception, told_of: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(DeliveryError), told():
        raise fault
    assert bool(caplog.records and caplog.records[0].exc_info) is told_of


def test_a_rate_limit_says_when_to_come_back() -> None:
    with pytest.raises(DeliveryError) as caught, told():
        raise discord.RateLimited(70.0)
    assert caught.value.retry_after_s == 70.0


def test_no_token_is_in_what_a_fault_tells(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError) as caught, told():
        raise answered(401, 50027)
    assert str(caught.value) == "401 50027"
