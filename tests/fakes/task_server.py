"""A task gateway over a real socket: takes tasks, says how they stand, serves their pictures.

`polls` scripts what asking gets; after them a task is done. What was asked is kept in `asked`.
"""

from collections.abc import Callable
from typing import Any

from tests.fakes.openai_server import Answer, OpenAIServer, Received, answer_json, png

Json = dict[str, Any]
Choice = Answer | Callable[[Received], Answer]
PICTURE = Answer(headers={"content-type": "image/png"}, body=png())


class TaskServer(OpenAIServer):
    """`made` are the links a task ends with: by default files of this server."""

    prefix = "/v1"

    def __init__(self) -> None:
        super().__init__()
        self.polls: list[Choice] = []
        self.asked: list[Received] = []
        self.stopped: list[str] = []
        self.counts: dict[str, int] = {}
        self.made: list[Any] | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        return f"{self.origin}{self.prefix}"

    @property
    def sent(self) -> list[Json]:
        return [request.json for request in self.received if request.method == "POST"]

    def taken(self, count: int) -> str:
        """Take a task of so many pictures."""
        task = f"task-{len(self.counts) + 1}"
        self.counts[task] = count
        for number in range(1, count + 1):
            name = f"/files/{task}-{number}.png"
            self.files.setdefault(name, Answer(body=png(seed=number), headers=PICTURE.headers))
        return task

    def links(self, task: str) -> list[Any]:
        if self.made is not None:
            return self.made
        numbers = range(1, self.counts[task] + 1)
        return [f"{self.origin}/files/{task}-{number}.png" for number in numbers]

    def _choose(self, request: Received) -> Answer:
        if request.method == "POST":
            return super()._choose(request)
        if request.method == "PUT":
            self.stopped.append(request.path)
            return answer_json({"status": "CANCELLATION_REQUESTED"}, 202)
        if request.path in self.files:
            return self.files[request.path]
        self.asked.append(request)
        chosen = self.polls.pop(0) if self.polls else self.done
        return chosen(request) if callable(chosen) else chosen

    def done(self, request: Received) -> Answer:
        """The contract's answer for a task that is done."""
        raise NotImplementedError
