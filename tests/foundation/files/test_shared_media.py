"""Uploaded files on a storage that speaks S3: a real server of this machine."""

from contextlib import closing

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InvalidStorageError, storages
from django.core.files.storage.handler import StorageHandler
from moto.server import ThreadedMotoServer

from bocage.foundation.files.shared_media import shared_storage
from bocage.foundation.files.stored_files import on_disk, writing_stored_file
from bocage.housing.feeds.operations import stored_files
from bocage.housing.models import FeedRun


@pytest.fixture(scope="module")
def server():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield f"127.0.0.1:{server.get_host_and_port()[1]}"
    server.stop()


@pytest.fixture
def bucket(server):
    """The storage of a new bucket, as an instance has it."""
    client = boto3.client(
        "s3", endpoint_url=f"http://{server}", region_name="fr-par",
        aws_access_key_id="cle", aws_secret_access_key="secret",
    )  # fmt: skip
    with closing(client):
        client.create_bucket(
            Bucket="bocage", CreateBucketConfiguration={"LocationConstraint": "fr-par"}
        )
        configured = shared_storage(f"s3://cle:secret@{server}/bocage?tls=no", "private")
        yield StorageHandler({"default": configured})["default"]
        for entry in client.list_objects_v2(Bucket="bocage").get("Contents", []):
            client.delete_object(Bucket="bocage", Key=entry["Key"])
        client.delete_bucket(Bucket="bocage")


def test_a_file_is_read_back_from_the_bucket_and_never_overwritten(bucket):
    first = bucket.save("portraits/maud.webp", ContentFile(b"one"))
    second = bucket.save("portraits/maud.webp", ContentFile(b"two"))

    assert first != second
    with bucket.open(first) as file:
        assert file.read() == b"one"
    bucket.delete(first)
    with pytest.raises(FileNotFoundError):
        bucket.open(first)


def test_a_delivery_is_stored_read_from_a_disk_and_forgotten(bucket, monkeypatch):
    monkeypatch.setattr(FeedRun._meta.get_field("file"), "storage", bucket)

    stored = stored_files.store([b"one ", b"two"], slug="perche-immo")

    with on_disk(bucket, stored.name) as path:
        assert path.read_bytes() == b"one two"
    assert not path.exists()
    stored_files.forget_file(stored.name)
    stored_files.forget_file(stored.name)
    with on_disk(bucket, stored.name) as path:
        assert not path.exists()


@pytest.mark.django_db
def test_deliveries_that_nobody_waits_for_are_found_in_the_bucket(bucket, monkeypatch):
    monkeypatch.setattr(FeedRun._meta.get_field("file"), "storage", bucket)
    assert stored_files.forget_left_files() == 0

    stored_files.store([b"left"], slug="perche-immo")
    monkeypatch.setattr(stored_files, "FORGOTTEN_AFTER", -stored_files.FORGOTTEN_AFTER)
    assert stored_files.forget_left_files() == 1


@pytest.mark.parametrize("kind", ["bucket", "disk"])
def test_a_file_that_fails_while_it_comes_is_nowhere(kind, request, tmp_path):
    storage = request.getfixturevalue("bucket") if kind == "bucket" else FileSystemStorage(tmp_path)

    def fail_half_way():
        with writing_stored_file(storage, "feeds/one") as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert not storage.exists("feeds/one")


@pytest.mark.parametrize(
    "url",
    [
        "https://cle:secret@server/bucket",
        "s3://server/bucket",
        "s3://cle@server/bucket",
        "s3://cle:secret@server",
        "s3://cle:secret@server/bucket/folder",
    ],
)
def test_an_address_that_does_not_name_all_is_refused(url):
    with pytest.raises(ValueError, match="BOCAGE_MEDIA_URL"):
        shared_storage(url, "media")


def test_an_instance_without_it_keeps_files_in_its_folder():
    with pytest.raises(InvalidStorageError):
        storages["private"]
