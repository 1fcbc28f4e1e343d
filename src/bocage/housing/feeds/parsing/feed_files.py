"""Untrusted ZIP of a delivery: nothing that it declares is trusted before it is measured.

No file is ever written at a path that an archive names, and no member is read beyond its allowed
size, whatever it declares.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from bocage.housing.feeds.parsing.refusals import FeedRefused

MAX_OCTETS = 512 * 1024 * 1024
"""Maximum size of a delivery: a large agency with its photos stays well below."""
MULTIPART_ROOM = 64 * 1024
"""Allowance for the multipart form around an uploaded file."""
MAX_MEMBERS = 20_000
MAX_LISTINGS_OCTETS = 1024 * 1024 * 1024
MAX_PHOTO_OCTETS = 15 * 1024 * 1024
MAX_SETTINGS_OCTETS = 64 * 1024
MAX_UNPACKED = 4 * 1024 * 1024 * 1024
MAX_DESCRIPTIONS = 8 * 1024 * 1024
"""Maximum size of the metadata of the archive besides the names of members, which are read whole.
"""
MAX_RATIO = 250
RATIO_COUNTS_FROM = 8 * 1024 * 1024
"""Below this, a member that shrinks a lot is only empty columns."""

LISTINGS, CONFIG, PHOTOS = "annonces.csv", "config.txt", "photos.cfg"
ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".cab", ".iso")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    UnicodeError,
    IndexError,
    OverflowError,
)
"""Exceptions of the standard library on an archive that is broken or unsupported."""


@dataclass(slots=True)
class FeedArchive:
    """Archive whose members were checked by their declared sizes."""

    archive: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    version: str = ""
    software: str = ""
    only_changed_photos: bool = False
    """`DIFF` in `Photos.cfg`: a photo that is not in the archive is the one that we have."""
    photos: dict[str, zipfile.ZipInfo] = field(default_factory=dict)

    @contextmanager
    def listings(self) -> Iterator[IO[bytes]]:
        """Opens `Annonces.csv`, limited to its allowed size.

        Raises:
            FeedRefused: it is larger than allowed or than declared, or it is broken.
        """
        with _opened(self.archive, self.members[LISTINGS], MAX_LISTINGS_OCTETS) as stream:
            yield stream

    def photo(self, name: str) -> bytes | None:
        """Returns the bytes of a photo file, or None: not there, too heavy, or broken."""
        member = self.photos.get(name.lower())
        if member is None or member.file_size > MAX_PHOTO_OCTETS:
            return None
        try:
            with _opened(self.archive, member, MAX_PHOTO_OCTETS) as stream:
                return stream.read(MAX_PHOTO_OCTETS + 1)
        except FeedRefused:
            return None


@contextmanager
def open_archive(path: Path) -> Iterator[FeedArchive]:
    """Opens the delivery at `path`, once its members were checked.

    Raises:
        FeedRefused: it is not a ZIP, has hidden content, or lacks its listings.
    """
    if path.stat().st_size > MAX_OCTETS:
        raise FeedRefused("too_large", str(path.stat().st_size))
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise FeedRefused("not_a_zip") from error
    with archive:
        yield _checked(archive)


def _checked(archive: zipfile.ZipFile) -> FeedArchive:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise FeedRefused("too_many_members", str(len(infos)))
    if sum(len(info.extra) + len(info.comment) for info in infos) > MAX_DESCRIPTIONS:
        raise FeedRefused("zip_bomb")
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise FeedRefused("zip_bomb")
    members: dict[str, zipfile.ZipInfo] = {}
    photos: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if info.is_dir():
            continue
        _check_member(info)
        name = info.filename.rpartition("/")[2].lower()
        if name in (LISTINGS, CONFIG, PHOTOS):
            if name in members:
                raise FeedRefused("duplicate_member", info.filename)
            members[name] = info
        else:
            photos[name] = info
    if LISTINGS not in members:
        raise FeedRefused("listings_missing")
    settings = _settings(archive, members.get(CONFIG))
    photo_settings = _settings(archive, members.get(PHOTOS))
    return FeedArchive(
        archive,
        members,
        version=_version(settings.get("version", "")),
        software=settings.get("application", "")[:120],
        only_changed_photos="diff" in photo_settings.get("mode", "").lower(),
        photos=photos,
    )


def _check_member(info: zipfile.ZipInfo) -> None:
    name = info.filename
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if is_link or "\\" in name or name.startswith("/") or ".." in name.split("/"):
        raise FeedRefused("path_trick", name)
    if re.match(r"[A-Za-z]:", name) or any(ord(sign) < 0x20 for sign in name):
        raise FeedRefused("path_trick", name)
    if info.flag_bits & 0x1:
        raise FeedRefused("encrypted", name)
    if name.lower().endswith(ARCHIVES):
        raise FeedRefused("nested_archive", name)
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > RATIO_COUNTS_FROM and ratio > MAX_RATIO:
        raise FeedRefused("zip_bomb", name)


def _settings(archive: zipfile.ZipFile, member: zipfile.ZipInfo | None) -> dict[str, str]:
    """Returns the `Name=value` lines of a member, names in lower case; empty without the member."""
    if member is None:
        return {}
    with _opened(archive, member, MAX_SETTINGS_OCTETS) as stream:
        text = stream.read(MAX_SETTINGS_OCTETS).decode("cp1252", "replace")
    pairs = (line.partition("=") for line in text.splitlines())
    return {name.strip().lower(): _printable(value) for name, mark, value in pairs if mark}


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _version(text: str) -> str:
    return text if re.fullmatch(r"\d{1,2}(\.\d{1,3}){1,2}", text) else ""


@contextmanager
def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo, maximum: int) -> Iterator[IO[bytes]]:
    try:
        stream = archive.open(member)
    except BROKEN as error:
        raise FeedRefused("zip_broken", member.filename) from error
    with stream:
        yield _Measured(stream, member.filename, maximum)  # type: ignore[misc]  # what is read of it


@dataclass(slots=True)
class _Measured:
    """Member that counts the bytes actually read from it."""

    stream: IO[bytes]
    name: str
    max_octets: int
    octets: int = 0

    def read(self, size: int = -1) -> bytes:
        try:
            chunk = self.stream.read(size)
        except BROKEN as error:
            raise FeedRefused("zip_broken", self.name) from error
        self.octets += len(chunk)
        if self.octets > self.max_octets:
            raise FeedRefused("zip_bomb", self.name)
        return chunk
