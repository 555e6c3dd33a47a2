"""What the doctor finds on Discord."""

from collections.abc import AsyncIterator, Collection

import pytest

from adapters.discord.application import Options
from adapters.discord.check import check, invite_link
from bot.models import Finding, Health
from tests.fakes.discord.people import FakeDiscord
from tests.fakes.discord.server import TOKEN, fake_discord
from tests.fakes.discord.world import ATTACH


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    async with fake_discord() as discord:
        yield discord


async def found(discord: FakeDiscord, *, homes: Collection[str] = ()) -> list[Finding]:
    options = Options(
        token=TOKEN,
        api_base=discord.api_url,
        gateway_url=discord.gateway_url,
        cdn_base=discord.cdn_url,
    )
    return await check(options, homes=homes)


def bad(findings: list[Finding]) -> list[str]:
    return [one.text for one in findings if one.health is Health.BROKEN]


async def test_a_whole_installation(discord: FakeDiscord) -> None:
    discord.content_intent = discord.members_intent = True
    discord.guild("team")
    findings = await found(discord)
    assert {one.health for one in findings} == {Health.GOOD}
    assert invite_link(discord.application) in findings[0].text


async def test_the_link_asks_for_exactly_what_is_needed() -> None:
    link = invite_link(5)
    assert "client_id=5" in link
    assert "scope=bot+applications.commands" in link
    needed = sum(1 << bit for bit in (10, 11, 14, 15, 16, 35, 38))
    assert f"permissions={needed}" in link


async def test_intents_that_are_off_are_notes_with_a_mend(discord: FakeDiscord) -> None:
    discord.guild("team")
    notes = [one for one in await found(discord) if one.health is Health.WARNING]
    assert len(notes) == 2
    assert all(str(discord.application) in one.mend for one in notes)


async def test_a_server_that_withholds_a_permission_is_named(discord: FakeDiscord) -> None:
    guild = discord.guild("strict team")
    guild.roles[guild.id].permissions &= ~ATTACH
    discord.guild("other team")
    findings = await found(discord)
    assert bad(findings) == ["In “strict team” it lacks: Attach Files."]
    assert "In 1 of 2 servers it may do all it needs." in [one.text for one in findings]


async def test_no_server_yet(discord: FakeDiscord) -> None:
    assert any("no server" in one.text for one in await found(discord))


async def test_commands_that_go_elsewhere(discord: FakeDiscord) -> None:
    discord.endpoint = "https://old.example/interactions"
    assert "interactions endpoint" in bad(await found(discord))[0]


async def test_a_bot_that_anyone_may_invite(discord: FakeDiscord) -> None:
    discord.public = True
    guild = discord.guild("our team")
    home = f"discord:{guild.id}"
    (wrong,) = [one for one in await found(discord) if one.health is Health.BROKEN]
    assert "IMAGINE_HOMES" in wrong.text
    assert home in wrong.mend
    notes = [one for one in await found(discord, homes={home}) if one.health is Health.WARNING]
    (note,) = [one for one in notes if "Only these are yours: our team." in one.text]
    before, _, after = note.mend.partition("Public Bot")
    assert "Install Link" in before  # a private bot may have no link of Discord's own
    assert f"{discord.application}/bot" in after


@pytest.mark.parametrize("public", [True, False])
async def test_user_install_is_advised_for_a_public_bot_only(
    discord: FakeDiscord, public: bool
) -> None:
    discord.installs, discord.public = {"0": {}}, public
    advised = [one for one in await found(discord) if "User Install" in one.mend]
    assert bool(advised) == public


async def test_a_wrong_token(discord: FakeDiscord) -> None:
    discord.token_good = False
    findings = await found(discord)
    assert bad(findings) == ["DISCORD_TOKEN is not accepted."]
    assert TOKEN not in repr(findings)


async def test_no_network(discord: FakeDiscord) -> None:
    discord.url = "http://127.0.0.1:1"
    assert "cannot be reached" in bad(await found(discord))[0]
