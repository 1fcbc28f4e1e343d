"""Reading the code of the rooms: settings, models, addresses and views, at each start."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_looking_for_garbage() -> Iterator[None]:
    """Disables the garbage collector while the block imports code.

    Imported code stays for the life of the process, and collecting it repeatedly took a quarter of
    a start; frozen, it is not collected later either, and its memory stays shared with forked
    processes.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
