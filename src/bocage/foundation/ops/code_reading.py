"""Reading the code of the rooms: settings, models, addresses and views, at each start."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_looking_for_garbage() -> Iterator[None]:
    """Reads code inside the block as fast as it comes.

    What is read stays for the life of the process. Looking again and again through all of it for
    what could be thrown away took a quarter of a start; set apart (frozen), it is not looked
    through later either, and its memory stays shared with the processes that are forked.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
