"""Parser of an HTTP/1.1 response that arrives in pieces (RFC 9112)."""

from __future__ import annotations

HEAD_END = b"\r\n\r\n"
LINE_END = b"\r\n"
BODILESS = frozenset({204, 304})

Complete = tuple[int, bytes, bytes]
"""Status, head and body."""


class AnswerReader:
    """Received part of a response; each piece is parsed once, whatever the total length."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._head: bytes | None = None
        self._length: int | None = None
        """Length of the body; None for a chunked one."""
        self._chunks: list[bytes] = []

    def read(self, data: bytes) -> Complete | None:
        """Returns the whole response with its last piece, None before that."""
        self._received += data
        if self._head is None and not self._reads_head():
            return None
        body = self._chunked() if self._length is None else self._of_its_length(self._length)
        return None if body is None else (self._status, self._head or b"", body)

    @property
    def _status(self) -> int:
        return int((self._head or b"")[9:12])

    def _reads_head(self) -> bool:
        head, end, body = self._received.partition(HEAD_END)
        if not end:
            return False
        self._head, self._received = bytes(head), body
        lowered = self._head.lower()
        if self._status in BODILESS:
            self._length = 0
        elif b"transfer-encoding: chunked" not in lowered:
            length = lowered.partition(b"content-length:")[2].split(LINE_END, 1)[0]
            self._length = int(length or b"0")
        return True

    def _of_its_length(self, length: int) -> bytes | None:
        return bytes(self._received[:length]) if len(self._received) >= length else None

    def _chunked(self) -> bytes | None:
        read = 0
        body = None
        while body is None and (line_end := self._received.find(LINE_END, read)) >= 0:
            size = int(self._received[read:line_end].split(b";")[0], 16)
            start = line_end + len(LINE_END)
            if len(self._received) < start + size + len(LINE_END):
                break
            if size == 0:
                body = b"".join(self._chunks)
            self._chunks.append(bytes(self._received[start : start + size]))
            read = start + size + len(LINE_END)
        del self._received[:read]
        return body
