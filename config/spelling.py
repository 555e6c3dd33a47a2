"""Settings that were given and that nobody reads: most are slips."""

import difflib
from collections.abc import Mapping
from pathlib import Path

from pydantic_settings import DotEnvSettingsSource

from config.settings import Settings

PREFIX = "IMAGINE_"
"""Only names with it are ours to judge."""


def misspelt(environment: Mapping[str, str], file: Path | None) -> list[str]:
    """A sentence for each name of ours, in the environment or the file, that is no setting."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    in_file = DotEnvSettingsSource(Settings, env_file=file).env_vars
    given = {name.upper() for name in (*environment, *in_file)}
    ours = sorted(name for name in given - known if name.startswith(PREFIX))
    return [_told(name, known) for name in ours]


def _told(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.85)
    return f"{name} is no setting; did you mean {near[0]}?" if near else f"{name} is no setting."
