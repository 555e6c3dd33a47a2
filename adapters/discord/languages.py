"""Which language a person reads, and the words of this room in it."""

from collections import OrderedDict
from pathlib import Path

import discord
from discord import app_commands

from bot.models import Audience, Reply, Tone
from bot.replies import Phrases, Words

WORDS = Path(__file__).parent / "words"
ENGLISH = "en"
DESCRIPTION_CHARS_MAX = 100
REMEMBERED_MAX = 10_000


class Languages:
    """The room's own words. Messages do not tell a language: it is remembered from interactions."""

    def __init__(self, *, strict: bool = False) -> None:
        self._words = Words(WORDS, strict=strict)
        self._core = Words(strict=strict)
        self._by_user: OrderedDict[int, str] = OrderedDict()

    def learn(self, user: int, locale: str) -> None:
        """Remember what an interaction said."""
        self._by_user[user] = locale
        self._by_user.move_to_end(user)
        if len(self._by_user) > REMEMBERED_MAX:
            self._by_user.popitem(last=False)

    def of(self, user: int, fallback: str = ENGLISH) -> str:
        """The person's locale, as Discord writes it."""
        return self._by_user.get(user, fallback)

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
