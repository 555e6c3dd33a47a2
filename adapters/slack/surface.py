"""What this app is to Slack: the commands, shortcuts, events and rights that the code uses.

`config/slack-manifest.yaml` says the same to Slack; a test holds them equal.
"""

COMMANDS = ("/imagine", "/credits")
CREATE_SHORTCUT = "create_image"
EDIT_SHORTCUT = "edit_image"

EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "tokens_revoked",
)

OLD_EVENTS = ("assistant_thread_started",)
"""Of apps that were made with `assistant_view`: new ones are made with `agent_view` alone."""

SCOPES = {
    "app_mentions:read": "hear when it is named",
    "assistant:write": "offer prompts in the assistant pane, and say that it works",
    "channels:history": "read replies in a job's thread, and look for a post whose answer was lost",
    "channels:read": "know whether it may post, before anyone is charged",
    "chat:write": "post",
    "commands": "commands and shortcuts",
    "files:read": "read attached pictures",
    "files:write": "post pictures, and delete them",
    "groups:history": "the same in private channels",
    "groups:read": "the same in private channels",
    "im:history": "read direct messages to it",
    "im:read": "know its direct messages from those of others",
    "im:write": "send private pictures",
    "mpim:history": "the same in group messages",
    "mpim:read": "the same in group messages",
    "usergroups:read": "grant credits to a user group",
    "users:read": "names, languages, and who is an admin",
}
"""Each right with what it is for."""

EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
