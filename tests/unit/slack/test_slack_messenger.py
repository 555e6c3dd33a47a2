"""The Messenger port on a fake Slack: every post at most once, whatever happens between."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import WORDS
from adapters.slack.glimpses import INTERVAL_S, Glimpses
from adapters.slack.ids import Place, chat_ref, message_ref, user_ref
from adapters.slack.membership import Membership
from adapters.slack.memory import Memory, PostRecord
from adapters.slack.messenger import SlackMessenger
from adapters.slack.pace import EDITS_PER_MINUTE, Turns, edit_budget
from adapters.slack.patience import retry_handlers
from adapters.slack.people import People
from adapters.slack.pictures import Pictures
from adapters.slack.posting import Poster
from adapters.slack.surface import SCOPES
from adapters.slack.uploads import FOREVER, Parcel, Uploads
from adapters.slack.workspaces import Workspaces, introduce
from bot.errors import DeliveryError
from bot.models import (
    Asset,
    Audience,
    ImageFormat,
    JobId,
    MessageRef,
    Reply,
    ReplyImage,
    UserRef,
)
from bot.ports import DirectLine
from bot.replies.words import Words
from tests.fakes.slack.clock import QuickClock
from tests.fakes.slack.server import Fault, Server
from tests.fakes.slack.world import BOT_USER, GENERAL, MIA, TEAM, Message, World, furnished

CHAT = chat_ref(Place(team=TEAM, channel=GENERAL))
USER = user_ref(TEAM, MIA)
JOB = JobId("0123456789ab")


class Store:
    """Implements `bot.ports.KeyValue` in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def get(self, key: str) -> str | None:
        return self.kept.get(key)

    async def set(self, key: str, value: str, *, lasts: timedelta | None = None) -> None:
        self.kept[key] = value

    async def delete(self, key: str) -> None:
        self.kept.pop(key, None)

    async def scan(self, prefix: str, **_: Any) -> list[tuple[str, str]]:
        return [(key, value) for key, value in sorted(self.kept.items()) if key.startswith(prefix)]


@dataclass(kw_only=True)
class Desk:
    messenger: SlackMessenger
    world: World
    server: Server
    store: Store
    clock: QuickClock


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    clock = QuickClock()
    world = furnished(clock, set(SCOPES))
    server = Server(world)
    await server.start()
    (tmp_path / "picture").write_bytes(b"PNG bytes")

    @asynccontextmanager
    async def lend(_: str) -> AsyncIterator[Path]:
        yield tmp_path / "picture"

    async with aiohttp.ClientSession() as session:

        def client(token: str) -> AsyncWebClient:
            return AsyncWebClient(
                token=token,
                base_url=server.api_base,
                session=session,
                retry_handlers=retry_handlers(clock.sleep),
            )

        workspaces = Workspaces(client, own=await introduce(client("xoxb-one")))
        store = Store()
        memory = Memory(store)
        poster = Poster(memory, Turns(clock), edit_budget(clock), clock)
        uploads = Uploads(lend, session, clock)
        membership = Membership(
            workspaces, people=People(workspaces, clock), words=Words(WORDS), clock=clock
        )
        messenger = SlackMessenger(
            workspaces,
            memory=memory,
            membership=membership,
            poster=poster,
            pictures=Pictures(memory, poster, uploads),
            glimpses=Glimpses(uploads, clock),
        )
        yield Desk(messenger=messenger, world=world, server=server, store=store, clock=clock)
    await server.stop()
    assert not world.complaints
    assert not server.astray


def picture(index: int = 1, sha: str = "a") -> ReplyImage:
    asset = Asset(sha256=sha * 64, format=ImageFormat.PNG, width=8, height=8, size_bytes=9)
    return ReplyImage(asset=asset, filename=f"fox-{index}.png", alt="a fox", index=index)


STATUS = Reply(text="waiting", job=JOB)
RESULT = Reply(text="done", images=(picture(1), picture(2)), job=JOB, mention=USER)


