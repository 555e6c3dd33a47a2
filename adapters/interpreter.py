"""CPython's own knobs, turned for a process that is an event loop beside database threads."""

import gc
import sys

SWITCH_S = 0.0001
"""How long a thread may keep the interpreter from the others.

At CPython's 5 ms, an event loop that gives it up for a system call waits that long for each while a
database thread is at work: at 50 orders a second the slowest acknowledgements then waited for it
several times over. The switches themselves cost too little to be measured.
"""


COLLECTIONS = (10_000, 20, 100)
"""How many new objects make a young collection, how many of these an older one, and so on.

What is frozen no longer counts as old, so that CPython would collect everything else twice a second
under load; each time held the event loop for 30 ms, and the slowest acknowledgements for 70.
"""


def tune() -> None:
    """Called once, when everything stands.

    What was built until then is taken out of the garbage collector's sight, for good: a full
    collection over all of it holds the event loop for a fifth of a second.
    """
    sys.setswitchinterval(SWITCH_S)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTIONS)
