"""APIMart by its contract: what it would refuse is refused."""

import re
from typing import Any

from tests.fakes.openai_server import Answer, Received, answer_json, error
from tests.fakes.task_server import Json, TaskServer

RATIOS = {
    "auto", "1:1", "3:2", "2:3", "4:3", "3:4", "5:4", "4:5", "16:9", "9:16", "2:1", "1:2", "3:1",
    "1:3", "21:9", "9:21",
}  # fmt: skip
PLAIN = {"model", "prompt", "n", "size", "resolution", "image_urls", "official_fallback"}
OFFICIAL = PLAIN | {
    "quality", "background", "moderation", "output_format", "output_compression", "mask_url",
}  # fmt: skip


def task(status: str, **more: Any) -> Answer:
    return answer_json({"code": 200, "data": {"id": "task-1", "status": status, **more}})


class ApimartServer(TaskServer):
    """`url_is_text` writes links as its older documents do."""

    def __init__(self) -> None:
        super().__init__()
        self.url_is_text = False

    def draw(self, request: Received) -> Answer:
        if request.path != "/v1/images/generations":
            return error(404, message="no such path")
        if request.headers.get("authorization") != "Bearer sk-secret":
            return error(401, message="no key")
        asked = request.json
        if wrong := _wrong(asked):
            return answer_json({"error": {"code": 400, "message": wrong}}, 400)
        data = [{"status": "submitted", "task_id": self.taken(asked["n"])}]
        return answer_json({"code": 200, "data": data})

    def done(self, request: Received) -> Answer:
        name = request.path.removeprefix("/v1/tasks/").removesuffix("?language=en")
        if name not in self.counts:
            return error(404, message="no such task")
        links = self.links(name)
        images = [{"url": link if self.url_is_text else [link], "expires_at": 1} for link in links]
        return task("completed", progress=100, result={"images": images}, cost=0.006)


def _wrong(asked: Json) -> str:
    official = asked.get("model") == "gpt-image-2-official"
    if unknown := set(asked) - (OFFICIAL if official else PLAIN):
        return f"unknown {sorted(unknown)}"
    if type(asked.get("n")) is not int or not 1 <= asked["n"] <= (4 if official else 1):
        return "n"
    if asked["size"] not in RATIOS and not re.fullmatch(r"\d+x\d+", asked["size"]):
        return "size"
    if "mask_url" in asked and "image_urls" not in asked:
        return "mask_url"
    return ""
