"""`imagine doctor`: what is wrong, and how to mend it."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from bot.models import Finding, Health

HEALTHY = 0
BROKEN = 1

_SIGNS = {
    Health.GOOD: ("ok", "green"),
    Health.WARNING: ("note", "yellow"),
    Health.BROKEN: ("broken", "red"),
}


def show_findings(findings: Sequence[Finding]) -> int:
    """Print one line a finding and its mend; the exit code says whether anything is broken."""
    console = Console(soft_wrap=True)
    width = max((len(finding.subject) for finding in findings), default=0)
    for finding in findings:
        sign, colour = _SIGNS[finding.health]
        line = Text(f"{sign:>6}", style=colour)
        line.append(f"  {finding.subject:<{width}}  {finding.text}", style="default")
        console.print(line)
        if finding.mend:
            console.print(Text(f"{'':>8}{'':<{width}}  {finding.mend}", style="dim"))
    broken = any(finding.health is Health.BROKEN for finding in findings)
    return BROKEN if broken else HEALTHY
