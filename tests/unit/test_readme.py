"""What README tells people to type does what they want and no more."""

from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_what_runs_the_program_installs_no_development_packages() -> None:
    assert "uv run --no-dev imagine" in README
    assert "uv run imagine" not in README
