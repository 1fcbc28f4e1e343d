"""Archives that are not what they say: refused before anything is believed."""

import contextlib
import os
import stat
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bocage.housing.feeds.parsing import feed_files
from bocage.housing.feeds.parsing.feed_files import open_archive
from bocage.housing.feeds.parsing.poliris import read_listings
from bocage.housing.feeds.parsing.refusals import FeedRefused
from tests.housing.feed_files import SAMPLES, line, zipped


@pytest.fixture
def path(tmp_path):
    return tmp_path / "annonces.zip"


def read(path):
    with open_archive(path) as delivery, delivery.listings() as stream:
        return list(read_listings(stream))


def refusal(path):
    with pytest.raises(FeedRefused) as refused:
        read(path)
    return refused.value.code


def archive(path, *members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zip_file:
        for name, content in members:
            zip_file.writestr(name, content)


def test_a_sound_one_tells_its_version_software_and_mode(path):
    path.write_bytes(
        zipped(
            [line()],
            {
                "config.TXT": b"Version=4.09\r\nApplication=Logiciel / 2\r\n",
                "Photos.cfg": b"Mode=DIFF",
            },
        )
    )
    with open_archive(path) as delivery:
        assert (delivery.version, delivery.software) == ("4.09", "Logiciel / 2")
        assert delivery.only_changed_photos


def test_listings_are_enough_and_may_stand_in_a_folder(path):
    archive(path, ("export/ANNONCES.CSV", line()))
    assert len(read(path)) == 1


def test_what_is_no_archive_is_refused(path):
    path.write_bytes(b"PK\x03\x04 but no more")
    assert refusal(path) == "not_a_zip"


def test_one_without_listings_is_refused(path):
    archive(path, ("Config.txt", "Version=4.12"))
    assert refusal(path) == "listings_missing"


def test_two_of_the_same_member_are_refused(path):
    archive(path, ("Annonces.csv", line()), ("autre/annonces.csv", line()))
    assert refusal(path) == "duplicate_member"


@pytest.mark.parametrize(
    "name", ["../Annonces.csv", "/etc/passwd", "a\\..\\b.jpg", "C:/x.jpg", "a/../../b.jpg"]
)
def test_names_that_leave_their_folder_are_refused(path, name):
    archive(path, ("Annonces.csv", line()), (name, "x"))
    assert refusal(path) == "path_trick"


def test_a_link_is_refused(path):
    info = zipfile.ZipInfo("photo.jpg")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive(path, ("Annonces.csv", line()), (info, "/etc/passwd"))
    assert refusal(path) == "path_trick"


@pytest.mark.parametrize("name", ["autre.zip", "photos.RAR", "x.tar.gz"])
def test_an_archive_within_is_refused(path, name):
    archive(path, ("Annonces.csv", line()), (name, "x"))
    assert refusal(path) == "nested_archive"


def test_a_bomb_is_refused_by_what_it_announces(path):
    archive(path, ("Annonces.csv", b"\0" * (32 * 1024 * 1024)))
    assert refusal(path) == "zip_bomb"


def test_a_bomb_that_lies_is_stopped_on_the_way(path, monkeypatch):
    monkeypatch.setattr(feed_files, "MAX_LISTINGS_OCTETS", 100_000)
    archive(path, ("Annonces.csv", os.urandom(200_000)))
    assert refusal(path) == "zip_bomb"


def test_a_member_that_is_broken_is_refused(path):
    content = bytearray(zipped([line()] * 50))
    content[60:90] = b"\0" * 30
    path.write_bytes(content)
    assert refusal(path) == "zip_broken"


def test_one_with_a_password_is_refused(path):
    content = bytearray(zipped([line()]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(content)
    assert refusal(path) == "encrypted"


def test_one_of_two_gigabytes_is_refused_before_it_is_opened(path):
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    assert refusal(path) == "too_large"


def test_too_many_members_are_refused(path, monkeypatch):
    monkeypatch.setattr(feed_files, "MAX_MEMBERS", 3)
    archive(path, *((f"{number}.jpg", "x") for number in range(4)))
    assert refusal(path) == "too_many_members"


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_damage_anywhere_is_read_or_refused(tmp_path_factory, data):
    content = bytearray((SAMPLES / "perche-immo-1.zip").read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("zip") / "x.zip"
    path.write_bytes(content)
    rows = []
    with contextlib.suppress(FeedRefused):
        rows = read(path)
    assert all(row.row is not None or row.problems for row in rows)


def test_photo_files_are_found_whatever_their_case(path):
    path.write_bytes(zipped([line()], {"REF1-a.JPG": b"bytes"}))
    with open_archive(path) as delivery:
        assert delivery.photo("ref1-A.jpg") == b"bytes"
        assert delivery.photo("other.jpg") is None
