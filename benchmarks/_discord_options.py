"""Where the fake Discord is."""

from adapters.discord.application import Options
from tests.fakes.discord.rest import API
from tests.fakes.discord.server import TOKEN


def options_for(url: str) -> Options:
    gateway = f"{url.replace('http', 'ws', 1)}/gateway"
    return Options(token=TOKEN, api_base=url + API, gateway_url=gateway, cdn_base=f"{url}/cdn")
