"""fal's queue by its contract."""

from typing import Any

from tests.fakes.openai_server import Answer, Received, answer_json
from tests.fakes.task_server import TaskServer


def status(name: str, **more: Any) -> Answer:
    return answer_json({"status": name, **more})


class FalServer(TaskServer):
    """`told` changes the addresses of its answer to a submission."""

    prefix = ""

    def __init__(self) -> None:
        super().__init__()
        self.told: dict[str, str] | None = None
        self.result: Answer | None = None
        self.extra: dict[str, Any] = {}

    def draw(self, request: Received) -> Answer:
        if request.headers.get("authorization") != "Key sk-secret":
            return answer_json({"detail": "Cannot authenticate"}, 401)
        task = self.taken(int(request.json.get("num_images", 1)))
        app = "/".join(request.path.split("/")[:3])
        home = f"{self.origin}{app}/requests/{task}"
        urls = {
            "status_url": f"{home}/status",
            "response_url": home,
            "cancel_url": f"{home}/cancel",
        }
        told = urls if self.told is None else self.told
        return answer_json({"request_id": task, "queue_position": 0, **told})

    def done(self, request: Received) -> Answer:
        if request.path.endswith("/status"):
            return status("COMPLETED", metrics={"inference_time": 1.5})
        if self.result:
            return self.result
        task = request.path.rpartition("/")[2]
        images = [
            {"url": link, "width": 64, "height": 64, "content_type": "image/png"}
            for link in self.links(task)
        ]
        return answer_json({"images": images, "timings": {"inference": 1.5}, **self.extra})
