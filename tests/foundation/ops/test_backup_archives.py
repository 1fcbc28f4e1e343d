"""The file of a backup: sealed, whole or refused; and which backups outlive the others."""

import io
import tarfile
from datetime import UTC, datetime, timedelta
from errno import ENOSPC
from pathlib import Path
from typing import IO

import pyrage
import pytest

from bocage.foundation.backups.archives import unpack, written_archive
from bocage.foundation.backups.errors import BackupDamaged, BackupError
from bocage.foundation.backups.keys import secret_keys_in, write_new_key
from bocage.foundation.backups.manifest import Manifest, TableSum
from bocage.foundation.backups.rotation import NAME_FORMAT, forget_outlived, outlived

MADE_AT = datetime(2026, 11, 28, 1, 15, tzinfo=UTC)
CONTENT = b"Une longue liste de noms. " * 40_000


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, list[str]]:
    """A public key, and the secret one that opens what it seals."""
    path = tmp_path / "key.txt"
    return write_new_key(path), secret_keys_in(path)


def manifest(files: dict[str, str]) -> Manifest:
    return Manifest(
        made_at=MADE_AT,
        version="1.0",
        postgresql=18,
        migrations=["people.0001_initial"],
        secret_key_hint="01234567",
        tables={"public.people_person": TableSum(rows=2, checksum="-17")},
        sequences={},
        files=files,
    )


def archive(path: Path, recipients: list[str], content: bytes = CONTENT) -> Path:
    source = path.with_name("photo.jpg")
    source.write_bytes(content)
    with written_archive(path, recipients) as writing:
        writing.add(source, "media/été/photo.jpg")
        writing.close_with(manifest(writing.files))
    return path


def test_sealed_archive_gives_back_what_it_was_given(tmp_path, keys):
    recipient, identities = keys
    path = archive(tmp_path / "backup.tar.age", [recipient])

    manifest = unpack(path, tmp_path / "out", identities)

    assert manifest.tables["public.people_person"].rows == 2
    assert (tmp_path / "out/media/été/photo.jpg").read_bytes() == CONTENT
    assert b"longue liste" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_archive_without_recipient_is_an_ordinary_tar(tmp_path):
    path = archive(tmp_path / "backup.tar", [])

    unpack(path, tmp_path / "out", [])

    with tarfile.open(path) as tar:
        assert tar.getnames() == ["media/été/photo.jpg", "manifest.json"]


def test_file_that_goes_while_it_is_saved_is_left_out(tmp_path):
    with written_archive(tmp_path / "backup.tar", []) as writing:
        writing.add(tmp_path / "gone.jpg", "media/gone.jpg")
        writing.close_with(manifest(writing.files))

    assert unpack(tmp_path / "backup.tar", tmp_path, []).files == {}


def test_archive_sealed_for_others_stays_closed(tmp_path, keys):
    recipient, _identities = keys
    path = archive(tmp_path / "backup.tar.age", [recipient])
    identity = str(pyrage.x25519.Identity.generate())

    with pytest.raises(BackupDamaged):
        unpack(path, tmp_path / "out", [identity])


@pytest.mark.parametrize("share", [0, 0.3, 0.999])
@pytest.mark.parametrize("name", ["backup.tar", "backup.tar.age"])
def test_archive_cut_short_is_refused(tmp_path, keys, name, share):
    recipient, identities = keys
    path = archive(tmp_path / name, [recipient] if name.endswith("age") else [])
    whole = path.read_bytes()
    # The end of a tar is padding: what is cut goes into the manifest at least.
    path.write_bytes(whole[: int((len(whole) - 10_240) * share)])

    with pytest.raises(BackupDamaged):
        unpack(path, tmp_path / "out", identities)


def test_archive_whose_content_was_changed_is_refused(tmp_path):
    path = archive(tmp_path / "backup.tar", [])
    path.write_bytes(path.read_bytes().replace(b"longue", b"courte", 1))

    with pytest.raises(BackupDamaged):
        unpack(path, tmp_path / "out", [])


@pytest.mark.parametrize("name", ["../escaped", "/escaped", "media/../../escaped"])
def test_archive_of_a_stranger_does_not_leave_its_folder(tmp_path, name):
    path = tmp_path / "backup.tar"
    with tarfile.open(path, "w") as tar:
        entry = tarfile.TarInfo(name)
        entry.size = 4
        tar.addfile(entry, io.BytesIO(b"evil"))

    with pytest.raises(BackupDamaged):
        unpack(path, tmp_path / "in" / "out", [])
    assert not list(tmp_path.rglob("escaped"))


def test_link_in_an_archive_is_refused(tmp_path):
    path = tmp_path / "backup.tar"
    with tarfile.open(path, "w") as tar:
        entry = tarfile.TarInfo("media/link")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(entry)

    with pytest.raises(BackupDamaged):
        unpack(path, tmp_path / "out", [])


def test_disk_that_fills_up_is_reported_as_it_is(tmp_path, keys, monkeypatch):
    recipient, _identities = keys

    def full(source: IO[bytes], *_options: object) -> None:
        source.read(10_000)
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(pyrage, "encrypt_io", full)

    with pytest.raises(OSError, match="No space left on device"):
        archive(tmp_path / "backup.tar.age", [recipient])


def test_recipient_that_is_no_key_is_named(tmp_path):
    with pytest.raises(BackupError, match="age1nothing"):
        archive(tmp_path / "backup.tar.age", ["age1nothing"])


def test_key_is_for_its_owner_alone_and_is_never_written_over(tmp_path):
    path = tmp_path / "key.txt"
    recipient = write_new_key(path)

    assert recipient.startswith("age1")
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(BackupError):
        write_new_key(path)


@pytest.mark.parametrize("content", ["", "# public key: age1x\n\n"])
def test_file_without_key_is_refused(tmp_path, content):
    path = tmp_path / "key.txt"
    path.write_text(content)

    with pytest.raises(BackupError):
        secret_keys_in(path)


def test_a_year_of_nights_leaves_days_weeks_and_months():
    nights = [MADE_AT - timedelta(days=number) for number in range(365)]

    retained = sorted(set(nights) - set(outlived(nights)), reverse=True)

    assert retained == [
        *(MADE_AT - timedelta(days=number) for number in range(7)),
        datetime(2026, 11, 15, 1, 15, tzinfo=UTC),
        datetime(2026, 11, 8, 1, 15, tzinfo=UTC),
        datetime(2026, 11, 1, 1, 15, tzinfo=UTC),
        datetime(2026, 10, 31, 1, 15, tzinfo=UTC),
        datetime(2026, 9, 30, 1, 15, tzinfo=UTC),
        datetime(2026, 8, 31, 1, 15, tzinfo=UTC),
    ]


def test_what_lies_in_the_folder_beside_the_backups_stays(tmp_path):
    for number in range(10):
        made_at = MADE_AT - timedelta(days=30 * number)
        path = tmp_path / made_at.strftime(NAME_FORMAT)
        path.touch()
        path.with_name(path.name + ".sha256").touch()
    (tmp_path / "bocage-notes.tar").touch()

    removed = forget_outlived(tmp_path)

    assert len(removed) == 6
    assert (tmp_path / "bocage-notes.tar").exists()
    assert len(list(tmp_path.iterdir())) == 2 * 4 + 1
