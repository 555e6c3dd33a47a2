"""Why the settings cannot be used."""


class SettingsError(Exception):
    """A sentence for the operator, naming each setting that cannot be used."""
