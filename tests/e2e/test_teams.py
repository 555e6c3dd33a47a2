"""Who may do what with whose pictures: the owner, the team, and nobody who merely knows an id."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.models import ActionKey, Caller, Form, JobId, PictureRef, Reply, Verb
from tests.fakes.studio import ADA, BEN, MIA, Studio, button, member, open_studio

HOME, ELSEWHERE = "test:home", "test:elsewhere"
OWNER, MATE = replace(MIA, place=HOME), replace(BEN, place=HOME)
KEEPER = replace(member("kim"), place=HOME, may_moderate=True)
BOSS = replace(ADA, place=HOME)
EVE = replace(member("eve"), place=ELSEWHERE)
EVES_MODERATOR = replace(member("max"), place=ELSEWHERE, may_moderate=True)
EVES_ADMIN = replace(member("eva"), place=ELSEWHERE, is_admin=True, may_moderate=True)
STRANGERS = (EVE, EVES_MODERATOR, EVES_ADMIN)

OF_JOBS = frozenset(Verb) - {Verb.CONFIRM, Verb.REFUSE, Verb.FORGET}
ENDING = frozenset({Verb.CANCEL, Verb.DELETE})
OWNERS_ALONE = frozenset({Verb.PUBLISH, Verb.REPOST})
GONE = frozenset({"job-not-found", "source-not-found"})


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncIterator[Studio]:
    ada = f"{ADA.user.platform}:{ADA.user.id}"
    async with open_studio(
        tmp_path, homes=HOME, guests="own-credits", admins=ada, confirm_above=1000
    ) as studio:
        for stranger in STRANGERS:  # so that it is never for want of credits
            await studio.say(
                f"/credits grant @{stranger.name} 500",
                replace(BOSS, place=ELSEWHERE),
                mentions={f"@{stranger.name}": stranger.user},
            )
        yield studio


def key(verb: Verb, job: JobId) -> ActionKey:
    return ActionKey(verb=verb, job=job, index=1)


async def ordered(studio: Studio, words: str) -> JobId:
    return button((await studio.made(words, OWNER)).reply, Verb.ORIGINAL).job


async def code_of(studio: Studio, action: ActionKey, caller: Caller) -> str:
    answer = await studio.press(action, caller)
    return answer.code if isinstance(answer, Reply) else ""


@pytest.mark.parametrize("words", ["/imagine a fox", "/imagine a fox --private"])
@pytest.mark.parametrize("verb", sorted(OF_JOBS))
async def test_another_team_gets_nothing_by_knowing_an_id(
    studio: Studio, words: str, verb: Verb
) -> None:
    job = await ordered(studio, words)
    for stranger in STRANGERS:
        assert await code_of(studio, key(verb, job), stranger) in GONE, stranger.name
        assert await studio.balance(stranger) == 500
    report = await studio.bot.report(job)
    assert report is not None
    assert not report.job.deleted
    assert report.job.request.private is ("--private" in words)


@pytest.mark.parametrize("verb", sorted(OF_JOBS))
async def test_a_teammate_uses_what_is_public_and_sees_nothing_private(
    studio: Studio, verb: Verb
) -> None:
    public, private = (
        await ordered(studio, "/imagine a fox"),
        await ordered(studio, "/imagine a cat --private"),
    )
    theirs = "not-allowed-not-owner" if verb in ENDING | OWNERS_ALONE else "not-allowed-private"
    assert await code_of(studio, key(verb, private), MATE) == theirs
    told = await code_of(studio, key(verb, public), MATE)
    if verb in ENDING | OWNERS_ALONE:
        assert told == "not-allowed-not-owner"
    else:
        assert not told.startswith(("not-allowed", *GONE)), told


async def test_a_moderator_ends_what_is_their_teams_and_publishes_nothing(studio: Studio) -> None:
    for words in ("/imagine a fox", "/imagine a fox --private"):
        job = await ordered(studio, words)
        assert await code_of(studio, key(Verb.PUBLISH, job), KEEPER) == "not-allowed-not-owner"
        assert not (await code_of(studio, key(Verb.DELETE, job), KEEPER)).startswith("not-allowed")
        report = await studio.bot.report(job)
        assert report is not None
        assert report.job.deleted


@pytest.mark.parametrize("words", ["/imagine a fox", "/imagine a fox --private"])
async def test_words_forms_links_and_recipes_of_another_team_find_nothing(
    studio: Studio, words: str
) -> None:
    job = await ordered(studio, words)
    picture, message = PictureRef(job=job, index=1), studio.results[-1].message
    pointing: list[dict[str, object]] = [
        {"source": picture},
        {"replied_to": message},
        {"form": ActionKey(verb=Verb.EDIT, job=job, index=1)},
        {"form": ActionKey(verb=Verb.EDIT, job=job, index=0), "options": {"prompt": "a dog"}},
    ]
    for stranger in STRANGERS:
        for where in pointing:
            order = studio.order("make it blue", stranger, **where)
            for answer in (
                await studio.bot.edit(order),
                await studio.bot.form(replace(order, text="")),
            ):
                if "options" in where and isinstance(answer, Form):
                    continue  # the form of a new picture: that of a job is opened by its button
                assert isinstance(answer, Reply), where
                assert answer.code in GONE, where
        with pytest.raises(UserError) as refused:
            await studio.bot.original(picture, stranger)
        assert refused.value.key in GONE
        told = await studio.bot.recipe(job, stranger)
        assert isinstance(told, Reply)
        assert told.code in GONE
        assert not await studio.bot.owns(job, stranger)
        assert await studio.balance(stranger) == 500


async def test_a_question_is_answered_by_its_team_alone(tmp_path: Path) -> None:
    async with open_studio(tmp_path, homes=HOME, guests="own-credits", confirm_above=0) as studio:
        asked = await studio.say("/imagine a fox", OWNER)
        assert isinstance(asked, Reply)
        for verb in (Verb.CONFIRM, Verb.REFUSE):
            draft = ActionKey.parse(button(asked, verb).key)
            assert await code_of(studio, draft, EVES_ADMIN) == "job-not-found"
        await studio.pressed(button(asked, Verb.CONFIRM), MATE)


async def test_who_is_in_two_teams_has_two_wallets_and_their_own_pictures(studio: Studio) -> None:
    abroad = replace(OWNER, place=ELSEWHERE)
    assert (await studio.balance(OWNER), await studio.balance(abroad)) == (100, 0)
    job = await ordered(studio, "/imagine a fox --private")
    assert (await studio.bot.original(PictureRef(job=job, index=1), abroad)).size_bytes
    again = await studio.press(key(Verb.AGAIN, job), abroad)
    assert isinstance(again, Reply)
    assert again.code.startswith("insufficient-credits")  # the wallet of where it was pressed
    await studio.say(
        "/credits grant @mia 7", replace(BOSS, place=ELSEWHERE), mentions={"@mia": MIA.user}
    )
    assert (await studio.balance(OWNER), await studio.balance(abroad)) == (99, 7)
    told = await studio.bot.balance(abroad)
    assert "another balance" in told.text


async def test_an_admin_asks_about_people_of_their_own_team_alone(studio: Studio) -> None:
    await studio.made("/imagine a fox", OWNER)
    for text in ("/credits balance @mia", "/credits history @mia"):
        told = await studio.say(text, replace(BOSS, place=ELSEWHERE), mentions={"@mia": MIA.user})
        assert isinstance(told, Reply)
        assert told.code == "unknown-person", text


async def test_a_guest_places_admin_chooses_for_their_own_channels(studio: Studio) -> None:
    asked = studio.order("channel quality low", EVES_ADMIN, server="elsewhere")
    told = await studio.bot.settings(asked)
    assert isinstance(told, Reply)
    assert not told.code.startswith("not-allowed")
