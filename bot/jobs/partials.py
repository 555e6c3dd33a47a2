"""What a picture looks like while it grows: kept for the status message, gone with it."""

import logging
from collections import Counter
from pathlib import Path

from bot.jobs.landing import Darkroom, keep
from bot.models import Asset
from bot.ports import AssetStore

log = logging.getLogger(__name__)


class Partials:
    """Keeps partial pictures in `store`, which must hold nothing else.

    Files are named by their bytes and equal ones are one file: in a shared store, forgetting a
    partial could take a finished picture with it.
    """

    def __init__(self, *, store: AssetStore, darkroom: Darkroom) -> None:
        self._store = store
        self._darkroom = darkroom
        self._shown: Counter[str] = Counter()

    async def keep(self, path: Path) -> Asset | None:
        """Keep a provider's partial. None when it is gone already or is no picture."""
        try:
            asset = await keep(path, store=self._store, darkroom=self._darkroom)
        except Exception:
            log.debug("a partial picture could not be shown", exc_info=True)
            return None
        self._shown[asset.sha256] += 1
        return asset

    async def forget(self, asset: Asset) -> None:
        """Delete the file once no status message shows it."""
        self._shown[asset.sha256] -= 1
        if self._shown[asset.sha256] <= 0:
            del self._shown[asset.sha256]
            await self._store.forget(asset.sha256)