async def test_a_post_carries_its_key_and_its_job(desk: Desk) -> None:
    await desk.messenger.post(CHAT, STATUS, key="status:1", to=USER)
    assert desk.world.posts()[0].metadata == {
        "event_type": "imagine_post",
        "event_payload": {"key": "status:1", "picture": f"{JOB}:0"},
    }
    sent = desk.world.called("chat.postMessage")[0].arguments
    assert (sent["unfurl_links"], sent["unfurl_media"], sent["link_names"]) == (False,) * 3
    assert sent["parse"] == "none"


async def test_the_same_key_is_posted_once(desk: Desk) -> None:
    first = await desk.messenger.post(CHAT, STATUS, key="status:1")
    again = await desk.messenger.post(CHAT, STATUS, key="status:1")
    assert first == again
    assert len(desk.world.posts()) == 1


async def test_a_post_whose_process_died_is_found_by_its_key(desk: Desk) -> None:
    await desk.messenger.post(CHAT, STATUS, key="status:1")
    name = next(key for key in desk.store.kept if key.endswith("status:1"))
    desk.store.kept[name] = desk.store.kept[name].replace(desk.world.posts()[0].ts, "")
    again = await desk.messenger.post(CHAT, STATUS, key="status:1")
    assert [again.message.id] == [one.ts for one in desk.world.posts()]


async def test_without_the_right_to_read_an_unknown_post_is_said_again(desk: Desk) -> None:
    desk.world.teams[TEAM].scopes.discard("channels:history")
    desk.world.faults["chat.postMessage"].append(Fault(drop=True, after=True))
    await desk.messenger.post(CHAT, STATUS, key="status:1")
    assert len(desk.world.posts()) == 2  # seen twice is better than never


async def test_a_search_that_slack_puts_off_repeats_nothing(desk: Desk) -> None:
    desk.world.faults["chat.postMessage"].append(Fault(drop=True, after=True))
    desk.world.faults["conversations.history"] += [Fault(error="ratelimited")]
    with pytest.raises(DeliveryError):
        await desk.messenger.post(CHAT, STATUS, key="status:1")
    await desk.messenger.post(CHAT, STATUS, key="status:1")
    assert len(desk.world.posts()) == 1


async def test_a_post_that_stays_unanswered_is_tried_later(desk: Desk) -> None:
    desk.world.faults["chat.postMessage"] += [Fault(drop=True)] * 2
    with pytest.raises(DeliveryError) as caught:
        await desk.messenger.post(CHAT, STATUS, key="status:1")
    assert not caught.value.permanent
    await desk.messenger.post(CHAT, STATUS, key="status:1")
    assert len(desk.world.posts()) == 1


async def test_a_result_is_one_message_that_says_who_asked_and_what_is_ready(desk: Desk) -> None:
    status = await desk.messenger.post(CHAT, STATUS, key="status:1", to=USER)
    posted = await desk.messenger.post(
        CHAT, RESULT, key="result:1", to=USER, replaces=status.message
    )
    (card,) = desk.world.posts()
    assert posted.message == message_ref(TEAM, GENERAL, card.ts)
    assert posted.message != status.message
    assert card.text == f"<@{MIA}> done"
    assert [desk.world.files[file].name for file in card.pictures()] == ["fox-1.png", "fox-2.png"]
    assert desk.world.shares() == []


async def test_pictures_are_shown_before_slack_has_looked_at_them(desk: Desk) -> None:
    await desk.messenger.post(CHAT, RESULT, key="result:1", to=USER)
    (done,) = desk.world.called("files.completeUploadExternal")
    assert [one["highlight_type"] for one in done.arguments["files"]] == ["png", "png"]
    assert "channel_id" not in done.arguments


async def test_a_status_that_was_spoken_under_becomes_its_result(desk: Desk) -> None:
    status = await desk.messenger.post(CHAT, STATUS, key="status:1", to=USER)
    thread = Place(team=TEAM, channel=GENERAL, thread=status.message.id)
    await Memory(desk.store).note_spoken(thread)
    posted = await desk.messenger.post(
        CHAT, RESULT, key="result:1", to=USER, replaces=status.message
    )
    assert posted.message == status.message
    (card,) = desk.world.posts()
    assert len(card.pictures()) == 2


