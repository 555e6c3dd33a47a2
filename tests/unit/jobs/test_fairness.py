from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.jobs import fairness
from bot.jobs.fairness import SERVED_MAX, Served
from bot.models import Job, PersonId
from tests.fakes.clock import START
from tests.fakes.house import a_job

people = st.sampled_from([PersonId(name) for name in "abcd"])


def line(*names: str) -> list[Job]:
    """Jobs in order of their creation; a name's letter is its person."""
    return [
        a_job(name, person=PersonId(name[0]), created_at=START + timedelta(seconds=n))
        for n, name in enumerate(names)
    ]


def ids(jobs: list[Job]) -> list[str]:
    return [job.id for job in jobs]


def test_people_take_turns_and_keep_their_own_order() -> None:
    waiting = line("a1", "a2", "a3", "b1", "b2", "c1")
    ordered = fairness.order(waiting, running=[], served={})
    assert ids(ordered) == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_who_has_fewest_running_comes_first() -> None:
    waiting = line("a1", "b1", "c1")
    ordered = fairness.order(
        waiting, running=[PersonId("a"), PersonId("a"), PersonId("b")], served={}
    )
    assert ids(ordered) == ["c1", "b1", "a1"]


def test_forty_jobs_of_one_person_do_not_starve_another_even_with_one_slot() -> None:
    waiting = line(*(f"a{n}" for n in range(40)), "b1")
    served: Served = {}
    started = []
    while waiting:
        job = fairness.order(waiting, running=[], served=served)[0]
        fairness.serve(served, job.person)
        waiting.remove(job)
        started.append(job.id)
    assert started.index("b1") == 1


def test_the_memory_of_turns_is_bounded() -> None:
    served: Served = {}
    for n in range(SERVED_MAX):
        fairness.serve(served, PersonId(f"p{n}"))
    assert len(served) == SERVED_MAX
    fairness.serve(served, PersonId("one more"))
    assert len(served) == SERVED_MAX
    assert "p0" not in served


@given(owners=st.lists(people, max_size=30), running=st.lists(people, max_size=5))
def test_every_job_is_placed_once_and_nobody_is_overtaken_twice(
    owners: list[PersonId], running: list[PersonId]
) -> None:
    waiting = line(*(f"{person}{n}" for n, person in enumerate(owners)))
    ordered = fairness.order(waiting, running=running, served={})
    assert sorted(ids(ordered)) == sorted(ids(waiting))
    load = {person: running.count(person) for person in set(owners)}
    left = {person: owners.count(person) for person in set(owners)}
    for job in ordered:
        assert load[job.person] == min(load[p] for p in left if left[p])
        load[job.person] += 1
        left[job.person] -= 1
    for person in set(owners):
        own = [job for job in ordered if job.person == person]
        assert own == sorted(own, key=lambda job: job.created_at)
