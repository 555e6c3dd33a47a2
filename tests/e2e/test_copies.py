"""Copies of pictures in other formats: how long they last, and that they go with their picture."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from bot.app import exporting
from bot.models import ActionKey, JobId, Reply, Verb
from tests.fakes.studio import Studio, button, open_studio


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    async with open_studio(tmp_path) as studio:
        yield studio


async def copied(studio: Studio, words: str = "a fox") -> tuple[JobId, str]:
    """A new picture's job, and the hash of its copy."""
    job = (await studio.made(f"/imagine {words} --private")).reply.job
    assert job is not None
    answer = await studio.press(ActionKey(verb=Verb.AS_JPEG, job=job, index=1))
    assert isinstance(answer, Reply)
    return job, answer.images[0].asset.sha256


async def is_there(studio: Studio, sha256: str) -> bool:
    try:
        async with studio.bot.file(sha256) as path:
            return path.is_file()
    except FileNotFoundError:
        return False


async def test_a_copy_outlasts_the_process_and_goes_with_its_picture(tmp_path: Path) -> None:
    async with open_studio(tmp_path) as studio:
        job, copy = await copied(studio)
    async with open_studio(tmp_path) as studio:
        assert await is_there(studio, copy)
        await studio.press(ActionKey(verb=Verb.DELETE, job=job, index=0))
        assert not await is_there(studio, copy)


async def test_a_copy_goes_with_all_that_is_kept_of_a_person(studio: Studio) -> None:
    _, copy = await copied(studio)
    asked = await studio.say("/privacy delete")
    assert isinstance(asked, Reply)
    await studio.press(button(asked, Verb.FORGET))
    assert not await is_there(studio, copy)


async def test_a_copy_made_while_its_picture_is_deleted_does_not_stay(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    note = exporting.Exporting._note

    async def slow(self: object, press: object, source: object, sha256: str) -> None:
        kept.append(sha256)
        job = source.job.id  # type: ignore[attr-defined]
        await studio.press(ActionKey(verb=Verb.DELETE, job=job, index=0))
        await note(self, press, source, sha256)  # type: ignore[arg-type]

    monkeypatch.setattr(exporting.Exporting, "_note", slow)
    job = (await studio.made("/imagine a fox")).reply.job
    assert job is not None
    answer = await studio.press(ActionKey(verb=Verb.AS_JPEG, job=job, index=1))
    assert isinstance(answer, Reply)
    assert answer.code == "source-not-found-deleted"
    assert not await is_there(studio, kept[0])


async def test_other_copies_stay(studio: Studio) -> None:
    (first, gone), (_, stays) = await copied(studio), await copied(studio, "a crane")
    await studio.press(ActionKey(verb=Verb.DELETE, job=first, index=0))
    assert not await is_there(studio, gone)
    assert await is_there(studio, stays)


async def test_a_copy_does_not_carry_the_words_and_the_original_is_untouched(
    studio: Studio,
) -> None:
    made = await studio.made("/imagine a secret fox --format webp")
    job = made.reply.job
    assert job is not None
    answer = await studio.press(ActionKey(verb=Verb.AS_PNG, job=job, index=1))
    assert isinstance(answer, Reply)
    async with studio.bot.file(answer.images[0].asset.sha256) as path:
        with Image.open(path) as copy:
            copy.load()
            told = " ".join(map(str, copy.info.values()))
    assert "digitalsourcetype" in told.lower()
    assert "secret" not in told


async def test_a_plain_program_is_told_by_its_provider_and_not_by_its_name(tmp_path: Path) -> None:
    shipped, config = Path(__file__).parents[2] / "config", tmp_path / "config"
    shutil.copytree(shipped, config, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    text = (config / "models.toml").read_text("utf-8").replace("[models.sketch]", "[models.doodle]")
    (config / "models.toml").write_text(text, "utf-8")
    async with open_studio(tmp_path / "data", config_dir=config) as studio:
        job = (await studio.made("/imagine a fox --model doodle")).reply.job
        assert job is not None
        answer = await studio.press(ActionKey(verb=Verb.AS_WEBP, job=job, index=1))
        assert isinstance(answer, Reply)
        async with studio.bot.file(answer.images[0].asset.sha256) as path:
            assert b"trainedAlgorithmicMedia" not in path.read_bytes()
