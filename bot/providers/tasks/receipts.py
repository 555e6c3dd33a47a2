"""What a job has at a gateway, as the one text that is kept with it.

Each receipt names the pictures of one submission. Before a further submission leaves, it is written
down without a handle; one that is found so after a crash may or may not have been taken, and is not
sent again.
"""

import json
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """A submission. `handle` is the gateway's, None where nobody knows whether it was taken."""

    indexes: tuple[int, ...]
    handle: str | None = None


@dataclass(frozen=True, kw_only=True)
class Receipts:
    """All submissions of a job."""

    all: tuple[Receipt, ...] = ()

    @classmethod
    def parse(cls, text: str | None) -> "Receipts":
        """Read what `str` wrote; None is none."""
        entries = json.loads(text) if text else []
        return cls(all=tuple(Receipt(indexes=tuple(at), handle=handle) for at, handle in entries))

    def __str__(self) -> str:
        return json.dumps([[one.indexes, one.handle] for one in self.all], separators=(",", ":"))

    def with_(self, receipt: Receipt) -> "Receipts":
        """Add a receipt, or replace the one for the same pictures."""
        return Receipts(all=(*self.without(receipt).all, receipt))

    def without(self, receipt: Receipt) -> "Receipts":
        """Leave out the receipt for these pictures: they proved not to have been sent."""
        return Receipts(all=tuple(one for one in self.all if one.indexes != receipt.indexes))

    @property
    def indexes(self) -> frozenset[int]:
        """Every picture that was, or may have been, submitted."""
        return frozenset(index for receipt in self.all for index in receipt.indexes)
