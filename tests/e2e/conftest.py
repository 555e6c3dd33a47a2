"""Stories are told on a core that is cheap to open; a few need the real thing."""

import pytest

from tests.fakes.quick_core import quicken


@pytest.fixture(autouse=True)
def quick_core(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the test is marked `real_pictures`: it looks at the sketch's pictures."""
    if request.node.get_closest_marker("real_pictures") is None:
        quicken(monkeypatch)
