"""What is told once, whoever restarts meanwhile."""

from datetime import timedelta

from bot.ports import Books, Clock, UnitOfWork


async def is_first(uow: UnitOfWork, clock: Clock, *, key: str, lasts: timedelta) -> bool:
    """Note that `key` is told now. False where it was, in the last `lasts`."""
    now = clock.now()

    def work(books: Books) -> bool:
        told = books.keyvalue.scan(key, after="", limit=1, newest=False)
        if any(known == key for known, _ in told):
            return False
        books.keyvalue.set(key, "told", expires_at=now + lasts)
        return True

    return await uow.write(work)
