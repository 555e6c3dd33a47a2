"""The decoder process: one stranger's file in, one clean copy and a verdict out."""

import errno
import time
from dataclasses import replace
from pathlib import Path

from bot.imaging.limits import limit_next_question, limit_process, peak_bytes, reset_peak
from bot.imaging.serving import jailed, serve
from bot.models import Size
from bot.references.copying import cleaned, write_copy
from bot.references.masking import write_mask
from bot.references.opening import accepted_format, open_strictly
from bot.references.refused import Refused
from bot.references.verdict import ASK, VERDICT, Ask, Kept, Verdict

CPU_S = 20
MEMORY_BYTES = 1_000_000_000

# Decoders raise OSError for damage, too, with no number or with EINVAL.
OUR_FAULTS = frozenset({errno.ENOENT, errno.EACCES, errno.EIO, errno.ENOSPC, errno.EROFS,
                        errno.EDQUOT, errno.EMFILE, errno.ENFILE})  # fmt: skip

_LOSSY_WEBP = b"VP8 "
_WEBP_HEAD_BYTES = 64


def answer(question: bytes) -> bytes:
    """Judge one file and measure what it cost."""
    limit_next_question(CPU_S)
    reset_peak()
    started = time.process_time()
    verdict = judge(ASK.validate_json(question))
    measured = replace(verdict, cpu_s=time.process_time() - started, memory_bytes=peak_bytes())
    return VERDICT.dump_json(measured)


def judge(ask: Ask) -> Verdict:
    """Accept or refuse; what a decoder raises is damage, unless it is memory or our own disk."""
    path = ask.given
    try:
        return _accepted(ask)
    except Refused as refused:
        return Verdict(reason=refused.reason, facts=refused.facts, format=_found(path))
    except MemoryError:
        return Verdict(reason="bomb", format=_found(path))
    except OSError as error:
        if error.errno in OUR_FAULTS:
            return Verdict(reason="fault", fault=error.errno)
        return Verdict(reason="damaged", format=_found(path))
    except Exception:
        return Verdict(reason="damaged", format=_found(path))


def _accepted(ask: Ask) -> Verdict:
    path, stem = ask.given, ask.kept_as
    name, image = open_strictly(path)
    found = cleaned(image)
    if ask.mask_size:
        width, height = ask.mask_size
        _, written = write_mask(found.image, stem, Size(width=width, height=height))
        kept = Kept(format=written, width=width, height=height)
    else:
        _, written = write_copy(found.image, stem, lossy=_is_lossy(name, path))
        kept = Kept(format=written, width=found.image.width, height=found.image.height)
    return Verdict(format=name, width=found.width, height=found.height, kept=kept)


def _is_lossy(name: str, path: Path) -> bool:
    if name != "WebP":
        return name in {"JPEG", "HEIC"}
    with path.open("rb") as file:
        return _LOSSY_WEBP in file.read(_WEBP_HEAD_BYTES)


def _found(path: Path) -> str | None:
    """The format's name, for the refusal."""
    try:
        return accepted_format(path)
    except Refused as refused:
        found = refused.facts.get("found")
        return str(found) if found else None


if __name__ == "__main__":
    limit_process(MEMORY_BYTES)
    jailed()
    serve(answer)
