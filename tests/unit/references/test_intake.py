import asyncio
import codecs
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, JpegImagePlugin

from bot.errors import InvalidReference, WorkerLost
from bot.models import Asset, ImageFormat, Role, Size
from bot.references.decoder import Decoder
from bot.references.downloading import FILE_BYTES_MAX
from bot.references.intake import Intake, Taken
from bot.references.texts import TEXT_BYTES_MAX
from bot.references.verdict import Verdict
from bot.storage.assets import FolderAssets
from tests.fakes.painted import CANARY, attached, encoded, many_scans, painted, photo, telling_exif


async def take_all(intake: Intake, *given: Any) -> Taken:
    async with intake.batch("mia") as batch:
        return await batch.take_all(*given)


async def take_mask(intake: Intake, *given: Any) -> Asset:
    async with intake.batch("mia") as batch:
        return await batch.take_mask(*given)


PICTURES = Path(__file__).parent / "pictures"


@pytest.fixture
def assets(tmp_path: Path) -> FolderAssets:
    return FolderAssets(tmp_path / "assets")


@pytest.fixture
async def intake(tmp_path: Path, assets: FolderAssets) -> AsyncIterator[Intake]:
    (tmp_path / "scratch").mkdir()
    decoder = Decoder(tmp_path / "scratch")
    yield Intake(store=assets, decoder=decoder, scratch=tmp_path / "scratch")
    await decoder.close()
    assert not list((tmp_path / "scratch").iterdir()), "scratch is left empty"


