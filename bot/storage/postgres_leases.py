"""Leases over advisory locks of one connection, which Postgres lets go when the connection ends.

Who leads, leads on the database, whatever folders and machines the processes have. The two ends of
a connection may learn of its end at different times, so we are the first: silence is a loss to us
after `HEARTBEAT_S` and `ANSWER_S`, to the server only after `SERVER_SETTINGS` allow. The connection
must be a session of its own: a pooler that shares sessions between transactions cannot lend locks.
"""

import asyncio
import contextlib
import hashlib
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import URL, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.errors import LeaseLost, StartError
from bot.storage.leases import new_runner

LEADER = "leader"
HEARTBEAT_S = 5.0
ANSWER_S = 5.0
"""An answer that takes longer does not come."""

LOSS = (SQLAlchemyError, TimeoutError)

SERVER_SETTINGS = (
    "tcp_keepalives_idle = '20s'",
    "tcp_keepalives_interval = '5s'",
    "tcp_keepalives_count = 3",
    "tcp_user_timeout = '30s'",
)
OUR_SETTINGS = {
    "connect_timeout": 10,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "imagine leases",
}
HELD = text(
    "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND CAST(classid AS bigint) = :high AND CAST(objid AS bigint) = :low"
    " AND (NOT :ours OR pid = pg_backend_pid()))"
)
TAKE = text("SELECT pg_try_advisory_lock(:key)")
GIVE_BACK = text("SELECT pg_advisory_unlock_all()")


class PostgresLeases:
    """Implements `bot.ports.Leases` for the processes that share a Postgres database."""

    def __init__(self, address: URL, *, lead: bool = True) -> None:
        """Take a lease of our own, and with `lead` the lead if nobody has it.

        Blocks for a few round trips. Raises StartError where the database cannot be reached.
        """
        self._engine = create_engine(
            address,
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            connect_args=OUR_SETTINGS,
        )
        self._runner = new_runner()
        self._lost = self._closed = False
        try:
            self._connection = self._engine.connect()
        except DBAPIError as error:
            raise StartError(f"The database {address!r} cannot be opened: {error.orig}.") from error
        self._prepare()
        self._leader = lead and self._take(LEADER)
        # A connection is used by one thread at a time; this one has no other user from here on.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="leases")

    @property
    def runner(self) -> str:
        """See the port."""
        return self._runner

    @property
    def leader(self) -> bool:
        """See the port."""
        return self._leader and not self._gone

    def alive(self, runner: str) -> bool:
        """See the port. Blocks for a round trip; whoever cannot be asked after counts as alive."""
        if runner == self._runner:
            return not self._gone
        if not runner or self._gone:
            return bool(runner)
        try:
            return self._thread.submit(self._held, runner).result(ANSWER_S)
        except LOSS:
            self._lost = True
            return True

    async def watch(self) -> None:
        """See the port."""
        while not self._lost:
            await asyncio.sleep(HEARTBEAT_S)
            try:
                async with asyncio.timeout(ANSWER_S):
                    ours = await asyncio.wrap_future(self._thread.submit(self._ours))
            except LOSS:
                ours = False
            self._lost = self._lost or not ours
        raise LeaseLost(
            "The connection to Postgres that kept others from taking over was lost, so this process"
            " ends. Start it again once the database can be reached."
        )

    def close(self) -> None:
        """Give everything back. May block for `ANSWER_S` where the connection is stuck."""
        if self._closed:
            return
        self._closed = True
        with contextlib.suppress(*LOSS):
            self._thread.submit(self._give_back).result(ANSWER_S)
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._engine.dispose()

    @property
    def _gone(self) -> bool:
        return self._lost or self._closed

    def _prepare(self) -> None:
        for setting in SERVER_SETTINGS:
            self._connection.execute(text(f"SET {setting}"))
        self._take(self._runner)

    def _take(self, name: str) -> bool:
        return bool(self._connection.scalar(TAKE, {"key": _key(name)}))

    def _ours(self) -> bool:
        names = (LEADER, self._runner) if self._leader else (self._runner,)
        return all(self._held(name, ours=True) for name in names)

    def _held(self, name: str, *, ours: bool = False) -> bool:
        high, low = divmod(_key(name) % 2**64, 2**32)
        return bool(self._connection.scalar(HELD, {"high": high, "low": low, "ours": ours}))

    def _give_back(self) -> None:
        if not self._lost:
            self._connection.execute(GIVE_BACK)  # closing alone would be noticed later
        self._connection.close()


def _key(name: str) -> int:
    digest = hashlib.blake2b(f"imagine {name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
