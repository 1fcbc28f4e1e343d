"""Archives (ZIP) sent while they are made: none takes more memory than its longest file."""

from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile


class _Passage:
    """Write buffer of the archive, from which each piece is taken at once."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, octets: bytes) -> int:
        self._waiting.append(bytes(octets))
        return len(octets)

    def flush(self) -> None:
        """Does nothing: no byte waits anywhere else."""

    def take(self) -> bytes:
        chunk, self._waiting = b"".join(self._waiting), []
        return chunk


def zip_pieces(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yields the bytes of a ZIP archive of files, each given by its name and its content; a file is
    read once the one before it is on its way.
    """
    passage = _Passage()
    with ZipFile(passage, "w", ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # writes, and never seeks
        for name, content in files:
            archive.writestr(name, content)
            yield passage.take()
    yield passage.take()
