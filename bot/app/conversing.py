"""What is said in chat, to the bot or beside its pictures: an order, talk, or in doubt."""

from dataclasses import replace

from bot.app.events import Answer
from bot.app.guide import Guide
from bot.app.ordering import Ordering
from bot.app.sources import wants_edit
from bot.errors import InvalidPrompt, SourceNotFound, UserError
from bot.models import Addressed, Order
from bot.prompts.parse import ParsedPrompt, parse
from bot.prompts.talking import Meaning, meaning_of, only_changes


class Conversing:
    """Orders what reads as an order, asks about what is in doubt, and leaves talk alone."""

    def __init__(self, *, ordering: Ordering, guide: Guide) -> None:
        self._ordering = ordering
        self._guide = guide

    async def hear(self, order: Order) -> Answer:
        """Answer a line of chat that is no command. None for talk, and for what became a job."""
        overheard = order.addressed is Addressed.OVERHEARD
        try:
            meaning = spoken_meaning(order)
        except InvalidPrompt as slip:
            if overheard:
                raise
            return await self._ordering.cure(order, slip)
        if meaning is Meaning.DOUBT and await self._ordering.goes_on(order):
            meaning = Meaning.INSTRUCTION
        match meaning:
            case Meaning.TALK:
                return None
            case Meaning.GREETING:
                return None if overheard else await self._guide.welcome(order)
            case Meaning.DOUBT:
                lost = not wants_edit(order) and only_changes(order.text)
                latest = await self._ordering.latest(order) if lost else None
                try:
                    if latest is not None:
                        return await self._ordering.propose(
                            replace(order, source=latest), latest=True
                        )
                    reason = SourceNotFound() if lost else None
                    return await self._ordering.propose(order, instead_of=reason)
                except UserError:
                    if overheard:
                        return None  # nobody asked: a thread goes on without a word about it
                    raise
            case Meaning.INSTRUCTION:
                return await self._ordering.order(order)


def spoken_meaning(order: Order) -> Meaning:
    """What a line of chat is, by its words, its flags and what it points at. Raises InvalidPrompt.

    A picture alone, in answer to one of ours, is an order: it is to be used there. What names a
    flag or a picture's number is one, too.
    """
    changing, pictures = wants_edit(order), bool(order.attachments)
    if changing and pictures and not order.text.strip():
        heard = order.addressed is Addressed.OVERHEARD
        return Meaning.DOUBT if heard else Meaning.INSTRUCTION
    if pictures and not order.text.strip():
        return Meaning.INSTRUCTION
    meaning = meaning_of(order.text, changing=changing, names=order.mentions, with_picture=pictures)
    if meaning is Meaning.INSTRUCTION and not (changing or pictures) and only_changes(order.text):
        return Meaning.DOUBT  # there is nothing that it could change
    if meaning is not Meaning.DOUBT:
        return meaning
    parsed = parse(order.text, editing=changing, wordless=True, names=order.mentions)
    flagged = parsed != ParsedPrompt(prompt=parsed.prompt)
    return Meaning.INSTRUCTION if flagged else Meaning.DOUBT
