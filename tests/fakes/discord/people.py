"""What people do on the fake Discord."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.fakes.discord.messages import File, Interaction, Message, walk
from tests.fakes.discord.state import State
from tests.fakes.discord.world import GROUP_DM, MB, Channel, Json, Role, User, snowflake


class FakeDiscord(State):
    """The world, and what people do in it. Serve it with `serve`, or take `fake_discord`."""

    async def command(
        self,
        user: User,
        channel: Channel,
        name: str,
        *,
        outside: bool = False,
        kind: int = 2,
        focused: str = "",
        bytes_max: int | None = None,
        **options: Any,
    ) -> Interaction:
        """Use a slash command; `outside` by the person's own installation of the app."""
        words = name.split()
        definition = next(one for one in self.commands if one["name"] == words[0])
        told: Json = {"resolved": {}}
        leaf = definition
        for word in words[1:]:
            leaf = next(one for one in leaf["options"] if one["name"] == word)
        given = [
            self._option(leaf, option, value, told["resolved"], focused=focused)
            for option, value in options.items()
            if value is not None
        ]
        for word in reversed(words[1:]):
            given = [{"name": word, "type": 1, "options": given}]
        data = {"id": str(snowflake()), "name": words[0], "type": 1, "options": given, **told}
        return await self._interact(kind, user, channel, data, outside=outside, bytes_max=bytes_max)

    async def menu(
        self, user: User, name: str, target: Message | User, channel: Channel
    ) -> Interaction:
        """Use a command of a message's or a person's menu."""
        kind = 3 if isinstance(target, Message) else 2
        resolved: Json = {}
        if isinstance(target, Message):
            resolved["messages"] = {str(target.id): target.json(self.cdn_url)}
        else:
            resolved["users"] = {str(target.id): target.json()}
            if channel.guild is not None:
                member = channel.guild.member(target, channel.rights(target))
                member.pop("user")
                resolved["members"] = {str(target.id): member}
        data = {
            "id": str(snowflake()),
            "name": name,
            "type": kind,
            "target_id": str(target.id),
            "resolved": resolved,
        }
        return await self._interact(2, user, channel, data)

    async def press(self, user: User, message: Message, button: str) -> Interaction:
        """Press the first button whose id begins so."""
        data = {"component_type": 2, "custom_id": message.button(button)["custom_id"]}
        return await self._component(user, message, data)

    async def choose(self, user: User, message: Message, option: str) -> Interaction:
        """Pick the first entry of a select whose value begins so."""
        select = next(one for one in walk(message.components) if one.get("type") == 3)
        value = next(o["value"] for o in select["options"] if o["value"].startswith(option))
        data = {"component_type": 3, "custom_id": select["custom_id"], "values": [value]}
        return await self._component(user, message, data)

    async def submit(
        self,
        user: User,
        opened: Interaction,
        files: Mapping[str, Sequence[File]] | None = None,
        **values: str,
    ) -> Interaction:
        """Send a form that an interaction was answered with."""
        attached = {str(file.id): file for some in (files or {}).values() for file in some}
        self.files |= {file.id: file for file in attached.values()}
        components = [
            {"type": 18, "id": number, "component": _filled(one["component"], values, files or {})}
            for number, one in enumerate(opened.modal["components"])
        ]
        data = {
            "custom_id": opened.modal["custom_id"],
            "components": components,
            "resolved": {
                "attachments": {key: one.json(self.cdn_url) for key, one in attached.items()}
            },
        }
        return await self._interact(5, user, opened.channel, data, message=opened.message)

    async def say(
        self,
        user: User,
        channel: Channel,
        content: str = "",
        *,
        reply_to: Message | None = None,
        files: Sequence[File] = (),
        ping: bool = True,
        looked_up: bool = True,
        pings: Sequence[User] = (),
    ) -> Message:
        """Write a message; one it replies to need not be `looked_up` by Discord."""
        message = Message(
            channel=channel,
            author=user,
            content=content,
            reply_to=reply_to,
            looked_up=looked_up,
            files=list(files),
            pings=list(pings),
        )
        if f"<@{self.me.id}>" in content or (ping and reply_to and reply_to.author is self.me):
            message.pings.append(self.me)
        await self.show(message)
        return message

    async def again(self, interaction: Interaction) -> None:
        """Deliver an interaction once more."""
        await self.gateway.dispatch("INTERACTION_CREATE", interaction.json(self.me, self.cdn_url))

    def expire_tokens(self) -> None:
        """A quarter of an hour goes by."""
        for interaction in self.interactions.values():
            interaction.expired = True

    async def answered(self, interaction: Interaction) -> Message:
        """The hidden answer to an interaction, once it says something."""

        def told() -> Message | None:
            original = interaction.original
            spoken = original and not original.deleted and not original.flags & (1 << 7)
            return original if spoken else None

        found: Message = await self.until(told, "an answer")
        return found

    async def acknowledged(self, interaction: Interaction) -> Interaction:
        await self.until(lambda: interaction.callback, "an acknowledgement")
        return interaction

    async def _component(self, user: User, message: Message, data: Json) -> Interaction:
        return await self._interact(
            3,
            user,
            message.channel,
            data,
            message=message,
            outside=message.channel.type == GROUP_DM,
        )

    async def _interact(
        self,
        kind: int,
        user: User,
        channel: Channel,
        data: Json,
        *,
        message: Message | None = None,
        outside: bool = False,
        bytes_max: int | None = None,
    ) -> Interaction:
        guild = channel.guild
        owners = {"1": str(user.id)} if outside else {"0": str(guild.id if guild else 0)}
        interaction = Interaction(
            kind=kind,
            user=user,
            channel=channel,
            data=data,
            application=self.application,
            owners=owners,
            message=message,
            bytes_max=bytes_max or (guild.bytes_max if guild else 10 * MB),
        )
        self.interactions[interaction.id] = interaction
        await self.again(interaction)
        return interaction

    def _option(self, leaf: Json, name: str, value: Any, resolved: Json, *, focused: str) -> Json:
        kind = next(one["type"] for one in leaf["options"] if one["name"] == name)
        if isinstance(value, File):
            self.files[value.id] = value
            resolved.setdefault("attachments", {})[str(value.id)] = value.json(self.cdn_url)
            value = str(value.id)
        elif isinstance(value, User):
            resolved.setdefault("users", {})[str(value.id)] = value.json()
            value = str(value.id)
        elif isinstance(value, Role):
            resolved.setdefault("roles", {})[str(value.id)] = value.json()
            value = str(value.id)
        told = {"name": name, "type": kind, "value": value}
        return told | {"focused": True} if name == focused else told


def _filled(
    component: Json, values: Mapping[str, str], files: Mapping[str, Sequence[File]]
) -> Json:
    name, kind = component["custom_id"], component["type"]
    told = {"type": kind, "custom_id": name, "id": 1}
    if kind == 19:
        return told | {"values": [str(file.id) for file in files.get(name, ())]}
    if kind == 3:
        return told | {"values": [values[name]] if values.get(name) else []}
    return told | {"value": values.get(name, component.get("value", ""))}
