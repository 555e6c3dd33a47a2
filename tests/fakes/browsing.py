"""A real Chromium in front of the real program, for stories told by clicking and typing."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

T = TypeVar("T")
CHROMIUM = "/usr/bin/chromium"
CHROMEDRIVER = "/usr/bin/chromedriver"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--lang=en",
)
PATIENCE_S = 180.0
"""For a machine that runs many tests at once; a wait ends as soon as its condition holds."""
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


class Program:
    """`imagine`, as a newcomer starts it: a free port, a data folder of its own, nothing else."""

    def __init__(self, data: Path, **settings: str) -> None:
        self._settings = {
            "IMAGINE_DATA_DIR": str(data),
            "PORT": "0",
            "IMAGINE_DRAWING_PROCESSES": "1",
            **settings,
        }
        self.address = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from adapters.main import main; main()"],
            env=_clean_environment() | self._settings,
            cwd=Path(__file__).resolve().parents[2],
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stderr is not None
        said = []
        for line in self._process.stderr:
            said.append(line)
            if found := ADDRESS.search(line):
                self.address = found[0]
                return self
        self._process.communicate()
        raise AssertionError("it did not start:\n" + "".join(said))

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Signal it; its exit code, and what it had said on stderr."""
        assert self._process is not None
        self._process.send_signal(number)
        _, said = self._process.communicate(timeout=PATIENCE_S)
        return self._process.returncode, said

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None


class Tab:
    """One window of a browser. Every wait is for a condition, never for a time."""

    def __init__(self, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        _needs(CHROMIUM, CHROMEDRIVER)
        self._profile = tempfile.mkdtemp(prefix="imagine-chromium-")
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in (*FLAGS, f"--user-data-dir={self._profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options, Service(CHROMEDRIVER))
        self.resize(width, height, dark=dark)

    def resize(self, width: int, height: int, *, dark: bool = False) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, still]})

    def open(self, address: str) -> None:
        self.driver.get(address)
        self.until(
            lambda: self.run("return typeof htmx === 'object' && document.body.dataset.ready")
        )

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        """The last such element, once there is one: in a chat, the newest."""
        return self.until(lambda: self.all(selector))[-1]

    def run(self, script: str, *arguments: object) -> object:
        return self.driver.execute_script(script, *arguments)

    def type(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def until(self, condition: Callable[[], T]) -> T:
        wait = WebDriverWait(
            self.driver,
            PATIENCE_S,
            poll_frequency=0.05,
            ignored_exceptions=(StaleElementReferenceException,),
        )
        return wait.until(lambda _: condition())

    def reads(self, selector: str, words: str) -> WebElement:
        """Wait until the newest such element says this."""
        found = self.until(lambda: [one for one in self.all(selector) if words in one.text])
        return found[-1]

    def complaints(self) -> list[str]:
        """What the browser's console holds against the page."""
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]

    def close(self) -> None:
        self.driver.quit()
        shutil.rmtree(self._profile, ignore_errors=True)


def _needs(*programs: str) -> None:
    missing = [program for program in programs if not Path(program).exists()]
    if missing:
        pytest.skip(
            f"a browser test needs {' and '.join(missing)} (Debian: chromium, chromium-driver)"
        )


def _clean_environment() -> dict[str, str]:
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "PYTHONPATH", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ}
