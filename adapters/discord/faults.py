"""What Discord and the way to it do wrong, as the core knows it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord

from adapters.discord.ids import NotOfDiscord
from bot.errors import DeliveryError

TOO_LARGE = 40005
TOO_LARGE_STATUS = 413
HUNG_UP = "Session is closed"
"""What aiohttp says where the client has been closed since."""
TRANSIENT = frozenset({401, 408, 429})

log = logging.getLogger(__name__)


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
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        raise DeliveryError(type(error).__name__) from error
    except RuntimeError as error:
        if str(error) != HUNG_UP:
            log.exception("a message could not be made")
        raise DeliveryError(type(error).__name__) from error
    except NotOfDiscord as error:
        raise DeliveryError(str(error), permanent=True) from error
    except ValueError as error:
        log.exception("a message could not be made")
        raise DeliveryError(type(error).__name__, permanent=True) from error
