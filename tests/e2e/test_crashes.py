"""kill -9 at every point between a job's submission and its delivery, and what a restart does.

A chain of processes shares one data folder. Each recovers what the one before left and reports,
then takes an order and is killed at the next point, so that a point costs one start.
"""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.jobs.failpoints import POINTS
from tests.e2e.crash_driver import COUNT, CREDITS, GATEWAY
from tests.fakes.house import a_job

ROOT = Path(__file__).resolve().parents[2]
UNIT = a_job().quote.unit


class Lives:
    """A folder, and the processes that live in it one after the other."""

    def __init__(self, folder: Path) -> None:
        self._driver = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.crash_driver", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def live(
        self, *, again: str | None = None, point: str | None = None
    ) -> tuple[bool, dict[str, Any]]:
        """One life: whether it was killed, and what it reported before its order."""
        assert self._driver.stdin is not None
        assert self._driver.stdout is not None
        orders = {"again": again, "job": point and name(point), "point": point}
        self._driver.stdin.write(json.dumps(orders) + "\n")
        self._driver.stdin.flush()
        answer = json.loads(self._driver.stdout.readline())
        assert answer["exit"] in {0, -signal.SIGKILL}
        return answer["exit"] != 0, answer["report"]

    def end(self) -> None:
        with self._driver:
            self._driver.kill()


@pytest.fixture
def lives(tmp_path: Path) -> Iterator[Lives]:
    lives = Lives(tmp_path)
    yield lives
    lives.end()


def name(point: str) -> str:
    """A job's id says where it died; a gateway's is resumed by its task."""
    return f"{GATEWAY}-{point}"[:16] if point == "accepted" else point[:16]


def check_all(report: dict[str, Any]) -> None:
    """What must be true after every restart, whatever happened before."""
    assert report["violations"] == []
    assert report["unanswered"] == 0
    captured = sum(job["captured"] for job in report["jobs"].values())
    assert report["available"] == CREDITS - UNIT * captured
    for job_id, job in report["jobs"].items():
        assert job["captured"] == job["stored"]
        assert job["requests"] <= min(job["sent"], 2)
        assert report["shown"][f"result:{job_id}"] == job["captured"]
        assert job["state"] == ("done" if job["captured"] else "failed")


def check_single(report: dict[str, Any], point: str) -> None:
    if point == "submit-held":
        assert report["chat"]["lost:event:submit-held"] == 1
        assert name(point) not in report["jobs"]
        return
    job = report["jobs"][name(point)]
    assert (job["state"], job["captured"], job["code"]) == ("done", COUNT, None)
    assert report["chat"][f"result:{name(point)}"] == (2 if point == "posted" else 1)
    drawn_twice = {"drawn", "kept", "landed"}
    assert job["requests"] == (2 if point in drawn_twice else 1)


def test_one_crash_at_any_point_loses_nothing_and_charges_once(lives: Lives) -> None:
    for before, point in pairwise([None, *POINTS, None]):
        killed, report = lives.live(point=point)
        assert killed is (point is not None), f"{point} was not reached"
        check_all(report)
        if before:
            check_single(report, before)


TWICE = tuple(point for point in POINTS if not point.startswith("submit-"))


def test_a_second_crash_at_the_same_point_ends_without_a_third_request(lives: Lives) -> None:
    for point in TWICE:
        assert lives.live(point=point)[0]
        lives.live(again=point)
    _, report = lives.live()
    check_all(report)
    assert {name(point) for point in TWICE} == set(report["jobs"])
    for point in TWICE:
        job = report["jobs"][name(point)]
        assert job["code"] == ("crashed" if job["captured"] < COUNT else None)
        assert job["requests"] <= 2


def test_every_point_that_code_passes_is_in_the_matrix() -> None:
    passed = set()
    for file in [*(ROOT / "bot" / "jobs").glob("*.py"), ROOT / "bot" / "app" / "submitting.py"]:
        passed |= set(re.findall(r'failpoint\("([a-z-]+)"\)', file.read_text()))
    assert passed == set(POINTS)
