"""`imagine --help` answers at once: it needs nothing of what a picture needs."""

import subprocess
import sys

HEAVY = ("sqlalchemy", "pydantic", "starlette", "PIL", "httpx", "discord", "slack_sdk", "uvicorn")


def test_help_imports_nothing_that_a_picture_needs() -> None:
    code = (
        "import sys; sys.argv = ['imagine', '--help']; from adapters.main import app; "
        "app(standalone_mode=False); "
        f"print('heavy:', *(one for one in {HEAVY!r} if one in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "credits" in done.stdout
    assert done.stdout.splitlines()[-1].strip() == "heavy:"


def test_it_says_which_version_it_is() -> None:
    code = "import sys; sys.argv = ['imagine', '--version']; from adapters.main import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("imagine 0.")
