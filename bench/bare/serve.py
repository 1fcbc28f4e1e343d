"""Serves the barest site as Bocage serves its own: Granian, with the same processes and queue."""

import sys

from granian.constants import Interfaces
from granian.log import LogLevels

from bocage.foundation.http.shared_queue import ONE_REQUEST_A_CONNECTION, SharedQueueServer

if __name__ == "__main__":
    port, workers = map(int, sys.argv[1:])
    SharedQueueServer(
        "bench.bare.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        backpressure=1,
        http1_settings=ONE_REQUEST_A_CONNECTION,
        log_level=LogLevels.error,
    ).serve()
