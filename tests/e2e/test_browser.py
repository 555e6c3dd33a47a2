import http.client
import re
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw
from selenium.webdriver.common.keys import Keys

from tests.fakes.browsing import Program, Tab

STORY = '/imagine a poster that says "OPEN LATE" in neon --ratio 4:5 -n 2'
WATCH = """
window.watched = {partials: 0, steps: []};
document.addEventListener("load", (event) => {
  if (event.target.closest?.(".shot.partial")) watched.partials += event.target.naturalWidth > 0;
}, true);
new MutationObserver(() => {
  document.querySelectorAll("progress").forEach((bar) => watched.steps.push(bar.value));
}).observe(document.getElementById("log"), {childList: true, subtree: true});
"""
"""Notes what is shown only for a moment, however seldom a test looks."""


HIDE = """
Object.defineProperty(document, "hidden", {value: arguments[0], configurable: true});
document.dispatchEvent(new Event("visibilitychange"));
"""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path / "data", IMAGINE_SKETCH_PACE_S="1.5").start()
    yield program
    if program.running:
        program.stop(signal.SIGKILL)


@pytest.fixture
def tab() -> Iterator[Tab]:
    tab = Tab()
    yield tab
    tab.close()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    picture = Image.new("RGB", (240, 240), (250, 210, 40))
    ImageDraw.Draw(picture).ellipse((40, 40, 200, 200), fill=(30, 30, 60))
    picture.save(path)
    return path


def credits_left(tab: Tab) -> int:
    found = re.search(r"\d+", tab.one("#balance").text)
    assert found
    return int(found[0])


def price_of(words: str) -> int:
    return int(re.findall(r"(\d+) credits?", words)[-1])


def field(tab: Tab, card: str, name: str) -> str:
    rows = tab.all(f"{card} dl div")
    return next(text.split("\n", 1)[1] for row in rows if (text := row.text).startswith(name))


def say(tab: Tab, words: str) -> None:
    box = tab.one("#text")
    box.send_keys(words, Keys.ESCAPE, Keys.ENTER)
    tab.until(lambda: box.get_property("value") == "")


def shown_whole(tab: Tab, selector: str) -> bool:
    """Whether every such picture was loaded and has pixels."""
    script = "return [...document.querySelectorAll(arguments[0])].map(i => i.naturalWidth)"
    widths = tab.run(script, selector)
    assert isinstance(widths, list)
    return bool(widths) and all(widths)


