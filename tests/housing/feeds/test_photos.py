"""Photos are fetched, written again as ours, and make homes known again."""

import io
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.feeds.operations.photos import WAITS, read_waiting_photos
from bocage.housing.models import Dwelling, ListingPhoto
from tests.housing.deduplication.pairs import doubtful_pair
from tests.housing.deduplication.record_linkage.test_photos import house
from tests.housing.factories import ListingFactory
from tests.servers.local_server import listening, saying, serving

pytestmark = pytest.mark.django_db


def as_jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()


PICTURES = {
    "/maison.jpg": as_jpeg(house(800)),
    "/maison-petite.jpg": as_jpeg(house(320)),
    "/page.html": b"<html>not a picture</html>",
}


class Pictures(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        content = PICTURES.get(self.path)
        self.send_response(200 if content else 404)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Pictures)
    with listening(httpd):
        yield f"http://127.0.0.1:{httpd.server_port}"


def make_photo(listing, address: str, position: int = 1) -> ListingPhoto:
    return ListingPhoto.objects.create(listing=listing, position=position, address=address)


def test_a_photo_is_fetched_made_smaller_and_hashed(server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    photo = make_photo(ListingFactory(), f"{server}/maison.jpg")

    assert read_waiting_photos(loopback=True) == 1

    photo.refresh_from_db()
    assert (photo.state, photo.error, photo.width, photo.height) == ("read", "", 800, 600)
    assert photo.perceptual_hash is not None
    with photo.image.open("rb") as file, Image.open(file) as image:
        assert image.format == "WEBP"


@pytest.mark.parametrize(
    ("path", "code"), [("/page.html", "photo_unreadable"), ("/rien.jpg", "gone")]
)
def test_what_is_no_photo_is_unreadable_and_says_why(server, path, code):
    photo = make_photo(ListingFactory(), f"{server}{path}")

    read_waiting_photos(loopback=True)

    photo.refresh_from_db()
    assert (photo.state, photo.error) == ("unreadable", code)


class Moods:
    """Server that fails as long as configured, and counts its requests."""

    def __init__(self):
        self.is_failing = True
        self.requests = []

    def __call__(self, handler):
        self.requests.append(handler.path)
        saying(500 if self.is_failing else 200, PICTURES["/maison.jpg"])(handler)


def test_a_photo_whose_server_fails_is_asked_for_again_later(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    now, server = timezone.now(), Moods()
    with serving(server) as address:
        photo = make_photo(ListingFactory(), f"{address}/1.jpg")
        assert read_waiting_photos(loopback=True, now=now) == 1
        photo.refresh_from_db()
        assert (photo.state, photo.error, photo.failures) == ("waiting", "server_failing", 1)

        server.is_failing = False
        assert read_waiting_photos(loopback=True, now=now + timedelta(minutes=9)) == 0
        assert read_waiting_photos(loopback=True, now=now + timedelta(minutes=10)) == 1
    photo.refresh_from_db()
    assert (photo.state, photo.error, photo.retry_at) == ("read", "", None)


def test_a_photo_is_given_up_after_days_of_failures():
    now = timezone.now()
    photo = make_photo(ListingFactory(), "http://127.0.0.1:1/1.jpg")
    for wait in (timedelta(), *WAITS):
        now += wait
        photo.refresh_from_db()
        assert photo.state == "waiting"
        assert read_waiting_photos(loopback=True, now=now) == 1
    photo.refresh_from_db()
    assert (photo.state, photo.error, photo.retry_at) == ("unreadable", "unreachable", None)
    assert read_waiting_photos(loopback=True, now=now + timedelta(days=9)) == 0


def test_a_server_that_is_down_is_asked_once_a_run(server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    down, listing = Moods(), ListingFactory()
    with serving(down) as address:
        for number in (1, 2, 3):
            make_photo(listing, f"{address}/{number}.jpg", number)
        read = make_photo(listing, f"{server}/maison.jpg", 4)
        read_waiting_photos(loopback=True)
    read.refresh_from_db()
    assert (len(down.requests), read.state) == (1, "read")
    failures = ListingPhoto.objects.filter(state="waiting").values_list("failures", flat=True)
    assert sorted(failures) == [0, 0, 1]


def test_what_could_be_read_is_looked_at_without_waiting_for_a_server_that_fails(
    server, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    listing = ListingFactory(deduplicated_at=timezone.now())
    make_photo(listing, f"{server}/maison.jpg")
    make_photo(listing, "http://127.0.0.1:1/2.jpg", 2)

    read_waiting_photos(loopback=True)

    listing.refresh_from_db()
    assert listing.deduplicated_at is None


def test_an_address_inside_the_network_is_never_fetched(server):
    photo = make_photo(ListingFactory(), f"{server}/maison.jpg")

    read_waiting_photos()

    photo.refresh_from_db()
    assert (photo.state, photo.error) == ("unreadable", "address_not_allowed")


def test_a_photo_of_the_delivery_is_read_where_it_is(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    listing = ListingFactory()
    photo = ListingPhoto(listing=listing, position=1)
    photo.image.save("maison.jpg", ContentFile(PICTURES["/maison.jpg"]))

    read_waiting_photos()

    photo.refresh_from_db()
    assert (photo.state, photo.perceptual_hash is not None) == ("read", True)


def test_a_common_photo_joins_what_was_doubtful(server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    first, second = doubtful_pair()
    assert Dwelling.objects.count() == 2
    make_photo(first, f"{server}/maison.jpg")
    make_photo(second, f"{server}/maison-petite.jpg")

    read_waiting_photos(loopback=True)
    deduplicate_pending_listings()

    assert Dwelling.objects.count() == 1


def test_photos_of_listings_that_left_are_not_fetched(server):
    make_photo(ListingFactory(withdrawn=True), f"{server}/maison.jpg")

    assert read_waiting_photos(loopback=True) == 0
