"""Text models: any server that speaks chat completions."""

from bot.providers.text.chat import ChatCompletions, connect_text

__all__ = ["ChatCompletions", "connect_text"]