async def test_a_status_that_cannot_make_way_keeps_no_result_back(desk: Desk) -> None:
    status = await desk.messenger.post(CHAT, STATUS, key="status:1", to=USER)
    desk.world.faults["chat.delete"].append(Fault(error="cant_delete_message"))
    posted = await desk.messenger.post(
        CHAT, RESULT, key="result:1", to=USER, replaces=status.message
    )
    assert posted.message != status.message


async def test_what_answers_a_message_stands_in_its_thread(desk: Desk) -> None:
    asked = desk.world.add(Message(channel=GENERAL, ts=desk.world.ts(), user=MIA))
    await desk.messenger.post(
        CHAT, RESULT, key="result:1", to=USER, in_reply_to=message_ref(TEAM, GENERAL, asked.ts)
    )
    assert [one.thread_ts for one in desk.world.posts()] == [asked.ts]


async def test_a_result_posted_again_is_shown_once(desk: Desk) -> None:
    status = await desk.messenger.post(CHAT, STATUS, key="status:1")
    desk.world.faults["chat.postMessage"].append(Fault(error="fatal_error"))
    with pytest.raises(DeliveryError):
        await desk.messenger.post(CHAT, RESULT, key="result:1", replaces=status.message)
    posted = await desk.messenger.post(CHAT, RESULT, key="result:1", replaces=status.message)
    assert len(desk.world.called("files.getUploadURLExternal")) == 2
    again = await desk.messenger.post(CHAT, RESULT, key="result:1", replaces=status.message)
    assert again == posted
    assert len(desk.world.posts()) == 1


@pytest.mark.parametrize("after", [True, False])
async def test_an_unanswered_end_of_an_upload_is_looked_for(desk: Desk, after: bool) -> None:
    desk.world.faults["files.completeUploadExternal"].append(Fault(drop=True, after=after))
    await desk.messenger.post(CHAT, RESULT, key="result:1", to=USER)
    shown = [id_ for one in desk.world.posts() for id_ in (*one.pictures(), *one.files)]
    assert len(shown) == 2
    left = [file for file in desk.world.files.values() if not file.deleted]
    assert {file.id for file in left} == set(shown)


async def test_pictures_that_slack_shows_in_no_message_are_shared_below_it(desk: Desk) -> None:
    desk.world.faults["chat.postMessage"].append(Fault(error="invalid_blocks"))
    posted = await desk.messenger.post(CHAT, RESULT, key="result:1", to=USER)
    (share,) = desk.world.shares()
    assert share.thread_ts == posted.message.id
    assert posted.pictures == {0: message_ref(TEAM, GENERAL, share.ts)}
    again = await desk.messenger.post(CHAT, RESULT, key="result:1", to=USER)
    assert again == posted
    assert len(desk.world.shares()) == 1


async def test_a_result_whose_files_were_deleted_meanwhile_is_sent_anew(desk: Desk) -> None:
    desk.world.faults["chat.postMessage"].append(Fault(error="fatal_error"))
    with pytest.raises(DeliveryError):
        await desk.messenger.post(CHAT, RESULT, key="result:1")
    for file in desk.world.files.values():
        file.deleted = True
    posted = await desk.messenger.post(CHAT, RESULT, key="result:1")
    (share,) = desk.world.shares()
    assert share.thread_ts == posted.message.id
    assert not any(desk.world.files[file].deleted for file in share.files)


async def test_a_share_that_never_comes_is_an_error_that_may_pass(desk: Desk) -> None:
    desk.world.looks = 1000
    with pytest.raises(DeliveryError) as caught:
        await desk.messenger.post(CHAT, RESULT, key="result:1")
    assert not caught.value.permanent


async def test_what_is_for_one_alone_goes_into_direct_messages(desk: Desk) -> None:
    private = replace(RESULT, audience=Audience.REQUESTER)
    posted = await desk.messenger.post(CHAT, private, key="result:1", to=USER)
    assert desk.world.posts(GENERAL) == []
    assert posted.message.chat == chat_ref(Place(team=TEAM, channel=f"D{MIA}"))
    assert "<@" not in desk.world.posts()[0].text


