"""What stands before a Bot is built: folders, leases, database, processes."""

import asyncio
import logging
import shutil
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bot.app.operators import OperatorNotices
from bot.imaging.pool import PicturePool
from bot.ports import AssetStore, TextModel
from bot.providers.text import connect_text
from bot.references.decoder import Decoder
from bot.storage import migrations
from bot.storage.assets import FolderAssets, open_assets
from bot.storage.database import Database, database_url, open_database
from bot.storage.keyvalue import secret
from bot.storage.leading import LEASES, HeldLeases, open_leases
from bot.storage.leases import FolderLeases
from bot.storage.private_files import close_to_others
from bot.storage.scratch import open_scratch
from config.settings import Settings

SALT_KEY = "providers:salt"
OWNER_KEY = "assets:owner"


LINKS_KEY = "links.key"
"""In the data folder: what links are signed with where no IMAGINE_SECRET_KEYS are set."""
OURS = (LEASES, LINKS_KEY, "assets", "scratch")

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the parts stand on. `scratch` is for files in flight, `salt` hides people's ids.

    `owner` is what the database is called where it keeps its files.
    """

    database: Database
    salt: str
    owner: str
    assets: AssetStore
    partials: AssetStore
    pool: PicturePool
    decoder: Decoder
    text: TextModel | None
    leases: HeldLeases
    scratch: Path
    notices: OperatorNotices


def migrate(settings: Settings) -> None:
    """Bring the database to the current schema. Raises StartError."""
    migrations.migrate(settings.database)


async def open_ground(settings: Settings, stack: AsyncExitStack, *, lead: bool) -> Ground:
    """Open everything on the stack, which closes it in reverse. Raises StartError."""
    folder = settings.data_dir.resolve()
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    local = await asyncio.to_thread(FolderLeases, folder / LEASES, lead=lead)
    stack.callback(local.close)
    leases = await asyncio.to_thread(open_leases, settings.database, local, lead=lead)
    stack.push_async_callback(asyncio.to_thread, leases.close)
    await asyncio.to_thread(migrate, settings)
    await asyncio.to_thread(_close_to_others, settings)
    database = open_database(settings.database)
    stack.push_async_callback(database.close)
    scratch = await asyncio.to_thread(open_scratch, folder / "scratch", local)
    stack.push_async_callback(asyncio.to_thread, shutil.rmtree, scratch, ignore_errors=True)
    assets = open_assets(settings.assets, scratch)
    shelf = [assets.folder] if isinstance(assets, FolderAssets) else []
    for shelf_folder in shelf:  # a jail opens to what is there when it closes
        await asyncio.to_thread(shelf_folder.mkdir, parents=True, exist_ok=True)
    pool = PicturePool(settings.drawing_processes, reads=shelf, writes=[scratch])
    stack.push_async_callback(pool.close)
    decoder = Decoder(scratch)
    stack.push_async_callback(decoder.close)
    return Ground(
        database=database,
        salt=await secret(database, SALT_KEY),
        owner=await secret(database, OWNER_KEY),
        assets=assets,
        partials=FolderAssets(scratch / "partials"),
        pool=pool,
        decoder=decoder,
        text=connect_text(
            settings.text_base_url, settings.text_api_key, model=settings.text_model, stack=stack
        ),
        leases=leases,
        scratch=scratch,
        notices=OperatorNotices(),
    )


def _close_to_others(settings: Settings) -> None:
    """Earlier versions left to the umask who else may read the database and the pictures.

    The folder itself may be shared with others' files, so its rights are left to the operator.
    """
    folder = settings.data_dir.resolve()
    ours = [folder / name for name in OURS]
    address = database_url(settings.database)
    if address.get_backend_name() == "sqlite":
        ours += [Path(f"{address.database}{end}") for end in ("", "-wal", "-shm")]
    for path in close_to_others(ours):
        log.warning("%s can be read by other accounts, and that could not be changed", path)
