"""What the operator got from Slack."""

from dataclasses import dataclass, field

from bot.errors import StartError

API_BASE = "https://slack.com/api/"


@dataclass(frozen=True, kw_only=True)
class Access:
    """Tokens and addresses. A client id and secret let workspaces install the app."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    api_base: str = API_BASE
    public_url: str = ""

    @property
    def installable(self) -> bool:
        """Whether other workspaces can install the app."""
        return bool(self.client_id and self.client_secret)

    @property
    def over_socket(self) -> bool:
        """Socket Mode, which needs no address of ours."""
        return bool(self.app_token)

    @property
    def over_web(self) -> bool:
        """Whether Slack, or a browser that installs the app, has to reach us."""
        return not self.over_socket or self.installable

    def require(self) -> None:
        """Raise StartError where there is no way for Slack to talk to us."""
        if not (self.app_token or self.signing_secret):
            raise StartError(
                "Slack has no way to talk to this bot. Set SLACK_APP_TOKEN (Socket Mode), or "
                "SLACK_SIGNING_SECRET to be posted to at /slack/events."
            )
