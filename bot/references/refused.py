"""Why a file cannot be a reference, inside the decoder."""

from bot.errors import Fact


class Refused(Exception):
    """`reason` and `facts` become an InvalidReference in the parent."""

    def __init__(self, reason: str, **facts: Fact) -> None:
        self.reason = reason
        self.facts = facts
        super().__init__(reason)
