"""Gateways that take a task, are asked how it stands, and link to its pictures."""

from bot.providers.tasks.provider import TaskProvider

__all__ = ["TaskProvider"]
