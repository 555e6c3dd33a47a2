"""Buttons and selects that work for years: all they need is in their ids."""

import re
from typing import Any, Protocol, Self

import discord
from discord import ui

from adapters.discord.afresh import show_afresh
from adapters.discord.render import MORE

KEY = r"(?P<key>[a-z-]+:[\w-]+:[0-9]{1,2})"
NOT_OFFERED = ""
"""Stands for a value that the message does not offer: whoever sent it made it up."""


class _Bare:
    """An item that is made of what Discord sent, and of nothing else."""

    def __init__(self, item: "ui.Item[Any]") -> None:
        super().__init__(item)  # type: ignore[call-arg]  # of discord.ui.DynamicItem

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: "ui.Item[Any]",
        match: "re.Match[str]",
        /,
    ) -> Self:
        """Called by discord.py for an id that matches."""
        return cls(item)


class Pressed(Protocol):
    """Who is told of a press."""

    async def press(self, interaction: discord.Interaction, key: str) -> None:
        """`key` is `verb:job:index`."""
        ...


def dynamic_items(pressed: Pressed) -> "tuple[type[ui.DynamicItem[Any]], ...]":
    """The classes to register with a client."""

    class PressedButton(_Bare, ui.DynamicItem[ui.Button[Any]], template=KEY):
        async def callback(self, interaction: discord.Interaction) -> None:
            await pressed.press(interaction, self.custom_id)

    class ChosenEntry(_Bare, ui.DynamicItem[ui.Select[Any]], template=rf"{MORE}:[\w-]*"):
        async def callback(self, interaction: discord.Interaction) -> None:
            chosen = self.item.values[0]
            if chosen not in {option.value for option in self.item.options}:
                chosen = NOT_OFFERED
            await pressed.press(interaction, chosen)
            await show_afresh(interaction, chosen)

    return PressedButton, ChosenEntry
