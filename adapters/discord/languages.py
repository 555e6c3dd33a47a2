"""Which language a person reads, and the words of this room in it."""

import logging
from collections import OrderedDict
from pathlib import Path

import discord
from discord import app_commands

from adapters.errands import Errands
from bot.models import Audience, Reply, Tone
from bot.ports import KeyValue
from bot.replies import Phrases, Words

WORDS = Path(__file__).parent / "words"
ENGLISH = "en"
DESCRIPTION_CHARS_MAX = 100
REMEMBERED_MAX = 10_000
LANGUAGE = "discord:language:"

log = logging.getLogger(__name__)


class Languages:
    """The room's own words. Messages do not tell a language: it is remembered from interactions.

    With a `store` it is remembered over restarts too.
    """

    def __init__(
        self,
        store: KeyValue | None = None,
        errands: Errands | None = None,
        *,
        strict: bool = False,
    ) -> None:
        self._store = store
        self._errands = errands
        self._words = Words(WORDS, strict=strict)
        self._core = Words(strict=strict)
        self._by_user: OrderedDict[int, str] = OrderedDict()

    def learn(self, user: int, locale: str) -> None:
        """Remember what an interaction said."""
        new = self._by_user.get(user) != locale
        self._know(user, locale)
        if new and self._store is not None and self._errands is not None:
            self._errands.start(self._keep(self._store, user, locale))

    async def recall(self, user: int, fallback: str = ENGLISH) -> str:
        """The person's locale, also from before this process."""
        if user not in self._by_user and self._store is not None:
            kept = await self._store.get(f"{LANGUAGE}{user}")
            if kept is not None:
                self._know(user, kept)
        return self.of(user, fallback)

    async def forget(self, user: int) -> None:
        """The person wants nothing kept of them."""
        self._by_user.pop(user, None)
        if self._store is not None:
            await self._store.delete(f"{LANGUAGE}{user}")

    def of(self, user: int, fallback: str = ENGLISH) -> str:
        """The person's locale, as Discord writes it, by what this process has seen."""
        return self._by_user.get(user, fallback)

    def _know(self, user: int, locale: str) -> None:
        self._by_user[user] = locale
        self._by_user.move_to_end(user)
        if len(self._by_user) > REMEMBERED_MAX:
            self._by_user.popitem(last=False)

    async def _keep(self, store: KeyValue, user: int, locale: str) -> None:
        key = f"{LANGUAGE}{user}"
        try:
            if await store.get(key) != locale:
                await store.set(key, locale)
        except Exception:
            log.exception("a language is not remembered")

    def say(self, locale: str) -> Phrases:
        """The words in a locale."""
        return self._words.for_locale(locale)

    def told(self, locale: str, key: str) -> Reply:
        """A refusal of this room's own, for the person alone."""
        text = self.say(locale)(key)
        return Reply(text=text, tone=Tone.ERROR, audience=Audience.REQUESTER, code=key)

    def core(self, locale: str) -> Phrases:
        """The core's own words, for its forms."""
        return self._core.for_locale(locale)


def text(key: str, english: Phrases) -> app_commands.locale_str:
    """A text of a command: English, and worded in each language when the commands are synced."""
    return app_commands.locale_str(english(key)[:DESCRIPTION_CHARS_MAX], key=key)


class Translator(app_commands.Translator):
    """Words commands in every locale that has a file of its own."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text in that locale; None where English stands."""
        say = self._languages.say(locale.value)
        if "key" not in string.extras or say.locale == ENGLISH:
            return None
        return say(string.extras["key"])[:DESCRIPTION_CHARS_MAX]