async def test_an_operator_can_be_written_to_unasked(desk: Desk) -> None:
    assert isinstance(desk.messenger, DirectLine)
    there = await desk.messenger.direct(USER)
    assert there is not None
    reply = Reply(text="psst", audience=Audience.REQUESTER)
    await desk.messenger.post(there, reply, key="outage", to=USER)
    (message,) = desk.world.posts()
    assert message.channel == desk.world.direct(MIA).id
    with pytest.raises(DeliveryError) as caught:
        await desk.messenger.direct(UserRef(platform="discord", id="1"))
    assert caught.value.permanent


@pytest.mark.parametrize(
    "code", ["not_in_channel", "is_archived", "channel_not_found", "restricted_action"]
)
async def test_a_place_that_refuses_says_so_for_good(desk: Desk, code: str) -> None:
    desk.world.faults["chat.postMessage"].append(Fault(error=code))
    with pytest.raises(DeliveryError) as caught:
        await desk.messenger.post(CHAT, STATUS, key="status:1")
    assert caught.value.permanent


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("code", sorted(FOREVER))
async def test_a_workspace_that_takes_no_files_says_so_for_good(
    desk: Desk, method: str, code: str
) -> None:
    desk.world.faults[method] += [Fault(error=code)] * 2
    with pytest.raises(DeliveryError) as caught:
        await desk.messenger.post(CHAT, RESULT, key="result:1", to=USER)
    assert caught.value.permanent
    assert desk.world.posts() == []


async def test_a_token_that_is_refused_may_be_mended(desk: Desk) -> None:
    desk.world.faults["chat.postMessage"].append(Fault(error="token_expired"))
    with pytest.raises(DeliveryError) as caught:
        await desk.messenger.post(CHAT, STATUS, key="status:1")
    assert not caught.value.permanent


async def test_edits_over_the_workspaces_limit_are_left_out(desk: Desk) -> None:
    status = await desk.messenger.post(CHAT, STATUS, key="status:1")
    for _ in range(EDITS_PER_MINUTE):
        await desk.messenger.edit(status.message, STATUS)
    with pytest.raises(DeliveryError):
        await desk.messenger.edit(status.message, STATUS)
    assert desk.world.posts()[0].edits == EDITS_PER_MINUTE


async def spoken_under(desk: Desk, key: str) -> MessageRef:
    """A status that is to become its result, for people have spoken under it."""
    status = (await desk.messenger.post(CHAT, STATUS, key=key)).message
    await Memory(desk.store).note_spoken(Place(team=TEAM, channel=GENERAL, thread=status.id))
    return status


async def test_the_edits_of_results_count_and_statuses_give_way(desk: Desk) -> None:
    status = await desk.messenger.post(CHAT, STATUS, key="status:0")
    cards = [await spoken_under(desk, f"status:{n}") for n in range(1, EDITS_PER_MINUTE + 2)]
    for number, card in enumerate(cards):
        words = Reply(text="failed", job=JOB)
        await desk.messenger.post(CHAT, words, key=f"result:{number}", replaces=card)
    with pytest.raises(DeliveryError):
        await desk.messenger.edit(status.message, STATUS)
    assert len(desk.world.called("chat.update")) == len(cards)


@pytest.mark.parametrize(
    "reply", [RESULT, Reply(text="failed", job=JOB)], ids=["pictures", "words"]
)
async def test_a_status_that_cannot_become_its_result_makes_way_for_it(
    desk: Desk, reply: Reply
) -> None:
    status = await spoken_under(desk, "status:1")
    desk.world.faults["chat.update"] += [Fault(error="cant_update_message")]
    posted = await desk.messenger.post(CHAT, reply, key="result:1", replaces=status, to=USER)
    assert [one.ts for one in desk.world.posts()] == [posted.message.id]
    assert posted.message != status
    assert sum(not file.deleted for file in desk.world.files.values()) == len(reply.images)