def test_a_newcomers_first_pictures_and_first_edit(program: Program, tab: Tab, photo: Path) -> None:
    tab.open(program.address)
    assert tab.one("#empty h2").is_displayed()
    assert "no AI model" in tab.one(".sketch").text
    start = credits_left(tab)

    # By completion, with the price while typing.
    tab.one("#text").send_keys("/im")
    tab.reads("#completions [role=option]", "/imagine")
    tab.type(Keys.ARROW_DOWN, Keys.ENTER)
    tab.until(lambda: tab.one("#text").get_property("value") == "/imagine ")
    tab.type('a poster that says "OPEN LATE" in neon --ratio 4:5 -n 2')
    price = tab.reads("#price", "2 pictures").text
    cost = price_of(price)
    tab.run(WATCH)
    tab.type(Keys.ENTER)

    # It grows, then it is there: two pictures, what they cost, what is left.
    tab.reads(".message.mine", "OPEN LATE")
    result = ".message.done"
    tab.until(lambda: len(tab.all(f"{result} .shot:not(.partial)")) == 2)
    assert tab.run("return watched.partials > 0")
    steps = tab.run("return watched.steps")
    assert isinstance(steps, list)
    assert steps == sorted(steps)
    assert len(set(steps)) > 1
    tab.until(lambda: shown_whole(tab, f"{result} .shot img"))
    assert not tab.all("progress")
    assert field(tab, result, "Size") == "1024x1280"
    left = start - cost
    assert field(tab, result, "Cost") == f"−{cost} · {left} left"
    tab.until(lambda: credits_left(tab) == left)

    # A reply to picture 2, with a photo, is an edit of it.
    tab.one(f"{result} [data-picture='2']").click()
    assert "picture 2" in tab.one("#reply-banner").text
    tab.one("#files").send_keys(str(photo))
    tab.reads("#attached li", "logo.png")
    tab.one("#text").send_keys("put this logo in the corner")
    assert tab.one("#text").get_property("placeholder") == "Say what should change"
    offered = price_of(tab.reads("#price", "1 edit").text)
    tab.type(Keys.ENTER)
    tab.until(lambda: len(tab.all(result)) == 2)
    own = tab.reads(".message.mine", "put this logo in the corner")
    assert "picture 2 ·" in own.text
    tab.until(lambda: shown_whole(tab, ".message.mine .files img"))
    edit = tab.all(result)[-1]
    assert "Your edit is ready" in edit.text
    assert "logo.png" in edit.text
    tab.until(lambda: credits_left(tab) == left - offered)

    # All of it is there after a reload.
    before = [one.text for one in tab.all(".message")]
    tab.driver.refresh()
    tab.until(lambda: [one.text for one in tab.all(".message")] == before)
    tab.until(lambda: shown_whole(tab, ".message img"))
    assert tab.complaints() == []

    # And SIGTERM ends the program in order.
    code, said = program.stop()
    assert code == 0
    assert "Traceback" not in said


def test_mistakes_are_told_and_cost_nothing(program: Program, tab: Tab) -> None:
    tab.open(program.address)
    start = credits_left(tab)
    say(tab, "/imagine a fox --qualty high")
    tab.reads(".message.error", "did you mean --quality")
    say(tab, "/imagine")
    tab.reads(".message.error", "no words to draw")
    hostile = "/imagine @everyone <img src=x onerror=alert(1)> --qualty high"
    say(tab, hostile)
    tab.reads(".message.mine", hostile)
    say(tab, "what can you do?")
    tab.reads(".message.bot", "in your own words")
    assert credits_left(tab) == start
    assert not tab.all(".message img")
    assert tab.complaints() == []


def test_an_admin_gives_credits_and_the_other_tab_sees_them(program: Program, tab: Tab) -> None:
    tab.open(f"{program.address}/?as=ben")
    bens = tab.driver.current_window_handle
    start = credits_left(tab)
    say(tab, "/credits grant @ben 1000")
    tab.reads(".message.error", "Only an admin")

    tab.driver.switch_to.new_window("tab")
    tab.open(f"{program.address}/?as=ada")
    assert not [one for one in tab.all(".message") if "Only an admin" in one.text]
    say(tab, "/credits grant @ben 40 for the poster")
    tab.reads(".message.bot", "@ben got 40 credits")

    tab.driver.switch_to.window(bens)
    tab.until(lambda: credits_left(tab) == start + 40)


def test_others_see_a_line_as_far_as_they_see_its_answer(program: Program, tab: Tab) -> None:
    tab.open(program.address)
    say(tab, "/settings private on")
    tab.reads(".message.mine.whisper", "/settings")
    say(tab, "/imagine a lamp")
    tab.reads(".message.done.whisper", "a lamp")
    say(tab, "/imagine a fox --private=no")
    tab.reads(".message.done:not(.whisper)", "a fox")
    say(tab, "good morning")
    tab.reads(".message.bot", "in your own words")
    tab.open(f"{program.address}/?as=ben")
    seen = [one.text for one in tab.all(".message")]
    assert len(seen) == 3
    assert "a fox --private=no" in seen[0]
    assert "Your picture is ready" in seen[1]
    assert "good morning" in seen[2]

    # What is shown to everyone in the end is new to them, and stands with the new.
    tab.open(program.address)
    tab.run("arguments[0].click()", tab.one("[data-key^='publish:']"))
    tab.until(lambda: "a lamp" in tab.all(".message.done")[-1].text)
    tab.open(f"{program.address}/?as=ben")
    assert "a lamp" in tab.all(".message")[-1].text
    assert not tab.all("[data-key^='delete:']")


