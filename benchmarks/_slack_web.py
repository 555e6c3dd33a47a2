"""An app behind the web server."""

import socket

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from adapters.interpreter import tune


async def serve(routes: list[BaseRoute]) -> None:
    """Print the address and serve until the process is ended."""
    tune()  # as the program does
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    config = uvicorn.Config(
        Starlette(routes=routes), lifespan="off", log_config=None, access_log=False
    )
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    await uvicorn.Server(config).serve(sockets=[listener])
