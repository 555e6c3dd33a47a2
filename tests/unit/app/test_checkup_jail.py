import pytest

from bot.app.checkup import _jail
from bot.imaging.jail import JailSupport
from bot.models import Health


@pytest.mark.parametrize(
    ("offered", "health", "named"),
    [
        (JailSupport(landlock=1, seccomp=True), Health.GOOD, "no network"),
        (JailSupport(landlock=0, seccomp=True), Health.WARNING, "Landlock"),
        (JailSupport(landlock=7, seccomp=False), Health.WARNING, "seccomp"),
    ],
)
def test_the_operator_is_told_what_the_kernel_lacks(
    offered: JailSupport, health: Health, named: str
) -> None:
    found = _jail(offered)
    assert found.health is health
    assert named in found.text