def test_what_is_typed_is_explained_and_people_can_be_picked(program: Program, tab: Tab) -> None:
    tab.open(f"{program.address}/?as=ada")
    tab.one("#text").send_keys("/credits gr")
    tab.reads("#completions [role=option]", "Give someone credits")
    tab.type(Keys.TAB, "@b")
    tab.reads("#completions [role=option]", "Ben")
    tab.type(Keys.TAB, "5", Keys.ENTER)
    tab.reads(".message.bot", "@ben got 5 credits")
    tab.one("#text").send_keys("/imagine a fox --quality high --resolution 4k -n 4 ")
    tab.reads("#price .problem", "You have only 100")


def test_a_thread_shows_one_picture_s_story_and_deleting_asks(program: Program, tab: Tab) -> None:
    tab.open(program.address)
    say(tab, "/imagine a fox")
    tab.until(lambda: len(tab.all(".message.done")) == 1)
    tab.one(".message.done [data-reply]").click()
    tab.type("make it night", Keys.ENTER)
    tab.until(lambda: len(tab.all(".message.done")) == 2)
    say(tab, "hello")
    tab.reads(".message.bot", "in your own words")

    tab.run("arguments[0].click()", tab.one(".thread-link"))
    shown = ".message:not([hidden])"
    tab.until(lambda: len(tab.all(shown)) == 4)
    assert tab.one("#thread h2").text == "/imagine a fox"
    end = "const s = document.getElementById('scroll'); return s.scrollTop + s.clientHeight + 4"
    assert tab.run(f"{end} > s.scrollHeight"), "it opens at its newest"
    tab.driver.back()
    tab.until(lambda: len(tab.all(shown)) > 4)
    tab.run("arguments[0].click()", tab.one(".thread-link"))
    tab.until(lambda: len(tab.all(shown)) == 4)
    assert tab.one("#reply-banner").is_displayed()
    assert tab.one("#text").get_property("placeholder") == "Say what should change"
    tab.type("add snow", Keys.ENTER)
    tab.until(lambda: len(tab.all(f"{shown}.done")) == 3)
    tab.reads(".thread-link", "4")

    # Asked first: Escape keeps the pictures, and the thread stays open.
    tab.run("arguments[0].click()", tab.all(f"{shown} [data-key^='delete:']")[-1])
    tab.reads("#ask", "for everyone?")
    tab.type(Keys.ESCAPE)
    tab.until(lambda: not tab.all("#ask[open]"))
    assert len(tab.all(f"{shown}.done")) == 3
    tab.run("arguments[0].click()", tab.all(f"{shown} [data-key^='delete:']")[-1])
    tab.one("#ask [value=yes]").click()
    tab.until(lambda: len(tab.all(f"{shown}.done")) == 2)

    tab.one("#leave-thread").click()
    tab.reads(shown, "hello")
    assert not tab.one("#reply-banner").is_displayed()
    assert tab.complaints() == []


