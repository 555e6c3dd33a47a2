"""Counts the pictures of one call off against the places they were wanted for."""

from collections.abc import Callable
from pathlib import Path

from bot.errors import ContentRejected, OutcomeUnknown, ProviderError
from bot.models import DrawEvent, Drawn, Progressed, Used, Withheld
from bot.models.drawing import MISSING, MODERATION, UNREADABLE
from bot.providers.download import Downloader, LinkBroken
from bot.providers.faults import Fault, error_for
from bot.providers.formats import is_picture, named
from bot.providers.openai.answer import (
    AnswerEvent,
    Ended,
    Landed,
    Linked,
    Missing,
    PictureFiles,
    Refused,
    Shown,
    Spent,
)

OK = 200


class Tally:
    """Tells the worker what became of each place; `stuck` is an error that some place met.

    Pictures beyond the wanted ones are deleted.
    """

    def __init__(
        self,
        indexes: tuple[int, ...],
        files: PictureFiles,
        tell: Callable[[DrawEvent], None],
        *,
        partials: int = 0,
        references: bool = False,
    ) -> None:
        self.references = references
        self.stuck: ProviderError | None = None
        self._left = list(indexes)
        self._files = files
        self._tell = tell
        self._partials = partials

    @property
    def done(self) -> bool:
        """Whether every place has been told of."""
        return not self._left

    async def take(self, event: AnswerEvent, links: Downloader) -> None:
        """Handle the next thing of the answer. Raises ProviderError for an error inside it."""
        match event:
            case Landed():
                self._landed(event)
            case Shown():
                self._shown(event)
            case Linked():
                await self._linked(event, links)
            case Missing() if not self.done:
                self._withhold(event.fault)
            case Spent():
                self._tell(Used(usage=event.usage))
            case Refused() if not self.done:
                raise error_for(OK, event.fault, {}, references=self.references)
            case Ended(items=int()):
                while not self.done:
                    self._withhold(None)
            case _:
                pass

    def finish(self) -> None:
        """The answer is over. Raises OutcomeUnknown where places are left."""
        if not self.done:
            raise OutcomeUnknown("the stream ended before the picture")

    def _landed(self, event: Landed) -> None:
        if self.done:
            self._files.drop(event.file)
        elif not is_picture(event.file.head):
            self._files.drop(event.file)
            self._tell(Withheld(index=self._left.pop(0), reason=UNREADABLE))
        else:
            index = self._left.pop(0)
            path = self._files.claim(event.file, f"picture-{index}")
            self._tell(Drawn(index=index, path=path, revised_prompt=event.revised_prompt))

    def _shown(self, event: Shown) -> None:
        if self.done or not is_picture(event.file.head):
            self._files.drop(event.file)
            return
        index, shown = self._left[0], event.number + 1
        path = self._files.claim(event.file, f"partial-{index}-{shown}")
        fraction = min(shown / (max(self._partials, shown) + 1), 1.0)
        self._tell(Progressed(fraction=fraction, index=index, partial=path))

    async def _linked(self, event: Linked, links: Downloader) -> None:
        if self.done:
            return
        index = self._left.pop(0)
        path = self._files.folder / f"link-{index}.part"
        try:
            await links.fetch(event.url, path)
        except LinkBroken as error:
            self.stuck = OutcomeUnknown(str(error))
            return
        self._keep_link(index, path, event)

    def _keep_link(self, index: int, path: Path, event: Linked) -> None:
        kept = named(path, f"picture-{index}")
        if kept is None:
            self._tell(Withheld(index=index, reason=UNREADABLE))
            return
        self._tell(Drawn(index=index, path=kept, revised_prompt=event.revised_prompt))

    def _withhold(self, fault: Fault | None) -> None:
        error = error_for(OK, fault, {}) if fault else None
        index = self._left.pop(0)
        if isinstance(error, ContentRejected):
            self._tell(Withheld(index=index, reason=MODERATION, categories=error.categories))
        else:
            self._tell(Withheld(index=index, reason=MISSING))
