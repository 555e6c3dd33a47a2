"""The commands and menus, as Discord's own objects. Each is one call of Inbound or Presses."""

from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from adapters.discord.inbound import Inbound
from adapters.discord.languages import Languages, Translator, text
from adapters.discord.presses import Presses
from bot.models import ImageFormat, Quality, Ratio, Resolution
from bot.replies import Phrases

PROMPT_CHARS_MAX = 6000
COUNT_MAX = 4
AMOUNT_MAX = 1_000_000
REASON_CHARS_MAX = 300
MODELS_CHARS_MAX = 400
SETTING_CHARS_MAX = 200
CHOICE_CHARS_MAX = 100
CHOICES_MAX = 25

Interaction = discord.Interaction[discord.Client]
Completing = Callable[[discord.Interaction, str], Coroutine[Any, Any, list[Choice[str]]]]
Prompt = Range[str, 1, PROMPT_CHARS_MAX]
Count = Range[int, 1, COUNT_MAX]
Amount = Range[int, 1, AMOUNT_MAX]
Reason = Range[str, 1, REASON_CHARS_MAX]

RATIOS = [Choice(name=ratio.value, value=ratio.value) for ratio in Ratio]
RESOLUTIONS = [Choice(name=one.value.upper(), value=one.value) for one in Resolution]
QUALITIES = [Choice(name=one.value, value=one.value) for one in Quality]
FORMATS = [Choice(name=one.value.upper(), value=one.value) for one in ImageFormat]


class Tree(app_commands.CommandTree[discord.Client]):
    """All commands, for servers and for people, in channels and in direct messages."""

    def __init__(
        self, client: discord.Client, inbound: Inbound, presses: Presses, languages: Languages
    ) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self._inbound = inbound
        self._languages = languages
        english = languages.say("en")
        _imagine(self, inbound, english)
        _edit(self, inbound, english)
        _words(self, inbound, english)
        _shown(self, inbound, english)
        self.add_command(_credits(inbound, english))
        _menus(self, presses, english)

    async def prepare(self) -> None:
        """Word the commands in all languages; called before they are synced."""
        await self.set_translator(Translator(self._languages))

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """A client that still shows older commands sends what no longer fits."""
        await self._inbound.stale(interaction, error)


def _imagine(tree: Tree, inbound: Inbound, en: Phrases) -> None:
    @tree.command(name="imagine", description=text("cmd-imagine", en))
    @app_commands.describe(**_options(en, "prompt", *_SHAPE, *_FILES, *_FLAGS))
    @app_commands.choices(ratio=RATIOS, resolution=RESOLUTIONS, quality=QUALITIES, format=FORMATS)
    @app_commands.autocomplete(
        model=_completing(inbound, "model"), style=_completing(inbound, "style")
    )
    async def imagine(
        interaction: Interaction,
        prompt: Prompt,
        ratio: str | None = None,
        resolution: str | None = None,
        quality: str | None = None,
        count: Count | None = None,
        image1: discord.Attachment | None = None,
        image2: discord.Attachment | None = None,
        image3: discord.Attachment | None = None,
        image4: discord.Attachment | None = None,
        mask: discord.Attachment | None = None,
        model: str | None = None,
        style: str | None = None,
        size: str | None = None,
        format: str | None = None,  # noqa: A002 - the option's name
        transparent: bool | None = None,
        private: bool | None = None,
        spoiler: bool | None = None,
    ) -> None:
        await inbound.imagine(interaction)


def _edit(tree: Tree, inbound: Inbound, en: Phrases) -> None:
    @tree.command(name="edit", description=text("cmd-edit", en))
    @app_commands.describe(**_options(en, "change", "picture", "link", *_SHAPE, *_FILES, *_FLAGS))
    @app_commands.choices(ratio=RATIOS, resolution=RESOLUTIONS, quality=QUALITIES, format=FORMATS)
    @app_commands.autocomplete(
        model=_completing(inbound, "model"), style=_completing(inbound, "style")
    )
    async def edit(
        interaction: Interaction,
        change: Prompt,
        picture: discord.Attachment | None = None,
        link: str | None = None,
        image1: discord.Attachment | None = None,
        image2: discord.Attachment | None = None,
        image3: discord.Attachment | None = None,
        image4: discord.Attachment | None = None,
        mask: discord.Attachment | None = None,
        ratio: str | None = None,
        resolution: str | None = None,
        quality: str | None = None,
        count: Count | None = None,
        model: str | None = None,
        style: str | None = None,
        size: str | None = None,
        format: str | None = None,  # noqa: A002 - the option's name
        transparent: bool | None = None,
        private: bool | None = None,
        spoiler: bool | None = None,
    ) -> None:
        await inbound.edit(interaction)


def _words(tree: Tree, inbound: Inbound, en: Phrases) -> None:
    @tree.command(name="enhance", description=text("cmd-enhance", en))
    @app_commands.describe(**_options(en, "prompt", *_FILES))
    async def enhance(
        interaction: Interaction,
        prompt: Prompt,
        image1: discord.Attachment | None = None,
        image2: discord.Attachment | None = None,
        image3: discord.Attachment | None = None,
        image4: discord.Attachment | None = None,
        mask: discord.Attachment | None = None,
    ) -> None:
        await inbound.enhance(interaction)

    @tree.command(name="compare", description=text("cmd-compare", en))
    @app_commands.describe(**_options(en, "prompt", "models", "ratio", "quality", *_FILES))
    @app_commands.choices(ratio=RATIOS, quality=QUALITIES)
    async def compare(
        interaction: Interaction,
        prompt: Prompt,
        models: Range[str, 1, MODELS_CHARS_MAX],
        ratio: str | None = None,
        quality: str | None = None,
        image1: discord.Attachment | None = None,
        image2: discord.Attachment | None = None,
        image3: discord.Attachment | None = None,
        image4: discord.Attachment | None = None,
        mask: discord.Attachment | None = None,
    ) -> None:
        await inbound.compare(interaction)


