"""Serves the barest site as Bocage serves its own: Granian, with the same processes."""

import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

if __name__ == "__main__":
    port, workers = map(int, sys.argv[1:])
    Server(
        "bocage.bench.bare.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_level=LogLevels.error,
    ).serve()
