"""What is said of how a picture was asked for."""

from bot.models import Audience, ImageRequest, Reply
from bot.replies.describing import request_fields
from bot.replies.words import Phrases


def recipe_card(say: Phrases, *, request: ImageRequest, line: str, model_title: str) -> Reply:
    """Show the `line` that asks for the same again; it is shown whole, to be copied."""
    return Reply(
        text=say("recipe-text"),
        quote=line,
        fields=request_fields(say, request=request, model_title=model_title),
        audience=Audience.REQUESTER,
    )
