"""What the core says of its own health."""

from pathlib import Path

from bot.app.checkup import LATE
from bot.bootstrap import open_core
from bot.models import Health, JobId, OutboxItem
from config.settings import Settings
from tests.fakes.clock import FakeClock
from tests.fakes.studio import open_studio

NOBODY = "http://127.0.0.1:9/v1"


async def test_a_key_is_tried_and_not_just_seen(tmp_path: Path) -> None:
    given = {"openai_api_key": "sk-x", "openai_base_url": NOBODY, "fal_key": "k"}
    async with open_studio(tmp_path, **given) as studio:
        found = {one.subject: one for one in await studio.bot.check()}
    assert found["openai"].health is Health.WARNING
    assert "reached" in found["openai"].text
    assert "not tried" in found["fal"].text
    assert "ledger" in found


async def test_without_keys_nothing_is_tried(tmp_path: Path) -> None:
    async with open_studio(tmp_path) as studio:
        subjects = [one.subject for one in await studio.bot.check()]
    assert "openai" not in subjects


async def test_a_process_that_posts_nothing_knows_what_is_overdue(tmp_path: Path) -> None:
    clock = FakeClock()
    options = Settings(_env_file=None, data_dir=tmp_path)  # type: ignore[call-arg]
    async with open_core(options, clock=clock) as core:
        item = OutboxItem(key="k", job=JobId("j"), platform="slack", due_at=clock.now() - 2 * LATE)
        await core.bot._parts.uow.write(lambda books: books.outbox.add(item))
        found = {one.subject: one for one in await core.bot.check()}
    assert found["delivery"].health is Health.WARNING
    assert found["delivery"].text.startswith("1 messages")
