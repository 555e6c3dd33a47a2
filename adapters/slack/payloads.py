"""What Slack sends, as far as this room reads it. Unknown fields are ignored, absent ones empty."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _or_empty(value: object) -> object:
    """Slack writes null where it means nothing."""
    return {} if value is None else value


def _or_blank(value: object) -> object:
    return "" if value is None else value


def _or_none_of_it(value: object) -> object:
    return [] if value is None else value


Text = Annotated[str, BeforeValidator(_or_blank)]


class _Payload(BaseModel):
    # An error of an unforeseen shape is logged, and the input is what people wrote.
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class File(_Payload):
    """A file. `file_access` may say that its record has to be asked for first."""

    id: str
    name: Text = ""
    mimetype: Text = ""
    size: int | None = None
    url_private: Text = ""
    url_private_download: Text = ""
    file_access: Text = ""
    mode: Text = ""
    is_external: bool = False

    @property
    def url(self) -> str:
        """Where its bytes are, for a token that may read them."""
        return self.url_private_download or self.url_private


Files = Annotated[list[File], BeforeValidator(_or_none_of_it)]


class Command(_Payload):
    """A slash command."""

    command: str
    text: Text = ""
    team_id: str
    channel_id: str
    user_id: str
    trigger_id: str
    response_url: Text = ""


class Message(_Payload):
    """A message of a channel: what `message` and `app_mention` events carry."""

    type: str = "message"
    subtype: Text = ""
    channel: str
    user: Text = ""
    bot_id: Text = ""
    text: Text = ""
    ts: str
    thread_ts: Text = ""
    files: Files = Field(default_factory=list)

    @property
    def thread(self) -> str:
        """The root of its thread; empty for a message that is none's reply."""
        return self.thread_ts if self.thread_ts != self.ts else ""

    @property
    def root(self) -> str:
        """The root of its thread, which may be itself."""
        return self.thread_ts or self.ts


class Previous(_Payload):
    """What a message said before it was edited."""

    text: Text = ""


class MessageNews(_Payload):
    """What `message_changed` and `message_deleted` tell of a message."""

    subtype: Text
    channel: str
    ts: str
    deleted_ts: Text = ""
    message: dict[str, Any] = Field(default_factory=dict)
    previous_message: Annotated[Previous, BeforeValidator(_or_empty)] = Previous()

    @property
    def changed(self) -> Message | None:
        """The message with its new words; None where only a preview of its links came."""
        text = self.message.get("text")
        if self.subtype != "message_changed" or text == self.previous_message.text:
            return None
        return Message.model_validate({"channel": self.channel, **self.message})


class Ref(_Payload):
    """Something with an id; a user also says whose it is."""

    id: Text = ""
    team_id: Text = ""


RefOrNone = Annotated[Ref, BeforeValidator(_or_empty)]


class Container(_Payload):
    """Where a button stood."""

    type: Text = ""
    channel_id: Text = ""
    message_ts: Text = ""
    thread_ts: Text = ""
    is_ephemeral: bool = False


class Choice(_Payload):
    """A chosen option."""

    value: Text = ""


class Action(_Payload):
    """What was pressed or chosen."""

    action_id: Text = ""
    value: Text = ""
    selected_option: Annotated[Choice, BeforeValidator(_or_empty)] = Choice()

    @property
    def chosen(self) -> str:
        """A button's own value, or that of the option chosen in its menu."""
        return self.selected_option.value or self.value


class View(_Payload):
    """An open modal, or a home page."""

    id: Text = ""
    hash: Text = ""
    type: Text = ""
    callback_id: Text = ""
    private_metadata: Text = ""
    title: Annotated[dict[str, Any], BeforeValidator(_or_empty)] = Field(default_factory=dict)
    submit: Annotated[dict[str, Any], BeforeValidator(_or_empty)] = Field(default_factory=dict)
    close: Annotated[dict[str, Any], BeforeValidator(_or_empty)] = Field(default_factory=dict)
    blocks: list[dict[str, Any]] = Field(default_factory=list)
    state: Annotated[dict[str, Any], BeforeValidator(_or_empty)] = Field(default_factory=dict)

    @property
    def values(self) -> dict[str, dict[str, Any]]:
        """What the fields hold, by block."""
        found = self.state.get("values")
        return found if isinstance(found, dict) else {}


class Interaction(_Payload):
    """A button, a menu, a form or a shortcut."""

    type: Text = ""
    callback_id: Text = ""
    team: RefOrNone = Ref()
    user: RefOrNone = Ref()
    channel: RefOrNone = Ref()
    trigger_id: Text = ""
    response_url: Text = ""
    container: Annotated[Container, BeforeValidator(_or_empty)] = Container()
    actions: list[Action] = Field(default_factory=list)
    view: Annotated[View, BeforeValidator(_or_empty)] = View()
    message: dict[str, Any] = Field(default_factory=dict)

    @property
    def team_id(self) -> str:
        """The workspace; in an organisation's app only the user says it."""
        return self.team.id or self.user.team_id


class HomeOpened(_Payload):
    """Someone looks at the app's page, or at their messages with it."""

    user: str
    channel: Text = ""
    tab: Text = ""


class AssistantThread(_Payload):
    """The thread of the assistant pane; none where each message begins one of its own."""

    user_id: str
    channel_id: str
    thread_ts: Text = ""


class AssistantStarted(_Payload):
    """Someone opened the assistant pane."""

    assistant_thread: AssistantThread
