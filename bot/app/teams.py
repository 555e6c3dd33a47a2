"""Which servers and workspaces are the operator's own team; any other is a team of its own."""

from collections.abc import Collection, Mapping

from bot.models import HOME_TEAM, TeamId

ALL = None
"""Every place of a platform: where nobody but the operator could add the bot."""


class Teams:
    """Places are written `platform:id`, as in `IMAGINE_HOMES`.

    On a platform for which none is `named`, the homes are those that its adapter has found to be
    the operator's alone; until it has, none is.
    """

    def __init__(self, named: Collection[str] = ()) -> None:
        self._named: Mapping[str, frozenset[str]] = {
            platform: frozenset(place for place in named if _platform(place) == platform)
            for platform in {_platform(place) for place in named}
        }
        self._found: dict[str, frozenset[str] | None] = {}

    def find_homes(self, platform: str, places: Collection[str] | None) -> None:
        """Say which places of a platform are the operator's own, where none is named; or `ALL`."""
        self._found[platform] = None if places is ALL else frozenset(places)

    def homes(self, platform: str) -> frozenset[str] | None:
        """The homes on a platform; or `ALL`."""
        if platform in self._named:
            return self._named[platform]
        return self._found.get(platform, frozenset())

    def team_at(self, place: str) -> TeamId:
        """The team of a place; the home team where there are no such places."""
        if not place:
            return HOME_TEAM
        homes = self.homes(_platform(place))
        return HOME_TEAM if homes is ALL or place in homes else TeamId(place)


def _platform(place: str) -> str:
    return place.partition(":")[0]
