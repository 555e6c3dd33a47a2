"""What a picture process may use. Where the platform has no such limits, the deadline remains."""

import time
from contextlib import suppress
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

WRITE_BYTES = 200_000_000


def limit_process(memory_bytes: int) -> None:
    """Once, at start: address space, size of files written, no core dumps."""
    if resource is None:
        return
    for limit, value in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, WRITE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows some limits by name only
            resource.setrlimit(limit, (value, value))


def limit_next_question(cpu_s: int) -> None:
    """`cpu_s` more from now: the kernel counts over the life of the process, we per question."""
    if resource is None:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + cpu_s, hard))


def reset_peak() -> None:
    """Begin a new peak of resident memory, where the kernel offers that (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak_bytes() -> int:
    """The highest resident memory since `reset_peak`, else since the process began."""
    try:
        status = Path("/proc/self/status").read_text()
        return 1024 * int(status.split("VmHWM:")[1].split()[0])
    except (OSError, IndexError):
        return 0 if resource is None else 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
