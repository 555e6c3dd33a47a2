"""Buttons and selects that work for years: all they need is in their ids."""

import re
from typing import Any, Protocol, Self

import discord
from discord import ui

from adapters.discord.afresh import show_afresh
from adapters.discord.render import MORE

KEY = r"(?P<key>[a-z-]+:[\w-]+:\d+)"


class Pressed(Protocol):
    """Who is told of a press."""

    async def press(self, interaction: discord.Interaction, key: str) -> None:
        """`key` is `verb:job:index`."""
        ...


def dynamic_items(pressed: Pressed) -> "tuple[type[ui.DynamicItem[Any]], ...]":
    """The classes to register with a client."""

    class PressedButton(ui.DynamicItem[ui.Button[Any]], template=KEY):
        def __init__(self, item: "ui.Button[Any]") -> None:
            super().__init__(item)

        @classmethod
        async def from_custom_id(
            cls,
            interaction: discord.Interaction,
            item: "ui.Item[Any]",
            match: "re.Match[str]",
            /,
        ) -> Self:
            assert isinstance(item, ui.Button)
            return cls(item)

        async def callback(self, interaction: discord.Interaction) -> None:
            await pressed.press(interaction, self.custom_id)

    class ChosenEntry(ui.DynamicItem[ui.Select[Any]], template=rf"{MORE}:[\w-]*"):
        def __init__(self, item: "ui.Select[Any]") -> None:
            super().__init__(item)

        @classmethod
        async def from_custom_id(
            cls,
            interaction: discord.Interaction,
            item: "ui.Item[Any]",
            match: "re.Match[str]",
            /,
        ) -> Self:
            assert isinstance(item, ui.Select)
            return cls(item)

        async def callback(self, interaction: discord.Interaction) -> None:
            chosen = self.item.values[0]
            await pressed.press(interaction, chosen)
            await show_afresh(interaction, chosen)

    return PressedButton, ChosenEntry