def _shown(tree: Tree, inbound: Inbound, en: Phrases) -> None:
    @tree.command(name="models", description=text("cmd-models", en))
    async def models(interaction: Interaction) -> None:
        await inbound.show(interaction, "models")

    @tree.command(name="queue", description=text("cmd-queue", en))
    async def queue(interaction: Interaction) -> None:
        await inbound.show(interaction, "queue")

    @tree.command(name="inbox", description=text("cmd-inbox", en))
    async def inbox(interaction: Interaction) -> None:
        await inbound.show(interaction, "inbox")

    @tree.command(name="privacy", description=text("cmd-privacy", en))
    @app_commands.describe(action=text("opt-privacy", en))
    @app_commands.choices(action=[Choice(name=one, value=one) for one in ("export", "delete")])
    async def privacy(interaction: Interaction, action: str | None = None) -> None:
        await inbound.privacy(interaction)

    @tree.command(name="status", description=text("cmd-status", en))
    async def status(interaction: Interaction) -> None:
        await inbound.show(interaction, "status")

    @tree.command(name="settings", description=text("cmd-settings", en))
    @app_commands.describe(**_options(en, "setting", "scope"))
    @app_commands.choices(scope=_scopes(en))
    async def settings(
        interaction: Interaction,
        setting: Range[str, 1, SETTING_CHARS_MAX] | None = None,
        scope: str | None = None,
    ) -> None:
        await inbound.settings(interaction)

    @tree.command(name="help", description=text("cmd-help", en))
    async def help_(interaction: Interaction) -> None:
        await inbound.show(interaction, "help")


def _credits(inbound: Inbound, en: Phrases) -> app_commands.Group:
    group = app_commands.Group(name="credits", description=text("cmd-credits", en))

    @group.command(name="balance", description=text("cmd-balance", en))
    async def balance(interaction: Interaction) -> None:
        await inbound.show(interaction, "balance")

    @group.command(name="history", description=text("cmd-history", en))
    async def history(interaction: Interaction) -> None:
        await inbound.show(interaction, "history")

    @group.command(name="grant", description=text("cmd-grant", en))
    @app_commands.describe(**_options(en, "target", "amount", "reason", "expires"))
    async def grant(
        interaction: Interaction,
        target: discord.User | discord.Role,
        amount: Amount,
        reason: Reason | None = None,
        expires: Range[str, 1, 20] | None = None,
    ) -> None:
        await inbound.grant(interaction, back=False)

    @group.command(name="revoke", description=text("cmd-revoke", en))
    @app_commands.describe(**_options(en, "target", "amount", "reason"))
    async def revoke(
        interaction: Interaction,
        target: discord.User | discord.Role,
        amount: Amount,
        reason: Reason | None = None,
    ) -> None:
        await inbound.grant(interaction, back=True)

    return group


def _menus(tree: Tree, presses: Presses, en: Phrases) -> None:
    @tree.context_menu(name=text("menu-edit", en))
    async def edit(interaction: Interaction, message: discord.Message) -> None:
        await presses.edit_message(interaction, message)

    @tree.context_menu(name=text("menu-vary", en))
    async def vary(interaction: Interaction, message: discord.Message) -> None:
        await presses.vary_message(interaction, message)

    @tree.context_menu(name=text("menu-use", en))
    async def use(interaction: Interaction, message: discord.Message) -> None:
        await presses.use_message(interaction, message)

    @tree.context_menu(name=text("menu-recipe", en))
    async def recipe(interaction: Interaction, message: discord.Message) -> None:
        await presses.recipe_of(interaction, message)

    @tree.context_menu(name=text("menu-credits", en))
    @app_commands.default_permissions(manage_guild=True)
    async def credits_(interaction: Interaction, user: discord.User) -> None:
        await presses.credits_of(interaction, user)


_SHAPE = ("ratio", "resolution", "quality", "count", "model", "style", "size", "format")
_FLAGS = ("transparent", "private", "spoiler")
_FILES = ("image1", "image2", "image3", "image4", "mask")


def _options(en: Phrases, *names: str) -> dict[str, app_commands.locale_str]:
    return {name: text(f"opt-{name.rstrip('1234')}", en) for name in names}


def _scopes(en: Phrases) -> list[Choice[str]]:
    return [
        Choice(name=text(f"scope-{scope}", en), value=scope)
        for scope in ("me", "channel", "server", "team")
    ]


def _completing(inbound: Inbound, flag: str) -> Completing:
    async def complete(interaction: Interaction, typed: str) -> list[Choice[str]]:
        found = await inbound.complete(interaction, flag, typed)
        return [
            Choice(name=name[:CHOICE_CHARS_MAX], value=value[:CHOICE_CHARS_MAX])
            for name, value in found[:CHOICES_MAX]
        ]

    return complete
