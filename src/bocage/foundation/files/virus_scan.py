"""Scan of files by ClamAV, if the instance has one (BOCAGE_CLAMAV).

The daemon is reached over a socket, by its INSTREAM command: the file is sent in pieces, each
after its length in four bytes, and a zero length ends it. The answer is one line.
"""

import socket
import struct
import time
from dataclasses import dataclass
from typing import Final

from django.conf import settings

COMMAND: Final = b"zINSTREAM\0"
PIECE: Final = 64 * 1024
PATIENCE_S: Final = 20.0
"""Seconds for the whole exchange, so that a silent daemon does not block a worker."""
LONGEST_ANSWER: Final = 4096


class ScannerAway(Exception):
    """Error raised when ClamAV does not answer, or answers without a verdict: try again later."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """Result of a scan by ClamAV: the name of a virus, or an empty string."""

    virus: str

    @property
    def is_clean(self) -> bool:
        return not self.virus


def is_scanner_configured() -> bool:
    """Checks whether ClamAV is configured, so that files must be scanned before anybody reads
    them.
    """
    return bool(settings.BOCAGE.clamav)


def scan(content: bytes, *, address: str = "", patience_s: float = PATIENCE_S) -> Scanned:
    """Scans a file with ClamAV, at `address`, or by default at the address of the configuration.

    Raises:
        ScannerAway: ClamAV does not answer within `patience_s` seconds, or its answer makes
            no sense.
    """
    ends_at = time.monotonic() + patience_s
    try:
        with _connected(address or settings.BOCAGE.clamav, patience_s) as connection:
            connection.sendall(COMMAND)
            for start in range(0, len(content), PIECE):
                _wait_until(connection, ends_at)
                piece = content[start : start + PIECE]
                connection.sendall(struct.pack("!I", len(piece)) + piece)
            connection.sendall(struct.pack("!I", 0))
            answer = _answer(connection, ends_at)
    except OSError as error:
        raise ScannerAway(str(error)) from error
    return _read(answer)


def _connected(address: str, patience_s: float) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(patience_s)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=patience_s)


def _wait_until(connection: socket.socket, ends_at: float) -> None:
    remaining = ends_at - time.monotonic()
    if remaining <= 0:
        raise TimeoutError("ClamAV takes too long")
    connection.settimeout(remaining)


def _answer(connection: socket.socket, ends_at: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        _wait_until(connection, ends_at)
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer


def _read(answer: bytes) -> Scanned:
    """Parses `stream: OK` or `stream: NAME FOUND`; any other answer has no verdict."""
    text = answer.rstrip(b"\0\n").decode("utf-8", errors="replace")
    _stream, _colon, verdict = text.partition(": ")
    if verdict == "OK":
        return Scanned("")
    if verdict.endswith(" FOUND"):
        return Scanned(verdict.removesuffix(" FOUND") or "?")
    raise ScannerAway(text)
