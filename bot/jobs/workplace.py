"""The files a provider works with: an empty folder, and the references as local files."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.models import ImageRequest
from bot.ports import AssetStore


@dataclass(frozen=True, kw_only=True)
class Workplace:
    """`references` are in the request's order; `scratch` goes away with the drawing."""

    scratch: Path
    references: tuple[Path, ...]
    mask: Path | None


@asynccontextmanager
async def workplace(
    request: ImageRequest, *, store: AssetStore, root: Path
) -> AsyncIterator[Workplace]:
    """Lend a workplace below `root`. Raises FileNotFoundError where a reference is gone."""
    async with AsyncExitStack() as stack:
        scratch = await stack.enter_async_context(_scratch(root))
        references = [
            await stack.enter_async_context(store.local(reference.asset.sha256))
            for reference in request.references
        ]
        mask = None
        if request.mask is not None:
            mask = await stack.enter_async_context(store.local(request.mask.sha256))
        yield Workplace(scratch=scratch, references=tuple(references), mask=mask)


@asynccontextmanager
async def _scratch(root: Path) -> AsyncIterator[Path]:
    folder = await asyncio.to_thread(_make_folder, root)
    try:
        yield folder
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _make_folder(root: Path) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="draw-", dir=root))
