"""Whose job is next. Pure: the jobs table and the queue's memory come in as values.

People take turns: who has the fewest jobs running comes first, then who was served least
recently, then who has waited longest. A person's own jobs keep their order.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

from bot.models import Job, JobId, PersonId

Served = dict[PersonId, int]
"""When each person last got a turn, as a running number; a person who is absent never did."""

SERVED_MAX = 10_000
"""People remembered; who was served longest ago is forgotten first, and counts as never served."""


def order(
    waiting: Iterable[Job], *, running: Iterable[PersonId], served: Mapping[PersonId, int]
) -> list[Job]:
    """The waiting jobs in the order in which free slots should take them."""
    lines: defaultdict[PersonId, deque[Job]] = defaultdict(deque)
    for job in sorted(waiting, key=lambda job: (job.created_at, job.id)):
        lines[job.person].append(job)
    busy: defaultdict[PersonId, int] = defaultdict(int)
    for person in running:
        busy[person] += 1
    return list(_turns(lines, busy, dict(served)))


def _turns(
    lines: Mapping[PersonId, deque[Job]], busy: defaultdict[PersonId, int], served: Served
) -> Iterable[Job]:
    turn = max(served.values(), default=0)
    heads = [_rank(line[0], busy, served) for line in lines.values()]
    heapq.heapify(heads)
    while heads:
        person = heapq.heappop(heads)[-1]
        line = lines[person]
        yield line.popleft()
        turn += 1
        busy[person] += 1
        served[person] = turn
        if line:
            heapq.heappush(heads, _rank(line[0], busy, served))


def _rank(
    head: Job, busy: Mapping[PersonId, int], served: Served
) -> tuple[int, int, float, JobId, PersonId]:
    person = head.person
    waits_since = head.created_at.timestamp()
    return busy.get(person, 0), served.get(person, -1), waits_since, head.id, person


def serve(served: Served, person: PersonId) -> None:
    """Remember that a person got a turn; the latest stands last."""
    turn = next(reversed(served.values()), 0) + 1
    served.pop(person, None)
    served[person] = turn
    if len(served) > SERVED_MAX:
        del served[next(iter(served))]
