"""A picture on the page: compared, taken away, and how it was asked for."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.fakes.browsing import Program, Tab


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    program = Program(tmp_path / "data", IMAGINE_SKETCH_PACE_S="0").start()
    yield program
    if program.running:
        program.stop()


@pytest.fixture
def tab() -> Iterator[Tab]:
    tab = Tab()
    yield tab
    tab.close()


def source(tab: Tab) -> str:
    """What is seen in full, from left to right."""
    seen = [one for one in tab.all("#lightbox img") if one.is_displayed()]
    return " ".join(str(one.get_attribute("src")) for one in seen)


def test_an_edit_is_compared_copied_and_told_of(program: Program, tab: Tab, tmp_path: Path) -> None:
    tab.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    tab.open(program.address)
    tab.one("#text").send_keys("/imagine a fox", Keys.ESCAPE, Keys.ENTER)
    tab.until(lambda: len(tab.all(".message.done")) == 1)
    first = str(tab.one(".message.done .shot img").get_attribute("src"))
    tab.one(".message.done [data-reply]").click()
    tab.type("make it night", Keys.ENTER)
    tab.until(lambda: len(tab.all(".message.done")) == 2)

    # Before and after, side by side, and in each other's place.
    tab.run("arguments[0].click()", tab.one("[data-see-before]"))
    tab.until(lambda: re.fullmatch(rf"{re.escape(first)} \S+/original/\S+", source(tab)))
    assert tab.run("return document.activeElement.matches('.close')")
    left, right = (one.rect for one in tab.all("#lightbox .pane"))
    assert left["x"] + left["width"] <= right["x"]
    tab.type("b")
    tab.until(lambda: source(tab) == first)
    tab.type("b")
    tab.until(lambda: "/original/" in source(tab))

    # Closer, and both as close; a press on the picture itself closes nothing.
    tab.type("s", "+", "+")
    big = "return [...document.querySelectorAll('.pane img')].map(e => e.offsetWidth * 2 < "
    assert tab.run(f"{big} e.getBoundingClientRect().width)") == [True, True]
    tab.type("0")
    tab.run("document.querySelector('.now img').click()")
    assert tab.run(f"{big} e.getBoundingClientRect().width)") == [False, False]
    tab.type("s")
    image = tab.one("#lightbox .now img")
    ActionChains(tab.driver).double_click(image).perform()
    tab.until(lambda: tab.one("#lightbox .zoom").get_attribute("aria-pressed") == "true")
    before = image.rect["x"]
    ActionChains(tab.driver).drag_and_drop_by_offset(image, 60, 0).perform()
    tab.until(lambda: image.rect["x"] > before)
    tab.one("#lightbox .zoom").click()
    assert tab.one("#lightbox .zoom").get_attribute("aria-pressed") == "false"
    tab.type(Keys.ESCAPE)

    # A copy is a file, and no message.
    messages = len(tab.all(".message"))
    tab.run("arguments[0].click()", tab.one("[data-key^='as-jpeg:']"))
    tab.reads("#toast", ".jpg")
    tab.until(lambda: [one.suffix for one in tmp_path.glob("make-it-night-1*")] == [".jpg"])
    assert len(tab.all(".message")) == messages

    # The line that asks for it again, to be copied.
    tab.run("arguments[0].click()", tab.one("[data-key^='recipe:']"))
    tab.until(lambda: tab.all("#dialog[open] pre"))
    assert tab.one("#dialog pre").text.startswith("/imagine make it night")
    tab.one("[data-copy]").click()
    tab.reads("[data-copy]", "Copied")
    assert len(tab.all(".message")) == messages
    assert tab.complaints() == []
