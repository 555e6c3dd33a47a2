"""GPT Image, and every server that speaks its API."""

from bot.providers.openai.account import DIALECTS, OPENAI, Account, Dialect
from bot.providers.openai.provider import Needs, OpenAIImages

__all__ = ["DIALECTS", "OPENAI", "Account", "Dialect", "Needs", "OpenAIImages"]
