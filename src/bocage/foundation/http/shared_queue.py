"""Single queue of requests for all web processes, so that none waits behind a busy process while
another is idle (docs/decisions/one-queue-for-requests.md).
"""

import socket

from granian.http import HTTP1Settings
from granian.net import SocketSpec
from granian.server.mp import MPServer

BACKLOG = 2048
ONE_REQUEST_A_CONNECTION = HTTP1Settings(keep_alive=False, header_read_timeout=5_000)
SECONDS_TO_ASK = 10
"""Seconds that a connection without a request waits in the kernel, where it occupies no process."""


class SharedQueueServer(MPServer):
    """Granian server whose processes share one listening socket, and accept when they are idle.

    Needs `backpressure=1` and `ONE_REQUEST_A_CONNECTION`. By default each process listens by itself
    (SO_REUSEPORT): the kernel distributes connections unevenly, eight of them for instance as 1, 1,
    2 and 4, and each stays in its process.
    """

    def _init_shared_socket(self) -> None:
        holder = SocketSpec(self.bind_addr, self.bind_port, BACKLOG).build()
        listening = socket.socket(fileno=holder.get_fd())
        listening.set_inheritable(True)
        if hasattr(socket, "TCP_DEFER_ACCEPT"):
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SECONDS_TO_ASK)
        vars(self).update(_ssp=None, _shd=holder, _sfd=listening.fileno(), _sso=listening)
