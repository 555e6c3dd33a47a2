"""What Discord and the way to it do wrong, as the core knows it."""

from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from bot.errors import DeliveryError

TOO_LARGE = 40005
TOO_LARGE_STATUS = 413
TRANSIENT = frozenset({401, 408, 429})


@contextmanager
def told() -> Iterator[None]:
    """Turn what can go wrong with Discord into a DeliveryError."""
    try:
        yield
    except discord.HTTPException as error:
        permanent = 400 <= error.status < 500 and error.status not in TRANSIENT
        too_large = error.status == TOO_LARGE_STATUS or error.code == TOO_LARGE
        raise DeliveryError(
            f"{error.status} {error.code}", permanent=permanent, too_large=too_large
        ) from error
    except discord.RateLimited as error:
        raise DeliveryError("rate limited", retry_after_s=error.retry_after) from error
    except (discord.DiscordException, aiohttp.ClientError, OSError, RuntimeError) as error:
        raise DeliveryError(type(error).__name__) from error
    except ValueError as error:
        raise DeliveryError(str(error), permanent=True) from error
