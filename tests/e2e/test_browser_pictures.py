"""A picture on the page: compared, taken away, and how it was asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
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
    return str(tab.one("#lightbox img").get_attribute("src"))


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

    # Before, and after.
    tab.run("arguments[0].click()", tab.one("[data-see-before]"))
    tab.until(lambda: source(tab) == first)
    assert tab.run("return document.activeElement.matches('.close')")
    tab.type("b")
    tab.until(lambda: "/original/" in source(tab))
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
