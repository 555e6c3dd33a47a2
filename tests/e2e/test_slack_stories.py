"""What a team does in Slack all day, on the whole product, in both modes."""

import io
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from adapters.slack.grants import GROUP_MAX
from adapters.slack.ids import user_ref
from bot.models import Caller, ImageFormat, ImageRequest, JobId, Operation, PictureRef, Role
from tests.fakes.slack.house import HTTP, SOCKET, House, button, job_of, open_house
from tests.fakes.slack.server import Fault
from tests.fakes.slack.world import ADA, BEN, BOT_USER, GENERAL, MIA, Channel, Message, User

CALL = f"<@{BOT_USER}>"


@pytest.fixture(params=[SOCKET, HTTP])
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[House]:
    async with open_house(tmp_path, request.param) as house:
        yield house


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    """One mode is enough for what happens after a request was understood."""
    async with open_house(tmp_path) as house:
        yield house


def png(colour: str = "red", size: tuple[int, int] = (64, 64)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


async def request_of(house: House, card: Message) -> object:
    report = await house.bot.report(job_of(card))
    assert report is not None
    return report.job.request


async def references(house: House, card: Message) -> list[str]:
    report = await house.bot.report(job_of(card))
    assert report is not None
    return [one.name for one in report.job.request.references]


async def test_imagine_alone_opens_a_modal_that_prices_checks_and_draws(house: House) -> None:
    await house.people.command("")
    await house.world.until(lambda: house.world.opened)
    view = house.world.opened[0]
    before = _price(view)
    await house.people.choose(view, "quality", "high")
    await house.world.until(lambda: _price(house.world.views[view["id"]]) != before)
    view = house.world.views[view["id"]]
    wrong = await house.people.submit(view, {"prompt": "a fox --ratio 5:99"})
    assert wrong["response_action"] == "errors"
    assert "5:99" in wrong["errors"]["prompt"]
    card = await house.made(
        house.people.submit(
            view,
            {"prompt": "a fox in this coat", "count": "2", "ratio": "16:9", "private": ""},
            {"references": [("coat.png", png("blue"))]},
        )
    )
    assert card.channel == GENERAL
    assert len(card.pictures()) == 2
    assert await references(house, card) == ["coat.png"]


async def test_a_modal_of_spaces_is_told_so(home: House) -> None:
    await home.people.command("")
    await home.world.until(lambda: home.world.opened)
    wrong = await home.people.submit(home.world.opened[0], {"prompt": "  "})
    assert wrong["response_action"] == "errors"
    assert await home.balance() == 100


async def test_a_mention_with_a_file_arrives_thrice_and_is_one_job(house: House) -> None:
    asked: list[Message] = []

    async def ask() -> None:
        files = [("logo.png", png())]
        asked.append(await house.people.says(f"{CALL} a mug with this logo", files=files))

    card = await house.made(ask())
    await house.quiet()
    assert card.channel == GENERAL
    assert card.thread_ts == asked[0].ts
    assert await references(house, card) == ["logo.png"]
    assert len(house.world.cards()) == 1
    assert [one.ts for one in house.world.posts()] == [card.ts]


async def test_a_mention_in_anyones_thread_is_answered_there(house: House) -> None:
    root = await house.people.says("what shall we print?", user=BEN)
    card = await house.made(house.people.says(f"{CALL} a paper boat", thread=root.ts))
    assert card.thread_ts == root.ts
    assert len(card.pictures()) == 1
    edit = await house.made(house.people.says(f"{CALL} now at night", thread=root.ts))
    assert await references(house, edit) != []


async def test_talk_in_a_thread_that_people_began_costs_nothing(home: House) -> None:
    root = await home.people.says("what shall we print?", user=BEN)
    await home.made(home.people.says(f"{CALL} a paper boat", thread=root.ts))
    before = await home.balance(BEN)
    await home.people.says("lovely, who prints it?", thread=root.ts, user=BEN)
    await home.quiet()
    assert len(home.world.cards()) == 1
    assert await home.balance(BEN) == before


async def test_talk_that_is_not_for_the_bot_is_left_alone(home: House) -> None:
    await home.people.says("good morning")
    root = await home.people.says("who has the numbers?", user=BEN)
    await home.people.says("I do", thread=root.ts)
    card = await home.made(home.people.command("a lake"))
    await home.people.says(f"<@{BEN}> what do you think?", thread=card.ts)
    await home.quiet()
    assert len(home.world.cards()) == 1
    assert home.world.whispers(MIA) == []


async def test_bang_imagine_works_in_threads(home: House) -> None:
    root = await home.people.says("ideas?", user=BEN)
    card = await home.made(home.people.says("!imagine a red kite", thread=root.ts))
    assert card.thread_ts == root.ts


async def test_a_reply_edits_the_last_result_or_the_number_it_names(house: House) -> None:
    first = await house.made(house.people.command("a red house -n 2 --ratio 3:2"))
    names = house.world.files[first.pictures()[1]].name
    second = await house.made(
        house.people.says("#2 with this door", thread=first.ts, files=[("door.png", png())])
    )
    assert await references(house, second) == [names, "door.png"]
    third = await house.made(house.people.says(f"{CALL} greener", thread=first.ts, user=BEN))
    report = await house.bot.report(job_of(third))
    assert report is not None
    assert report.job.request.source is not None
    assert report.job.request.source.job == job_of(second)


async def test_a_message_shortcut_edits_our_picture(house: House) -> None:
    first = await house.made(house.people.command("a lighthouse -n 2"))
    await house.people.edit_shortcut(first)
    await house.world.until(lambda: house.world.opened)
    edit = await house.made(
        house.people.submit(house.world.opened[0], {"change": "add fog", "ratio": "16:9"})
    )
    assert edit.thread_ts == first.ts
    report = await house.bot.report(job_of(edit))
    assert report is not None
    assert report.job.request.source is not None
    assert report.job.request.source.job == job_of(first)
    assert "add fog" in report.job.request.prompt


async def test_a_number_in_a_form_names_the_picture(home: House) -> None:
    first = await home.made(home.people.command("a lighthouse -n 2"))
    await home.people.press(first, button(first, "edit", 1))
    await home.world.until(lambda: home.world.opened)
    edit = await home.made(home.people.submit(home.world.opened[0], {"change": "#2 add fog"}))
    report = await home.bot.report(job_of(edit))
    assert report is not None
    assert report.job.request.source == PictureRef(job=job_of(first), index=2)
    await home.people.press(first, button(first, "edit", 2))
    await home.world.until(lambda: home.world.opened[1:])
    told = await home.people.submit(home.world.opened[1], {"change": "#3 add fog"})
    assert told["response_action"] == "errors"


async def test_a_message_shortcut_takes_anyones_picture_as_a_reference(house: House) -> None:
    other = await house.people.says("our dog", user=BEN, files=[("dog.png", png())])
    await house.people.edit_shortcut(other)
    await house.world.until(lambda: house.world.opened)
    card = await house.made(
        house.people.submit(house.world.opened[0], {"prompt": "this dog as an astronaut"})
    )
    assert await references(house, card) == ["dog.png"]


async def test_a_message_shortcut_on_words_is_refused_and_free(home: House) -> None:
    other = await home.people.says("just words", user=BEN)
    await home.people.edit_shortcut(other)
    await home.world.until(lambda: home.world.whispers(MIA))
    assert "cannot find the picture" in home.world.whispers(MIA)[0]
    assert home.world.opened == []


async def test_the_global_shortcut_draws_into_direct_messages(house: House) -> None:
    await house.people.create_shortcut()
    await house.world.until(lambda: house.world.opened)
    card = await house.made(house.people.submit(house.world.opened[0], {"prompt": "a tea cup"}))
    assert card.channel == house.world.direct(MIA).id


async def test_buttons_work_before_and_after_a_restart(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        first = await house.made(house.people.command("a harbour"))
        vary = await house.made(house.people.press(first, button(first, "vary")))
        assert vary.thread_ts == first.ts
        world = house.world
    async with open_house(tmp_path, HTTP, world=world) as house:
        again = await house.made(house.people.press(first, button(first, "again"), user=BEN))
        assert job_of(again) != job_of(first)
        await house.people.press(first, button(first, "edit"))
        await house.world.until(lambda: house.world.opened)
        edit = await house.made(house.people.submit(house.world.opened[-1], {"change": "at dawn"}))
        assert (await references(house, edit))[0].startswith("harbour")
        reply = await house.made(house.people.says("with a red boat", thread=first.ts))
        assert reply.thread_ts == first.ts


async def test_an_original_is_the_untouched_file_and_goes_to_who_asked(house: House) -> None:
    card = await house.made(house.people.command("a stamp --format webp"))
    shown = house.world.files[card.pictures()[0]]
    assert shown.mimetype in {"image/png", "image/jpeg"}
    await house.people.press(card, button(card, "original"))
    direct = house.world.direct(MIA).id
    await house.world.until(lambda: house.world.shares(direct))
    await house.quiet()
    original = house.world.files[house.world.shares(direct)[0].files[0]]
    report = await house.bot.report(job_of(card))
    assert report is not None
    asset = report.pictures[0].asset
    assert asset.format is ImageFormat.WEBP
    async with house.bot.file(asset.sha256) as path:
        assert original.data == path.read_bytes()


async def test_delete_takes_messages_and_files_away(home: House) -> None:
    card = await home.made(home.people.command("a secret plan"))
    files = card.pictures()
    await home.people.press(card, button(card, "delete"))
    await home.world.until(lambda: not home.world.posts(GENERAL))
    await home.quiet()
    assert home.world.posts(GENERAL) == []
    assert all(home.world.files[file].deleted for file in files)


async def test_a_quick_change_is_picked_below_a_picture(house: House) -> None:
    first = await house.made(house.people.command("a red harbour"))
    await house.people.press(first, button(first, "quick"))
    await house.world.until(lambda: house.world.opened)
    form = {"quick": "background", "details": "a beach at dawn"}
    edit = await house.made(house.people.submit(house.world.opened[-1], form))
    report = await house.bot.report(job_of(edit))
    assert report is not None
    assert "a beach at dawn" in report.job.request.prompt


async def test_the_home_page_shows_credits_jobs_and_pictures(house: House) -> None:
    await house.people.opens_home()
    await house.world.until(lambda: MIA in house.world.homes)
    assert "100 credits" in _home_words(house)
    card = await house.made(house.people.command("a windmill"))
    await house.people.opens_home()
    await house.world.until(lambda: "Latest pictures" in _home_words(house))
    await house.people.press_home(button(card, "edit"))
    await house.world.until(lambda: house.world.opened)
    edit = await house.made(house.people.submit(house.world.opened[0], {"change": "in snow"}))
    assert edit.channel == house.world.direct(MIA).id
    await house.people.press_home("home:create")
    await house.world.until(lambda: len(house.world.opened) == 2)
    await house.people.press_home("home:help")
    direct = house.world.direct(MIA).id
    await house.world.until(lambda: any("/imagine" in m.words() for m in house.world.posts(direct)))


async def test_a_direct_message_is_a_prompt_and_its_thread_edits(house: House) -> None:
    direct = house.world.direct(MIA).id
    card = await house.made(house.people.says("a sleeping cat", channel=direct))
    assert card.channel == direct
    assert f"<@{MIA}>" not in card.words()
    edit = await house.made(house.people.says("make it awake", channel=direct, thread=card.root))
    assert edit.thread_ts == card.thread_ts
    await house.people.says("help", channel=direct)
    await house.world.until(lambda: "--ratio" in house.world.posts(direct)[-1].words())


async def test_messages_with_an_agent_offer_prompts_without_a_thread(home: House) -> None:
    channel = home.world.direct(MIA).id
    event = {"type": "app_home_opened", "user": MIA, "channel": channel, "tab": "messages"}
    await home.people.event(event)
    await home.world.until(lambda: home.world.called("assistant.threads.setSuggestedPrompts"))
    offered = home.world.called("assistant.threads.setSuggestedPrompts")[0].arguments
    assert offered["channel_id"] == channel
    assert "thread_ts" not in offered
    assert not home.world.homes


async def test_the_assistant_pane_offers_prompts_and_draws(home: House) -> None:
    thread = await home.people.opens_pane()
    await home.world.until(lambda: home.world.called("assistant.threads.setSuggestedPrompts"))
    offered = home.world.called("assistant.threads.setSuggestedPrompts")[0].arguments
    direct = home.world.direct(MIA).id
    words = offered["prompts"][0]["message"]
    card = await home.made(home.people.says(words, channel=direct, thread=thread))
    assert card.thread_ts == thread
    assert home.world.called("assistant.threads.setStatus")


async def test_a_private_picture_goes_to_its_person_until_it_is_published(house: House) -> None:
    direct = house.world.direct(MIA).id
    card = await house.made(house.people.command("a surprise --private"))
    assert card.channel == direct
    assert house.world.posts(GENERAL) == []
    shown = await house.made(house.people.press(card, button(card, "publish")), channel=GENERAL)
    assert len(shown.pictures()) == 1


@pytest.mark.parametrize("kind", ["public", "private"])
async def test_a_private_picture_needs_no_bot_in_the_channel(home: House, kind: str) -> None:
    home.world.channels["C0AWAY"] = Channel(id="C0AWAY", kind=kind, members={MIA})
    card = await home.made(home.people.command("a surprise --private", channel="C0AWAY"))
    assert card.channel == home.world.direct(MIA).id
    assert "comes to you alone" in home.world.whispers(MIA)[-1]
    assert home.world.posts("C0AWAY") == []


async def test_the_channel_shows_the_asker_where_a_private_picture_goes(home: House) -> None:
    await home.made(home.people.command("a surprise --private"))
    await home.world.until(lambda: home.world.whispers(MIA))
    assert home.world.whispers(MIA) == [
        "Your private picture comes to you alone, in our direct messages."
    ]


async def test_a_channel_without_the_bot_says_how_to_invite_it(house: House) -> None:
    house.world.channels["C0AWAY"] = Channel(id="C0AWAY", members={MIA})
    house.world.channels["G0SHUT"] = Channel(id="G0SHUT", kind="private", members={MIA})
    for channel in ("C0AWAY", "G0SHUT"):
        before = len(house.world.whispers(MIA))
        await house.people.command("a fox", channel=channel)
        await house.world.until(lambda before=before: len(house.world.whispers(MIA)) > before)
        assert "/invite @imagine" in house.world.whispers(MIA)[-1]
    assert await house.balance() == 100
    assert house.world.posts() == []
    house.world.channels["C0AWAY"].members.add(BOT_USER)
    card = await house.made(house.people.command("a fox", channel="C0AWAY"))
    assert card.channel == "C0AWAY"


@pytest.mark.parametrize(
    "named", [f"<@{BEN}|ben>", f"<@{BEN}>", "@ben", "@Ben"], ids=["label", "id", "plain", "shown"]
)
async def test_an_admin_of_the_workspace_grants_credits(home: House, named: str) -> None:
    before = await home.balance(BEN)
    await home.people.command(f"grant {named} 25 for the launch", command="/credits", user=ADA)
    await home.world.until(lambda: home.world.responses)
    said = home.world.responses[-1][1]
    assert said["response_type"] == "in_channel"
    assert (said["unfurl_links"], said["unfurl_media"]) == (False, False)
    assert str(before + 25) not in str(said), "a balance is for its owner alone"
    assert await home.balance(BEN) == before + 25
    direct = home.world.direct(BEN).id
    await home.world.until(lambda: home.world.posts(direct))
    told = home.world.posts(direct)[0].words()
    assert told.startswith("Ada gave you 25 credits.")
    assert "for the launch" in told
    assert f"You have {before + 25} credits" in told


async def test_who_has_credits_taken_back_is_told_alone(home: House) -> None:
    await home.people.command(f"revoke <@{BEN}> 30 unused", command="/credits", user=ADA)
    direct = home.world.direct(BEN).id
    await home.world.until(lambda: home.world.posts(direct))
    told = home.world.posts(direct)[0].words()
    assert told.startswith("Ada took back 30 credits of yours.")
    assert "You have 70 credits" in told
    assert home.world.posts(GENERAL) == []
    assert [body["response_type"] for _, body in home.world.responses] == ["ephemeral"]


@pytest.mark.parametrize("nobody", ["U0NOBODY", BOT_USER])
async def test_who_cannot_spend_is_given_nothing(home: House, nobody: str) -> None:
    home.world.users[BOT_USER] = User(id=BOT_USER, name="i", display_name="i", is_bot=True)
    await home.people.command(f"grant <@{nobody}|x> 25", command="/credits", user=ADA)
    await home.quiet()
    assert await home.balance(nobody) == await home.balance(MIA)


async def test_a_user_group_is_granted_once_each(home: House) -> None:
    home.world.groups["S0DESIGN"] = [MIA, BEN]
    line = "grant <!subteam^S0DESIGN|@design> 10 sprint"
    await home.people.command(line, command="/credits", user=ADA)
    await home.world.until(lambda: home.world.responses)
    await home.again()
    await home.quiet()
    assert await home.balance(MIA) == 110
    assert await home.balance(BEN) == 110
    assert len(home.world.responses) == 1


@pytest.mark.parametrize("members", [0, GROUP_MAX + 1])
async def test_a_group_that_cannot_be_granted_whole_gets_an_answer(
    home: House, members: int
) -> None:
    home.world.groups["S0DESIGN"] = [BEN] * members
    line = "grant <!subteam^S0DESIGN|@design> 10 sprint"
    await home.people.command(line, command="/credits", user=ADA)
    await home.world.until(lambda: home.world.whispers(ADA))
    assert await home.balance(BEN) == 100


async def test_who_rules_another_workspace_has_no_rights_here(home: House) -> None:
    home.world.users[ADA].team = "T0ELSEWHERE"
    await home.people.says(f"{CALL} credits grant <@{BEN}> 50", user=ADA)
    await home.quiet()
    assert await home.balance(BEN) == 100


async def test_what_a_channel_does_not_take_is_said_in_direct_messages(home: House) -> None:
    home.world.faults["chat.postMessage"].append(Fault(error="restricted_action_thread_locked"))
    await home.people.says(f"{CALL} credits grant <@{ADA}> 50", user=ADA)
    direct = home.world.direct(ADA).id
    await home.world.until(lambda: home.world.posts(direct))
    assert await home.balance(ADA) == 150


async def test_a_member_may_not_grant(home: House) -> None:
    await home.people.command(f"grant <@{MIA}> 50", command="/credits")
    await home.world.until(lambda: home.world.whispers(MIA))
    assert "admin" in home.world.whispers(MIA)[0]
    assert await home.balance() == 100


async def test_words_that_are_commands_are_answered_to_one_alone(home: House) -> None:
    for word, expected in (("help", "--ratio"), ("models", "sketch"), ("queue", "no open jobs")):
        before = len(home.world.whispers(MIA))
        await home.people.command(word)
        await home.world.until(lambda before=before: len(home.world.whispers(MIA)) > before)
        assert expected in home.world.whispers(MIA)[-1]
    await home.people.command("", command="/credits")
    await home.world.until(lambda: "100 credits" in home.world.whispers(MIA)[-1])
    assert home.world.posts() == []


async def test_people_are_answered_in_their_language(home: House) -> None:
    home.world.users[BEN].locale = "de-DE"
    await home.people.command("", command="/credits", user=BEN)
    await home.world.until(lambda: home.world.whispers(BEN))
    assert "Credits" in home.world.whispers(BEN)[0]
    await home.people.command("", user=BEN)
    await home.world.until(lambda: home.world.opened)
    assert home.world.opened[0]["title"]["text"] == "Bild erstellen"


async def test_a_prompt_pings_nobody_and_links_nowhere(home: House) -> None:
    raw = "a sign &lt;!channel&gt; <!here> <https://evil.example|*free*> <@U0BEN> &amp; *bold*"
    card = await home.made(home.people.says(f"{CALL} {raw}"))
    report = await home.bot.report(job_of(card))
    assert report is not None
    assert report.job.request.prompt.startswith(
        "a sign <!channel> @here https://evil.example @Ben &"
    )
    for call in home.world.calls:
        said = str(call.arguments.get("text", "")) + str(call.arguments.get("initial_comment", ""))
        assert "<!" not in said
        assert "<http" not in said
        assert f"<@{BEN}>" not in said
    for block in (block for one in home.world.posts() for block in one.blocks):
        assert "mrkdwn" not in str(block)
        assert BEN not in str(block)


HOSTILE = f"a sign <!channel> <!here|x> <!everyone> <!subteam^S0ALL> <@{BEN}> <https://evil.test|a>"


async def test_no_way_of_asking_lets_a_persons_words_notify_anyone(home: House) -> None:
    """The stand-in complains of any text of ours that would: the house asserts there is none."""
    await home.people.command("")
    await home.world.until(lambda: home.world.opened)
    form = {"prompt": HOSTILE}
    card = await home.made(home.people.submit(home.world.opened[0], form))
    await home.people.press(card, button(card, "edit"))
    await home.world.until(lambda: len(home.world.opened) == 2)
    form = {"change": HOSTILE, "keep": HOSTILE}
    edit = await home.made(home.people.submit(home.world.opened[1], form))
    await home.people.press(edit, button(edit, "recipe"))
    typed = HOSTILE.replace("<", "&lt;").replace(">", "&gt;")
    await home.made(home.people.command(f"{typed} --private -n 2"))
    await home.made(home.people.says(typed, channel=home.world.direct(MIA).id))
    await home.people.says(f"the client {typed}", thread=card.ts)
    await home.people.command(f"{typed} --ratio {typed}")
    for line in (f"settings style {typed}", f"settings {typed}", "queue", "inbox", "privacy"):
        await home.people.command(line)
    await home.people.command("history", command="/credits")
    await home.people.command(f"grant <@{BEN}> 5 a &lt;!channel&gt;", command="/credits", user=ADA)
    home.world.users[MIA].display_name = "<!channel>"
    await home.people.command(f"balance {typed}", command="/credits", user=ADA)
    await home.quiet()
    assert len(home.world.whispers(MIA)) >= 8
    await home.world.until(lambda: home.world.posts(home.world.direct(BEN).id))


async def test_a_very_long_prompt_is_drawn_and_quoted_short(home: House) -> None:
    direct = home.world.direct(MIA).id
    words = "a very long street with many houses, " * 400
    card = await home.made(home.people.says(words, channel=direct))
    report = await home.bot.report(job_of(card))
    assert report is not None
    assert len(report.job.request.prompt) > 14_000
    assert len(card.words()) < 3000


async def test_a_login_page_instead_of_a_file_names_the_missing_right(home: House) -> None:
    home.server.login_pages = True
    await home.people.says(f"{CALL} a mug with this", files=[("logo.png", png())])
    await home.world.until(lambda: home.world.whispers(MIA))
    assert "right to read files" in home.world.whispers(MIA)[0]
    home.server.login_pages, home.server.login_redirects = False, True
    await home.people.says(f"{CALL} a cup with this", files=[("logo.png", png())])
    await home.world.until(lambda: len(home.world.whispers(MIA)) == 2)
    assert "right to read files" in home.world.whispers(MIA)[1]
    assert await home.balance() == 100


async def test_a_wish_below_a_picture_that_is_drawn_builds_on_it_in_its_thread(
    tmp_path: Path,
) -> None:
    async with open_house(tmp_path, sketch_pace_s=1) as house:
        await house.people.command("a slow snail")
        await house.settled("status:")
        status = house.world.posts()[0]
        await house.people.says("make it faster", thread=status.ts)
        await house.world.until(lambda: len(house.posted) == 2)
        await house.people.says("and add a hat", thread=status.ts)
        await house.world.until(lambda: len(house.world.cards()) == 3)
        snail, *edits = house.world.cards()
        assert snail.ts == status.ts, "it heads their thread"
        assert snail.pictures()
        assert [edit.thread_ts for edit in edits] == [status.ts] * 2
        requests = [await request_of(house, edit) for edit in edits]
        sources = [one.source.job for one in requests if isinstance(one, ImageRequest)]  # type: ignore[union-attr]
        assert sources == [job_of(snail), job_of(edits[0])]


async def test_a_picture_that_waits_can_be_cancelled_for_free(tmp_path: Path) -> None:
    async with open_house(tmp_path, sketch_pace_s=30) as house:
        await house.people.command("a slow snail")
        await house.settled("status:")
        status = house.world.posts()[0]
        cancel = next(key for key in status.buttons() if key.startswith("cancel:"))
        await house.people.press(status, cancel)
        await house.world.until(lambda: "gain" in str(house.world.posts()[-1].buttons()))
        assert await house.balance() == 100


async def test_a_result_is_one_message_without_anyones_balance(home: House) -> None:
    card = await home.made(home.people.command("a bridge"))
    await home.quiet()
    assert [one.ts for one in home.world.posts(GENERAL)] == [card.ts]
    assert card.text.startswith(f"<@{MIA}> ")
    user = Caller(user=user_ref("T0TEAM", MIA), name="Mia")
    assert not re.search(r"\b99\b", card.words()), "a balance is for its owner alone"
    assert await home.bot.available(user) == 99
    assert JobId(job_of(card))


def _price(view: dict[str, object]) -> str:
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return next(str(one["elements"][0]["text"]) for one in blocks if one["block_id"] == "price")


def _home_words(house: House) -> str:
    view = house.world.homes[MIA]
    return Message(channel="", ts="", user="", blocks=view["blocks"]).words()


async def test_a_mention_under_somebodys_photo_changes_that_photo(home: House) -> None:
    root = await home.people.says("our harbour", user=BEN, files=[("harbour.png", png("blue"))])
    edit = await home.made(home.people.says(f"{CALL} make it night", thread=root.ts))
    request = await request_of(home, edit)
    assert isinstance(request, ImageRequest)
    assert request.operation is Operation.EDIT
    assert [one.role for one in request.references] == [Role.SOURCE]


async def test_talk_under_a_result_is_free(home: House) -> None:
    card = await home.made(home.people.command("a red harbour"))
    before = await home.balance(BEN)
    for text in ("nice!", "thanks, looks great", ":+1:", "https://example.com/"):
        await home.people.says(text, thread=card.root, user=BEN)
    await home.quiet()
    assert len(home.world.cards()) == 1
    assert await home.balance(BEN) == before
