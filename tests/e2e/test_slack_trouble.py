"""What goes wrong between Slack and us: repeats, lost answers, limits, broken lines, forgeries."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.uploads import FOREVER, KEYS, POLICY, RIGHTS, SPACE
from tests.fakes.clock import FakeClock, breathe
from tests.fakes.house import until
from tests.fakes.slack.house import HTTP, SOCKET, House, button, open_house
from tests.fakes.slack.people import Signed, signed
from tests.fakes.slack.server import Fault
from tests.fakes.slack.world import ADA, BOT_USER, GENERAL, MIA, TEAM, Channel, Team, User

CALL = f"<@{BOT_USER}>"


@pytest.fixture(params=[SOCKET, HTTP])
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[House]:
    async with open_house(tmp_path, request.param) as house:
        yield house


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as house:
        yield house


@pytest.fixture
async def public(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, HTTP) as house:
        yield house


async def test_an_event_delivered_ten_times_is_one_job(house: House) -> None:
    message = await house.people.says(f"{CALL} a fox", deliver=False)
    (mention, plain) = house.people.events_of(message)

    async def everything() -> None:
        for number in range(5):
            await house.people.event(mention, event_id="Ev1", retry=number)
            await house.people.event(plain, event_id=f"Ev{number}")

    await house.made(everything())
    await house.quiet()
    assert len(house.world.posts()) == 1
    assert await house.balance() == 99


async def test_commands_buttons_and_forms_delivered_again_have_one_effect(house: House) -> None:
    card = await house.made(house.people.command("a fox"))
    await house.again()
    await house.quiet()
    assert await house.balance() == 99
    vary = await house.made(house.people.press(card, button(card, "again")))
    await house.again()
    await house.quiet()
    assert await house.balance() == 98
    await house.people.press(vary, button(vary, "edit"))
    await house.world.until(lambda: house.world.opened)
    await house.made(house.people.submit(house.world.opened[0], {"change": "at night"}))
    spent = await house.balance()
    await house.again()
    await house.quiet()
    assert await house.balance() == spent
    assert len(house.world.cards()) == 3


async def test_a_double_click_counts_once(house: House) -> None:
    card = await house.made(house.people.command("a fox"))
    key = button(card, "again")

    async def twice() -> None:
        await asyncio.gather(house.people.press(card, key), house.people.press(card, key))

    await house.made(twice())
    await house.quiet()
    assert await house.balance() == 98


async def test_a_share_that_never_comes_is_tried_again_without_its_description(
    home: House,
) -> None:
    home.world.lost_shares = 1
    home.world.faults["chat.postMessage"] += [None, Fault(error="invalid_blocks")]
    card = await home.made(home.people.command("a fox -n 2"))
    (share,) = home.world.shares()
    assert share.thread_ts == card.ts
    assert [home.world.files[file].alt for file in share.files] == ["", ""]
    late = [file for file in home.world.files.values() if file.alt]
    assert [file.deleted for file in late] == [True, True]  # a late share shows nothing twice
    assert await home.balance() == 98


@pytest.mark.parametrize(
    "fault",
    [
        Fault(drop=True, after=True),
        Fault(status=500, after=True),
        Fault(drop=True),
        Fault(status=503),
        Fault(status=429, retry_after="2"),
        Fault(redirect="/elsewhere"),
    ],
    ids=["cut after", "500 after", "cut before", "503 before", "429", "redirect"],
)
async def test_a_status_whose_answer_is_lost_is_posted_once(home: House, fault: Fault) -> None:
    home.world.faults["chat.postMessage"].append(fault)
    card = await home.made(home.people.command("a fox"))
    cards = [one for one in home.world.posts(GENERAL) if not one.files]
    assert [one.ts for one in cards] == [card.ts]
    if fault.status == 429:
        assert 2.0 in home.clock.slept


async def test_runs_of_limits_and_faults_end_in_a_picture(home: House) -> None:
    home.world.faults["chat.update"] += [Fault(status=429, retry_after="1")] * 2
    home.world.faults["files.getUploadURLExternal"] += [Fault(status=502)] * 2
    home.world.faults["files.info"] += [Fault(status=429, retry_after="3"), Fault(drop=True)]
    home.world.faults["conversations.info"].append(Fault(status=500))
    home.world.faults["users.info"] += [Fault(status=503)] * 5
    await home.made(home.people.command("a fox"))
    assert await home.balance() == 99


async def test_a_picture_slack_does_not_show_leaves_the_words_and_the_file(home: House) -> None:
    home.world.looks = 0
    home.world.faults["chat.postMessage"] += [None, Fault(error="invalid_blocks")]
    card = await home.made(home.people.command("a fox"))
    assert home.world.shares()[0].thread_ts == card.ts


async def test_a_deleted_status_makes_way_for_a_new_message(tmp_path: Path) -> None:
    async with open_house(tmp_path, sketch_pace_s=1) as house:
        await house.people.command("a fox")
        await house.settled("status:")
        status = house.world.posts()[0]
        house.world.messages.remove(status)
        await house.world.until(house.world.cards)
        await house.settled("result:")
        assert house.world.cards()[0].ts != status.ts


async def test_a_channel_that_closes_meanwhile_leads_to_direct_messages(tmp_path: Path) -> None:
    async with open_house(tmp_path, sketch_pace_s=1) as house:
        await house.people.command("a fox")
        await house.settled("status:")
        house.world.channels[GENERAL].members.discard(BOT_USER)
        direct = house.world.direct(MIA).id
        await house.world.until(lambda: house.world.cards(direct))
        await house.settled("result:")
        assert house.world.cards(direct)[0].pictures()


async def test_a_dropped_and_a_refreshed_socket_are_followed_by_another(tmp_path: Path) -> None:
    async with open_house(tmp_path, ping_s=0.5) as house:
        await house.made(house.people.command("a fox"))
        await house.server.hang_up()
        await house.made(house.people.command("a crane"))
        await house.server.refresh()
        await house.made(house.people.command("a hare"))
        assert house.server.sockets_opened >= 3


async def test_garbage_on_the_socket_is_one_line_each_and_is_survived(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    await home.made(home.people.command("a fox"))
    caplog.clear()
    envelope = {"type": "slash_commands", "envelope_id": "y", "payload": []}
    for said in ("garbage{", "[]", "12", json.dumps({"type": "events_api"}), json.dumps(envelope)):
        await home.server.sockets[-1].ws.send_str(said)
    await home.made(home.people.command("a crane"))
    faults = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert faults
    assert [one.exc_info for one in faults] == [None] * len(faults)


async def test_a_form_that_cannot_be_read_is_acknowledged(house: House) -> None:
    view = {"type": "modal", "id": "V1", "callback_id": "form", "blocks": "none"}
    payload = {**_interactive(house), "type": "view_submission", "view": view}
    assert await house.deliver("interactive", payload) == {}


async def test_an_unknown_request_is_acknowledged(house: House) -> None:
    await house.people.command("x", command="/unknown")
    await house.people.event({"type": "reaction_added", "user": MIA, "event_ts": "1.0"})
    await house.people.event({"type": "message", "subtype": "message_changed", "event_ts": "1.0"})
    await house.deliver("interactive", {**_interactive(house), "type": "view_closed"})
    await house.deliver(
        "interactive",
        {
            **_interactive(house),
            "type": "block_actions",
            "actions": [{"action_id": "other", "value": "1", "type": "button", "block_id": "b"}],
        },
    )
    await house.quiet()
    assert house.world.posts() == []


async def test_work_that_breaks_cannot_take_back_its_acknowledgement(house: House) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("on purpose")

    house.slack.messenger.limits = broken  # type: ignore[method-assign, assignment]
    await house.people.command("a fox")
    await house.world.until(lambda: house.world.whispers(MIA))
    assert "broke inside the bot" in house.world.whispers(MIA)[0]
    assert await house.balance() == 100


def _interactive(house: House) -> dict[str, object]:
    return {
        "team": {"id": TEAM},
        "user": {"id": MIA},
        "trigger_id": house.world.trigger(),
        "view": {"id": "V1", "type": "modal", "callback_id": "x", "state": {"values": {}}},
    }


def _command(house: House, text: str = "a fox") -> Signed:
    payload = {
        "command": "/imagine",
        "text": text,
        "team_id": TEAM,
        "channel_id": GENERAL,
        "user_id": MIA,
        "trigger_id": house.world.trigger(),
        "response_url": house.server.response_url(MIA),
    }
    return signed("slash_commands", payload, now=house.clock.now().timestamp())


STAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"


@pytest.mark.parametrize(
    "spoil",
    [
        {SIGNATURE: "v0=" + "0" * 64},
        {SIGNATURE: None},
        {STAMP: None},
        {SIGNATURE: None, STAMP: None},
        {STAMP: "soon"},
        {STAMP: "12.5"},
        {STAMP: "٣٣٣"},
        {STAMP: "9" * 400},
        {SIGNATURE: "v0=é"},
        {SIGNATURE: ""},
        {SIGNATURE: "v1=" + "0" * 64},
    ],
    ids=str,
)
async def test_what_slack_did_not_sign_is_refused(
    public: House, spoil: dict[str, str | None]
) -> None:
    good = _command(public)
    headers = {**good.headers, **spoil}
    raw = [(k.encode(), v.encode()) for k, v in headers.items() if v is not None]
    answer = await public.web.post("/slack/events", content=good.body, headers=raw)
    assert answer.status_code == 401
    await public.quiet()
    assert public.world.calls[1:] == []


async def test_an_old_or_tampered_request_is_refused(public: House) -> None:
    good = _command(public)
    tampered = Signed(body=good.body + b"&text=more", headers=good.headers)
    assert (await public.post(tampered)).status_code == 401
    binary = Signed(body=b"\xff\xfe", headers=good.headers)
    assert (await public.post(binary)).status_code == 401
    await public.clock.sleep(301)
    assert (await public.post(good)).status_code == 401
    await public.quiet()
    assert await public.balance() == 100


async def test_a_replayed_request_has_no_second_effect(public: House) -> None:
    good = _command(public)
    assert (await public.post(good)).status_code == 200
    await public.world.until(public.world.cards)
    for _ in range(3):
        assert (await public.post(good)).status_code == 200
    await public.quiet()
    assert len(public.world.cards()) == 1
    assert await public.balance() == 99


async def test_slacks_own_checks_are_answered(public: House) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = await public.web.post("/slack/events", content=b"ssl_check=1&token=x", headers=form)
    assert answer.status_code == 200
    payload = {"type": "url_verification", "challenge": "abc", "token": "x"}
    request = signed("events_api", payload, now=public.clock.now().timestamp())
    assert (await public.post(request)).json() == {"challenge": "abc"}


def _second_workspace(world: object) -> None:
    from tests.fakes.slack.world import World

    assert isinstance(world, World)
    scopes = world.teams[TEAM].scopes
    world.teams["T0OTHER"] = Team(
        id="T0OTHER", token="xoxb-two", scopes=set(scopes), bot_user="U0BOT2", bot_id="B0BOT2"
    )
    world.users["U0ZOE"] = User(id="U0ZOE", name="zoe", display_name="Zoe")
    world.channels["C0OTHER"] = Channel(id="C0OTHER", team="T0OTHER", members={"U0ZOE", "U0BOT2"})


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk with aiohttp 3.14
async def test_two_workspaces_install_the_app_and_stay_apart(tmp_path: Path) -> None:
    async with open_house(tmp_path, HTTP, furnish=_second_workspace, installable=True) as house:
        crooked = {"team": "T1&redirect_uri=https://elsewhere.test"}
        assert (await house.web.get("/slack/install", params=crooked)).status_code == 400
        for team in (TEAM, "T0OTHER"):
            page = await house.web.get("/slack/install")
            state = page.headers["set-cookie"].split("slack-app-oauth-state=")[1].split(";")[0]
            query = {"code": team, "state": state}
            cookie = {"cookie": f"slack-app-oauth-state={state}"}
            answer = await house.web.get("/slack/oauth_redirect", params=query, headers=cookie)
            assert answer.status_code == 200, answer.text
            again = await house.web.get("/slack/oauth_redirect", params=query, headers=cookie)
            assert again.status_code == 401
        kept = await house.store.get("slack:installed:-:T0OTHER") or ""
        assert kept.startswith("sealed:")
        ours = await house.made(house.people.command("a fox"))
        theirs = await house.made(
            house.people.command("a crane", user="U0ZOE", channel="C0OTHER", team="T0OTHER")
        )
        assert (ours.user, theirs.user) == (BOT_USER, "U0BOT2")
        assert await house.balance("U0ZOE", "T0OTHER") == 99
        await house.people.event({"type": "app_uninstalled", "event_ts": "1.0"}, team="T0OTHER")
        async with asyncio.timeout(180):
            while await house.store.get("slack:installed:-:T0OTHER"):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0)
        await house.quiet()
        await breathe()  # the deletion is told a moment after it is written
        await house.people.command("a hare", user="U0ZOE", channel="C0OTHER", team="T0OTHER")
        await house.quiet()
        assert await house.balance("U0ZOE", "T0OTHER") == 99


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # slack_sdk with aiohttp 3.14
async def test_a_strangers_workspace_is_shown_out_and_leaves_no_token(tmp_path: Path) -> None:
    async with open_house(
        tmp_path, HTTP, furnish=_second_workspace, installable=True, homes=f"slack:{TEAM}"
    ) as house:
        page = await house.web.get("/slack/install")
        state = page.headers["set-cookie"].split("slack-app-oauth-state=")[1].split(";")[0]
        answer = await house.web.get(
            "/slack/oauth_redirect",
            params={"code": "T0OTHER", "state": state},
            headers={
                "cookie": f"slack-app-oauth-state={state}",
                "accept-language": "de-AT, en;q=0.5",
            },
        )
        assert answer.status_code == 403
        assert '<html lang="de">' in answer.text
        assert "slack:T0OTHER" in answer.text
        assert not [key for key, _ in await house.store.scan("slack:installed:")]
        assert house.world.calls[-1].method == "auth.revoke"


MENDS = {
    RIGHTS: "imagine doctor names what is missing",
    SPACE: "The storage there is full",
    POLICY: "an owner can allow it",
    KEYS: "Access to the encryption keys",
}


@pytest.mark.parametrize("code", sorted(FOREVER))
async def test_where_no_file_is_taken_the_picture_waits_in_the_inbox_and_admins_hear_why(
    tmp_path: Path, code: str
) -> None:
    async with open_house(tmp_path, admins=f"slack:{TEAM}:{ADA}") as house:
        began = house.clock.now()
        # As an answer, in the channel, to the person alone; each described and not, and small.
        house.world.faults["files.getUploadURLExternal"] += [Fault(error=code)] * 12
        await house.people.command("a fox")
        alone = house.world.direct(ADA).id
        await house.world.until(lambda: house.world.posts(alone))
        assert code in house.world.posts(alone)[0].words()
        assert MENDS[FOREVER[code]] in house.world.posts(alone)[0].words()
        await house.world.until(lambda: kept(house))
        assert house.clock.now() - began < timedelta(minutes=1)
        await house.world.until(lambda: len(house.world.posts(GENERAL)) == 1)
        (word,) = house.world.posts(GENERAL)
        assert "Your picture is ready, but I could not post it here" in word.words()
        assert not [key for key in word.buttons() if key.startswith("cancel")]
        assert await house.balance() == 99
        await house.people.command("inbox")
        await house.world.until(lambda: any("a fox" in said for said in house.world.whispers(MIA)))


@pytest.mark.parametrize("code", ["internal_error", "fatal_error"])
async def test_where_slack_keeps_failing_the_status_says_so_until_the_picture_comes(
    tmp_path: Path, code: str
) -> None:
    clock = FakeClock()
    async with open_house(tmp_path, admins=f"slack:{TEAM}:{ADA}", core_clock=clock) as house:
        await clock.advance(1)
        faults = house.world.faults["files.getUploadURLExternal"]
        faults += [Fault(error=code)] * 99
        await house.people.command("a fox")
        await house.settled("status:")

        async def late() -> bool:
            await clock.advance(1)
            return any("cannot be shown here right now" in one for one in said(house))

        await until(late)
        (status,) = house.world.posts(GENERAL)
        assert not [key for key in status.buttons() if key.startswith("cancel")]
        await house.people.command("inbox")
        await house.world.until(lambda: any("a fox" in one for one in house.world.whispers(MIA)))
        alone = house.world.direct(ADA).id
        await house.world.until(lambda: house.world.posts(alone))
        assert "The error is Slack’s own" in house.world.posts(alone)[0].words()

        faults.clear()

        async def shown() -> bool:
            await clock.advance(30)
            return bool(house.world.cards(GENERAL))

        await until(shown)
        await house.world.until(lambda: len(house.world.posts(GENERAL)) == 1)
        await house.settled("result:")
        assert await house.balance() == 99
        assert "Everything you made was delivered" in await refused(
            house, house.people.command("inbox")
        )


def said(house: House) -> list[str]:
    return [post.words() for post in house.world.posts(GENERAL)]


def kept(house: House) -> bool:
    return any("It is kept" in post.words() for post in house.world.posts(GENERAL))


async def test_a_status_that_was_posted_but_never_heard_of_goes_when_the_result_is_there(
    home: House,
) -> None:
    home.world.faults["chat.postMessage"] += [Fault(drop=True, after=True)]
    home.world.faults["conversations.history"] += [Fault(error="ratelimited")]
    card = await home.made(home.people.command("a fox"))
    await home.world.until(lambda: home.world.posts(GENERAL) == [card])


async def refused(house: House, act: Awaitable[object], who: str = MIA) -> str:
    before = len(house.world.whispers(who))
    await act
    await house.world.until(lambda: len(house.world.whispers(who)) > before)
    return house.world.whispers(who)[-1]


@pytest.mark.parametrize("code", ["internal_error", "missing_scope"])
async def test_what_slack_refuses_is_no_defect_of_ours(home: House, code: str) -> None:
    home.world.faults["conversations.info"] += [Fault(error=code)]
    said = await refused(home, home.people.command("a fox"))
    assert f"The chat did not let me do that ({code})" in said
    assert "Nothing was charged" in said
    assert await home.balance() == 100


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (None, "There is no group @S9 in this workspace"),
        (0, "Nobody is in @S9"),
        (101, "@S9 has 101 members, and at most 100"),
    ],
)
async def test_a_group_that_cannot_be_given_to_says_why(
    home: House, members: int | None, said: str
) -> None:
    if members is not None:
        home.world.groups["S9"] = [f"U{number}" for number in range(members)]
    act = home.people.command("credits grant <!subteam^S9> 5", user=ADA)
    assert said in await refused(home, act, ADA)


async def test_a_form_that_slack_opens_too_late_is_offered_by_a_button(home: House) -> None:
    home.world.faults["views.open"] += [Fault(error="expired_trigger_id")]
    said = await refused(home, home.people.command(""))
    assert "Something broke" not in said
