"""The contracts' implementations."""

from tests.fakes.databases import database, database_url, postgres, sqlite_template

__all__ = ["database", "database_url", "postgres", "sqlite_template"]
