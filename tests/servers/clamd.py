"""Local clamd server that speaks INSTREAM: it reads the chunks and gives the set answer."""

import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
Verdict = Callable[[bytes], bytes]


def verdict_of(content: bytes) -> bytes:
    """Returns ClamAV's verdict, which recognises the EICAR test virus."""
    return b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@contextmanager
def clamd(verdict: Verdict = verdict_of, *, is_mute: bool = False) -> Iterator[str]:
    """Runs a daemon and yields its address; a mute one reads the file and does not answer."""
    listening = socket.create_server(("127.0.0.1", 0))
    is_over = Event()

    def serve() -> None:
        while True:
            try:
                connection, _address = listening.accept()
            except OSError:
                return
            with connection:
                content = _received(connection)
                if is_mute:
                    is_over.wait(10)
                else:
                    connection.sendall(verdict(content))

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield "{}:{}".format(*listening.getsockname())
    finally:
        is_over.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def _received(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as stream:
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while (length := struct.unpack("!I", stream.read(4))[0]) > 0:
            content += stream.read(length)
        return content
