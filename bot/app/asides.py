"""What people say that is no order."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import UserError


@contextmanager
def no_order() -> Iterator[None]:
    """Within, nothing could cost anything: a mistake is told without a word about charges."""
    try:
        yield
    except UserError as error:
        error.about_order = False
        raise