async def test_partial_pictures_are_few_and_cleaned_up(desk: Desk) -> None:
    status = await desk.messenger.post(CHAT, STATUS, key="status:1")
    for sha in "bcd":
        await desk.messenger.edit(status.message, replace(STATUS, images=(picture(0, sha),)))
    assert len(desk.world.files) == 1
    await desk.clock.sleep(INTERVAL_S)
    await desk.messenger.edit(status.message, replace(STATUS, images=(picture(0, "e"),)))
    first, second = desk.world.files.values()
    assert (first.deleted, second.deleted) == (True, False)
    assert desk.world.posts()[0].pictures() == [second.id]
    await desk.messenger.post(CHAT, RESULT, key="result:1", replaces=status.message)
    assert second.deleted


async def test_a_partial_picture_that_fails_costs_nothing_but_itself(desk: Desk) -> None:
    status = await desk.messenger.post(CHAT, STATUS, key="status:1")
    desk.world.faults["upload"].append(Fault(status=500))
    await desk.messenger.edit(status.message, replace(STATUS, images=(picture(0),)))
    assert desk.world.posts()[0].edits == 1


async def test_deleting_takes_the_files_too_and_twice_is_no_error(desk: Desk) -> None:
    posted = await desk.messenger.post(CHAT, RESULT, key="result:1")
    for _ in range(2):
        await desk.messenger.delete(posted.message)
        for shared in posted.pictures.values():
            await desk.messenger.delete(shared)
    assert desk.world.posts() == []
    assert all(file.deleted for file in desk.world.files.values())
    assert not [key for key in desk.store.kept if key.startswith("slack:files")]


async def test_limits_say_how_to_let_the_bot_in(desk: Desk) -> None:
    assert (await desk.messenger.limits(CHAT, USER)).may_post
    desk.world.channels[GENERAL].members.discard(BOT_USER)
    await desk.clock.sleep(301)
    limits = await desk.messenger.limits(CHAT, USER)
    assert not limits.may_post
    assert "/invite @imagine" in limits.mend
    other = chat_ref(Place(team=TEAM, channel="D0OTHERS"))
    assert "@imagine" in (await desk.messenger.limits(other, USER)).mend
    desk.world.channels[GENERAL].members.add(BOT_USER)
    desk.world.channels[GENERAL].archived = True
    assert "archived" in (await desk.messenger.limits(CHAT, USER)).mend


async def test_a_channel_that_refuses_is_asked_again(desk: Desk) -> None:
    assert (await desk.messenger.limits(CHAT, USER)).may_post
    desk.world.channels[GENERAL].members.discard(BOT_USER)
    with pytest.raises(DeliveryError):
        await desk.messenger.post(CHAT, STATUS, key="status:1")
    assert not (await desk.messenger.limits(CHAT, USER)).may_post


async def test_addresses_of_other_platforms_are_refused_for_good(desk: Desk) -> None:
    other = replace(CHAT, platform="web")
    with pytest.raises(DeliveryError) as caught:
        await desk.messenger.post(other, STATUS, key="status:1")
    assert caught.value.permanent


async def test_pictures_are_sent_side_by_side() -> None:
    together = asyncio.Barrier(3)

    class Sent:
        async def send(self, client: object, parcel: Parcel, *, alt: bool) -> str:
            await together.wait()
            return f"F-{parcel.sha256[0]}"

        async def share(self, client: object, files: dict[str, str], *_: object) -> None:
            assert list(files) == ["F-a", "F-b", "F-c"]

        async def shown_at(self, *_: object) -> str:
            return "1.0"

    class Kept:
        async def keep_post(self, *_: object) -> None:
            """Nowhere."""

    images = tuple(
        ReplyImage(
            asset=Asset(
                sha256=letter * 64, format=ImageFormat.PNG, width=1, height=1, size_bytes=1
            ),
            filename=f"{letter}.png",
            alt="",
        )
        for letter in "abc"
    )
    made: Any = Pictures(Kept(), None, Sent())  # type: ignore[arg-type]
    show: Any = SimpleNamespace(
        client=None,
        place=Place(team="T1", channel="C1"),
        thread=None,
        key="k",
        comment="",
        reply=Reply(text="", images=images),
    )
    async with asyncio.timeout(180):
        files, at = await made._try(show, PostRecord(since=0.0), alt=False)
    assert (files, at) == (["F-a", "F-b", "F-c"], "1.0")
