"""The use cases, behind one front: Bot."""

from bot.app.bot import About, Bot
from bot.app.cases import UseCases
from bot.app.events import Answer
from bot.app.parts import Parts
from bot.app.reports import Inspected, JobReport, Shown

__all__ = ["About", "Answer", "Bot", "Inspected", "JobReport", "Parts", "Shown", "UseCases"]