@pytest.fixture
def no_pillow_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever opens or decodes a picture in this process fails the test."""

    def forbidden(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("a picture was opened in the main process")

    monkeypatch.setattr(Image, "open", forbidden)
    monkeypatch.setattr(Image.Image, "__init__", forbidden)
    monkeypatch.setattr(JpegImagePlugin, "JpegImageFile", forbidden)


@pytest.mark.usefixtures("no_pillow_here")
async def test_a_message_full_of_files_is_sorted_and_none_sinks_the_others(
    intake: Intake, assets: FolderAssets
) -> None:
    taken = await take_all(
        intake,
        [
            attached("logo.png", LOGO),
            attached("report.pdf", b"%PDF-1.7"),
            attached("brief.md", "\ufeffA poster, žluťoučká".encode()),
            attached("me.jpg", SELFIE),
            attached("torn.png", LOGO[:-40]),
            attached("bomb.jpg", BOMB),
        ],
        [Role.LOGO, None, None, Role.SUBJECT],
    )
    assert [(r.name, r.role) for r in taken.references] == [
        ("logo.png", Role.LOGO), ("me.jpg", Role.SUBJECT)]  # fmt: skip
    assert [(t.name, t.text) for t in taken.texts] == [("brief.md", "A poster, žluťoučká")]
    assert [(e.facts["name"], e.reason) for e in taken.refused] == [
        ("report.pdf", "not-a-picture"), ("torn.png", "damaged"), ("bomb.jpg", "bomb")]  # fmt: skip
    for reference in taken.references:
        async with assets.local(reference.asset.sha256) as path:
            assert path.stat().st_size == reference.asset.size_bytes


LOGO = encoded(painted(), "PNG")
SELFIE = encoded(painted(60, 80), "JPEG", exif=telling_exif(6))
BOMB = many_scans(101)


async def test_a_photo_is_kept_upright_and_tells_nothing(
    intake: Intake, assets: FolderAssets
) -> None:
    taken = await take_all(intake, [attached("me.jpg", SELFIE)])
    asset = taken.references[0].asset
    assert (asset.format, asset.width, asset.height) == (ImageFormat.JPEG, 80, 60)
    async with assets.local(asset.sha256) as path:
        data = path.read_bytes()
    assert CANARY.encode() in SELFIE
    assert CANARY.encode() not in data


class StuckDecoder(Decoder):
    """One that is busy with every large file until it is let go."""

    def __init__(self) -> None:
        self.judging: list[str] = []
        self.busy = asyncio.Event()
        self.go = asyncio.Event()

    async def judge(self, path: Path, *, stem: Path, mask_size: Size | None = None) -> Verdict:
        given = await asyncio.to_thread(path.read_bytes)
        self.judging.append("large" if len(given) > len(LOGO) else "small")
        if self.judging[-1] == "large":
            self.busy.set()
            await self.go.wait()
        return Verdict(reason="bomb")


async def test_six_slow_files_of_one_person_keep_nobody_else_waiting(tmp_path: Path) -> None:
    decoder = StuckDecoder()
    intake = Intake(store=FolderAssets(tmp_path / "assets"), decoder=decoder, scratch=tmp_path)
    slow = [attached(f"{n}.jpg", BOMB) for n in range(6)]
    async with intake.batch("eve") as hers, intake.batch("mia") as honest:
        waiting = asyncio.create_task(hers.take_all(slow))
        await decoder.busy.wait()
        async with asyncio.timeout(30):
            assert (await honest.take_all([attached("logo.png", LOGO)])).refused
        assert decoder.judging == ["large", "small"]
        decoder.go.set()
        assert len((await waiting).refused) == 6


async def test_nothing_attached_is_nothing_taken(intake: Intake) -> None:
    assert await take_all(intake, [], [Role.STYLE]) == Taken()


@pytest.mark.parametrize("name", ["turned.heic", "50-megapixels.heic"])
async def test_heic_is_taken(intake: Intake, name: str) -> None:
    data = (PICTURES / name).read_bytes()
    taken = await take_all(intake, [attached(name, data)])
    asset = taken.references[0].asset
    expected = {"turned.heic": (90, 120), "50-megapixels.heic": (4096, 3072)}[name]
    assert (asset.format, asset.width, asset.height) == (ImageFormat.JPEG, *expected)


@pytest.mark.parametrize("progressive", [False, True])
async def test_an_honest_photo_of_50_megapixels_passes(
    intake: Intake, tmp_path: Path, progressive: bool
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(photo(8160, 6120, progressive=progressive, exif=telling_exif(6)))
    seen = await intake.inspect(path)
    assert (seen.reason, seen.format, seen.width, seen.height) == (None, "JPEG", 6120, 8160)
    assert seen.memory_bytes < 700_000_000


@pytest.mark.parametrize(("beyond", "reason"), [(0, None), (1, "too-large")])
async def test_a_file_of_50_mb_passes_and_one_byte_more_does_not(
    intake: Intake, tmp_path: Path, beyond: int, reason: str | None
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(SELFIE)
    with path.open("r+b") as file:
        file.truncate(FILE_BYTES_MAX + beyond)
    assert (await intake.inspect(path)).reason == reason


async def test_inspecting_what_is_not_there_says_so(intake: Intake, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.png"):
        seen = await intake.inspect(path)
        assert (seen.accepted, seen.reason) == (False, "unreadable")


async def test_inspecting_keeps_nothing(intake: Intake, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(LOGO)
    assert (await intake.inspect(tmp_path / "a.png")).accepted
    assert not (tmp_path / "assets").exists()


async def test_a_text_at_the_limit_is_a_prompt_and_one_beyond_is_too_large(intake: Intake) -> None:
    fits = await take_all(intake, [attached("a.txt", b"x" * TEXT_BYTES_MAX)])
    assert len(fits.texts[0].text) == TEXT_BYTES_MAX
    beyond = await take_all(intake, [attached("a.txt", b"x" * (TEXT_BYTES_MAX + 1))])
    assert beyond.refused[0].facts == {"name": "a.txt", "limit_bytes": TEXT_BYTES_MAX}


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
async def test_a_text_that_windows_saved_as_unicode_is_read(intake: Intake, mark: bytes) -> None:
    order = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    taken = await take_all(intake, [attached("a.txt", mark + "žluť".encode(order))])
    assert [text.text for text in taken.texts] == ["žluť"]


@pytest.mark.parametrize(
    "data", ["žluť".encode("cp1250"), "žluť".encode("utf-16-le"), codecs.BOM_UTF16_LE + b"a"]
)
async def test_a_text_in_another_encoding_is_refused(intake: Intake, data: bytes) -> None:
    taken = await take_all(intake, [attached("a.txt", data)])
    assert [refused.key for refused in taken.refused] == ["invalid-reference-text-encoding"]


async def test_a_nameless_text_is_known_by_its_type(intake: Intake) -> None:
    taken = await take_all(
        intake, [attached("note", b"hi", media_type="text/plain; charset=utf-8")]
    )
    assert [text.text for text in taken.texts] == ["hi"]


async def test_a_picture_called_text_plain_is_still_a_picture(intake: Intake) -> None:
    taken = await take_all(intake, [attached("a.png", LOGO, media_type="text/plain")])
    assert len(taken.references) == 1


async def test_names_are_cleaned_in_references_and_refusals(intake: Intake) -> None:
    taken = await take_all(intake, [attached("a\u202e/b\n.png", LOGO), attached("<@1>\x07", b"")])
    assert taken.references[0].name == "b .png"
    assert taken.refused[0].facts["name"] == "<@1>"


async def test_more_files_than_workers_are_all_served(intake: Intake) -> None:
    taken = await take_all(intake, [attached(f"{n}.png", LOGO) for n in range(16)])
    assert [reference.name for reference in taken.references] == [f"{n}.png" for n in range(16)]


async def test_a_fault_of_ours_is_raised_as_itself(tmp_path: Path, assets: FolderAssets) -> None:
    decoder = Decoder(tmp_path)
    await decoder.close()
    intake = Intake(store=assets, decoder=decoder, scratch=tmp_path)
    with pytest.raises(WorkerLost):
        await take_all(intake, [attached("a.png", LOGO), attached("b.png", LOGO)])
    lost = Intake(store=assets, decoder=decoder, scratch=tmp_path / "missing")
    with pytest.raises(FileNotFoundError):
        await take_all(lost, [attached("a.png", LOGO)])


async def test_cancelling_leaves_no_file_behind(intake: Intake) -> None:
    started = asyncio.Event()

    async def stuck() -> AsyncIterator[bytes]:
        yield LOGO
        started.set()
        await asyncio.Event().wait()

    attachment = attached("a.png", LOGO)
    object.__setattr__(attachment, "open", stuck)
    taking = asyncio.create_task(take_all(intake, [attachment]))
    await started.wait()
    taking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await taking


def _mask(size: tuple[int, int], mode: str) -> bytes:
    """Marks the left half, by transparency or by white."""
    image = Image.new(mode, size, 0 if mode == "L" else (9, 9, 9, 255))
    image.paste(255 if mode == "L" else (9, 9, 9, 0), (0, 0, size[0] // 2, size[1]))
    return encoded(image, "PNG")


@pytest.mark.parametrize("mode", ["L", "RGBA"])
@pytest.mark.parametrize("scale", [1, 2])
async def test_a_mask_becomes_ours_at_the_sources_size(
    intake: Intake, assets: FolderAssets, mode: str, scale: int
) -> None:
    given = attached("mask.png", _mask((64 * scale, 48 * scale), mode))
    asset = await take_mask(intake, given, Size(width=64, height=48))
    async with assets.local(asset.sha256) as path:
        mask = Image.open(path)
        assert (mask.mode, mask.size) == ("L", (64, 48))
        assert (mask.getpixel((10, 20)), mask.getpixel((50, 20))) == (255, 0)


async def test_a_mask_of_another_ratio_is_refused_with_both_sizes(intake: Intake) -> None:
    with pytest.raises(InvalidReference) as refused:
        await take_mask(
            intake, attached("mask.png", _mask((64, 64), "L")), Size(width=64, height=48)
        )
    assert refused.value.key == "invalid-reference-mask-size"
    assert refused.value.facts == {"name": "mask.png", "mask": "64x64", "source": "64x48"}


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        (Image.new("RGB", (64, 48), (200, 90, 30)), "mask-kind"),
        (Image.new("L", (64, 48)), "mask-empty"),
    ],
)
async def test_a_mask_that_marks_nothing_is_refused(
    intake: Intake, image: Image.Image, reason: str
) -> None:
    with pytest.raises(InvalidReference) as refused:
        await take_mask(intake, attached("m.png", encoded(image, "PNG")), Size(width=64, height=48))
    assert refused.value.reason == reason


async def _never(_: str) -> bool:
    return False


async def test_a_file_that_another_order_just_took_in_is_not_deleted(
    intake: Intake, assets: FolderAssets
) -> None:
    """Two people send the same picture; one of them is refused."""
    async with intake.batch("ben") as bens:
        await bens.take_all([attached("a.png", LOGO)])
        async with intake.batch("mia") as mias:
            await mias.take_all([attached("b.png", LOGO)])
        assert mias.files == bens.files
        await intake.forget(mias.files[0], needed=_never)
        async with assets.local(bens.files[0]):
            pass
    await intake.forget(bens.files[0], needed=_never)
    with pytest.raises(FileNotFoundError):
        async with assets.local(bens.files[0]):
            pass
