"""Black Forest Labs by its contract."""

from typing import Any

from tests.fakes.openai_server import Answer, Received, answer_json
from tests.fakes.task_server import TaskServer


def state(name: str, **more: Any) -> Answer:
    return answer_json({"id": "task-1", "status": name, **more})


class BflServer(TaskServer):
    """`polling_url` is what its answer to a submission says instead of its own address."""

    def __init__(self) -> None:
        super().__init__()
        self.polling_url: str | None = None

    def draw(self, request: Received) -> Answer:
        if request.headers.get("x-key") != "sk-secret":
            return answer_json({"detail": "Not authenticated"}, 403)
        asked = request.json
        for edge in ("width", "height"):
            if edge in asked and (asked[edge] % 32 or not 256 <= asked[edge] <= 1440):
                return answer_json({"detail": [{"loc": ["body", edge], "msg": "bad"}]}, 422)
        task = self.taken(1)
        url = self.polling_url or f"{self.base_url}/get_result?id={task}"
        return answer_json({"id": task, "polling_url": url})

    def done(self, request: Received) -> Answer:
        task = request.path.rpartition("=")[2]
        if task not in self.counts:
            return state("Task not found")
        return state("Ready", result={"sample": self.links(task)[0]}, cost=2.5)