def test_everything_works_by_keyboard(program: Program, tab: Tab) -> None:
    tab.open(program.address)
    say(tab, "/imagine a fox -n 2")
    tab.until(lambda: len(tab.all(".message.done .shot")) == 2)
    tab.until(lambda: shown_whole(tab, ".message.done .shot img"))

    # The picture in full, its neighbour, and back.
    opener = tab.all("[data-open]")[0]
    tab.run("arguments[0].focus()", opener)
    tab.type(Keys.ENTER)
    tab.reads("#lightbox figcaption", "1 / 2")
    tab.until(lambda: "/original/" in str(tab.one("#lightbox img").get_attribute("src")))
    tab.type(Keys.ARROW_RIGHT)
    tab.reads("#lightbox figcaption", "2 / 2")
    tab.type(Keys.ESCAPE)
    tab.until(lambda: not tab.all("#lightbox[open]"))

    # The form behind Edit, left and opened again at once: the focus comes back to its button.
    edit = tab.one("[data-key^='edit:'][data-key$=':2']")
    tab.run("arguments[0].focus()", edit)
    tab.type(Keys.ENTER)
    tab.until(lambda: tab.all("#dialog[open] textarea"))
    tab.type(Keys.ESCAPE)
    tab.until(lambda: not tab.all("#dialog[open]"))
    assert tab.driver.switch_to.active_element == edit
    tab.type(Keys.ENTER)
    tab.until(lambda: tab.all("#dialog[open] textarea"))
    tab.type("make it night", Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.TAB, Keys.ENTER)
    tab.until(lambda: not tab.all("#dialog[open]"))
    tab.reads(".message.done", "make it night")

    # Single keys go through the messages, and answer one; in the box they are letters.
    tab.run("document.activeElement.blur()")
    tab.type("j", "k", "k")
    assert tab.run("return document.activeElement.matches('.message')")
    tab.type("j", "r")
    tab.until(lambda: tab.one("#reply-banner").is_displayed())
    tab.type("jkr", Keys.ESCAPE)
    assert tab.one("#text").get_property("value") == "jkr"
    tab.one("#text").clear()

    # A pressed button keeps the focus, so that the next key is not lost.
    vary = tab.all("[data-key^='vary:']")[0]
    tab.run("arguments[0].focus()", vary)
    tab.type(Keys.ENTER)
    tab.until(lambda: len(tab.all(".message.done")) == 3)
    assert tab.driver.switch_to.active_element == vary
    tab.run("arguments[0].focus()", tab.all("[data-key^='delete:']")[0])
    tab.type(Keys.ENTER)
    tab.until(lambda: tab.all("#ask[open]"))
    tab.type(Keys.TAB, Keys.ENTER)
    tab.until(lambda: len(tab.all(".message.done")) == 2)
    tab.until(lambda: tab.run("return document.activeElement.id") == "scroll")


def test_what_is_written_is_not_lost(program: Program, tab: Tab, photo: Path) -> None:
    tab.open(program.address)
    box = tab.one("#text")
    say(tab, "/imagine a fox -n 2")
    tab.until(lambda: tab.all(".message.done"))
    tab.one("[data-picture='2']").click()
    tab.one("#files").send_keys(str(photo))
    tab.type("make it night --quality hihg", Keys.ENTER)
    tab.reads(".message.error", "hihg")

    # A refused line can be called back, with what it was about and its files, and what came before.
    tab.type(Keys.ARROW_UP)
    tab.until(lambda: box.get_property("value") == "make it night --quality hihg")
    assert "picture 2" in tab.one("#reply-banner").text
    tab.reads("#attached li", "logo.png")
    tab.type(Keys.ARROW_UP)
    tab.until(lambda: box.get_property("value") == "/imagine a fox -n 2")
    tab.type(Keys.ARROW_UP, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    tab.until(lambda: box.get_property("value") == "")
    assert not tab.one("#attached").is_displayed()

    # By a finger too, and once more; what was being written is called back in its turn.
    tab.type("a half thought")
    tab.one("[data-mend]").click()
    tab.reads("#attached li", "logo.png")
    tab.until(lambda: "picture 2" in tab.one("#reply-banner").text)
    tab.one("#text").send_keys(*[Keys.BACKSPACE] * 4, "low", Keys.ENTER)
    tab.until(lambda: len(tab.all(".message.done")) == 2)
    assert "logo.png" in tab.all(".message.done")[-1].text
    tab.type(Keys.ARROW_UP, Keys.ARROW_UP)
    tab.until(lambda: box.get_property("value") == "a half thought")
    tab.type(Keys.CONTROL + "a" + Keys.NULL, Keys.BACKSPACE)

    # In a text of one's own the arrows move the caret, and a reload keeps it.
    tab.type("make it snow", Keys.ARROW_UP, " softly: ")
    assert "make it snow" in str(box.get_property("value"))
    tab.run("document.querySelector('.message.done [data-picture=\"1\"]').click()")
    draft = box.get_property("value")
    tab.driver.refresh()
    tab.until(lambda: tab.one("#text").get_property("value") == draft)
    assert "picture 1" in tab.one("#reply-banner").text
    tab.type(Keys.ENTER)
    tab.until(lambda: tab.one("#text").get_property("value") == "")
    tab.driver.refresh()
    tab.until(lambda: tab.run("return document.body.dataset.ready"))
    assert tab.one("#text").get_property("value") == ""


def test_a_hidden_tab_s_title_tells_of_a_picture(program: Program, tab: Tab) -> None:
    tab.open(program.address)
    tab.one("#text").send_keys("/imagine a fox", Keys.ESCAPE, Keys.ENTER)
    tab.one(".message.progress")
    tab.run(HIDE, True)
    tab.until(lambda: str(tab.run("return document.title")).startswith("(1) "))
    assert tab.all(".message.done")
    tab.run(HIDE, False)
    assert tab.run("return document.title") == "studio · imagine"


def test_far_up_in_the_log_a_pressed_button_says_what_it_does(program: Program, tab: Tab) -> None:
    tab.open(program.address)
    for words in ("a fox", "a hen", "an owl"):
        say(tab, f"/imagine {words}")
        tab.reads(".message.done", words)
    vary = tab.all("[data-key^='vary:']")[0]
    tab.run("document.getElementById('scroll').scrollTop = 0")
    tab.run("arguments[0].click()", vary)
    tab.reads("#news", "Your picture is being drawn")
    tab.reads("#news", "A picture is ready").click()
    tab.until(lambda: tab.run("return document.activeElement.dataset.tone") == "done")
    assert not tab.one("#news").is_displayed()


def test_times_are_the_reader_s(program: Program, tab: Tab) -> None:
    tab.driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": "Asia/Tokyo"})
    tab.open(program.address)
    say(tab, "hello")
    tab.reads(".message.bot", "in your own words")
    time = tab.one(".message.mine time")
    at = datetime.fromisoformat(time.get_attribute("datetime") or "") + timedelta(hours=9)
    assert re.split(r"\D+", time.text)[:2] == [f"{at.hour % 12 or 12}", f"{at.minute:02}"]
    assert str(at.year) in (time.get_attribute("title") or "")
    assert not tab.all("[data-day]")

    # A day before the one that is read begins with its name, and so does the next.
    tab.run("document.querySelector('.mine time').dateTime = '2024-02-29T16:00:00+00:00'")
    say(tab, "hello again")
    first = tab.until(lambda: tab.all("[data-day]"))[0]
    assert first.get_attribute("data-day") == "Friday, March 1, 2024"
    assert len(tab.all("[data-day]")) == 2


def test_files_come_by_paste_drop_and_pick_and_can_be_taken_out(
    program: Program, tab: Tab, photo: Path
) -> None:
    tab.open(program.address)
    tab.run(
        """
        const make = (name) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(["not a picture"], name, {type: "image/png"}));
          return transfer;
        };
        const text = document.getElementById("text");
        text.dispatchEvent(
          new ClipboardEvent("paste", {clipboardData: make("pasted.png"), bubbles: true}));
        document.body.dispatchEvent(
          new DragEvent("drop", {dataTransfer: make("dropped.png"), bubbles: true}));
        """
    )
    tab.one("#files").send_keys(str(photo))
    tab.reads("#attached li", "pasted.png")
    tab.reads("#attached li", "dropped.png")
    tab.reads("#attached li", "logo.png")
    tab.one("#attached [aria-label='Remove dropped.png']").click()
    tab.until(lambda: len(tab.all("#attached li")) == 2)

    # The one that is no picture is named; the other one is used.
    start = credits_left(tab)
    say(tab, "/imagine a shop window with this logo")
    tab.reads(".message.mine .files", "pasted.png")
    tab.reads(".message.bot", "“pasted.png”")
    tab.reads(".message.done", "logo.png")
    tab.until(lambda: credits_left(tab) < start)


def test_all_files_that_are_too_large_are_left_out_and_named(program: Program, tab: Tab) -> None:
    tab.open(program.address)
    tab.run(
        """
        const limit = Number(document.body.dataset.fileBytesMax);
        const transfer = new DataTransfer();
        const sizes = {"one.png": limit + 1, "two.png": limit, "three.png": limit + 1};
        for (const [name, size] of Object.entries(sizes))
          transfer.items.add(new File([new Uint8Array(size)], name, {type: "image/png"}));
        document.body.dispatchEvent(
          new DragEvent("drop", {dataTransfer: transfer, bubbles: true}));
        """
    )
    tab.reads("#toast", "one.png, three.png")
    tab.reads("#attached li", "two.png")
    assert len(tab.all("#attached li")) == 1


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 900)])
def test_it_fits_every_screen(program: Program, tab: Tab, width: int, height: int) -> None:
    tab.resize(width, height)
    tab.open(program.address)
    say(tab, "/imagine " + "a very long sentence " * 90 + "x" * 200 + " -n 2")
    tab.until(lambda: len(tab.all(".message.done .shot")) == 2)
    wide = tab.run(
        "return [...document.querySelectorAll('body *')].filter("
        "e => !e.closest('svg') && e.getBoundingClientRect().right > arguments[0] + 1"
        " && getComputedStyle(e).visibility === 'visible'"
        " && !e.closest('.pointer, .files, .hint, .channel')).map(e => e.outerHTML.slice(0, 90))",
        width,
    )
    assert wide == []
    rows = tab.run(
        "return new Set([...document.querySelectorAll("
        "'.done figcaption .button, .done .actions > .button, .done .more > summary')]"
        ".map(e => e.getBoundingClientRect()).filter(b => b.height)"
        ".map(b => Math.round((b.top + b.height / 2) / 10))).size"
    )
    assert isinstance(rows, int)
    assert rows <= 3
    # A price stays beside its button's icon, and the channel's name whole beside the balance.
    apart = tab.run(
        "const middle = e => { const b = e.getBoundingClientRect(); return b.top + b.height / 2 };"
        "return [...document.querySelectorAll('.glyph')].filter("
        "g => Math.abs(middle(g.firstElementChild) - middle(g.lastElementChild)) > 4).length"
    )
    assert apart == 0
    assert tab.run("const h = document.querySelector('h1'); return h.scrollWidth <= h.clientWidth")
    assert tab.one(".balance .short").is_displayed() == (width < 600)
    assert tab.run("return document.documentElement.scrollWidth <= arguments[0]", width)


def test_a_browser_closed_and_a_process_killed_lose_nothing(program: Program, tab: Tab) -> None:
    tab.open(program.address)
    say(tab, STORY)
    tab.reads(".message.mine", "OPEN LATE")
    tab.one(".message.bot")
    tab.driver.get("about:blank")
    program.stop(signal.SIGKILL)
    program.start()
    tab.open(program.address)
    tab.until(lambda: len(tab.all(".message.done .shot")) == 2)
    assert credits_left(tab) == 98
    assert len(tab.all(".message.mine")) == 1


def test_no_other_site_gets_in(program: Program) -> None:
    where = urlsplit(program.address)
    connection = http.client.HTTPConnection(where.hostname or "", where.port)
    connection.request("GET", "/", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 421
    connection.close()
