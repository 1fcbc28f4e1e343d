import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.test import RequestFactory
from PIL import Image

from bocage.foundation.files.photo_sizes import delete_photo, photo_response, source_set
from bocage.foundation.files.picture_files import write_webp

NAME = "places/a.webp"


@pytest.fixture
def storage():
    """A place for files that holds one photo of 1600 by 1200."""
    memory_storage = InMemoryStorage()
    memory_storage.save(NAME, ContentFile(write_webp(Image.new("RGB", (1600, 1200), "green"))))
    return memory_storage


def served_size(storage, address, name=NAME):
    """The size of the picture that an address answers with."""
    answer = photo_response(RequestFactory().get(address), storage, name)
    assert answer["Content-Type"] == "image/webp"
    with Image.open(io.BytesIO(b"".join(answer))) as image:
        return image.size


def test_a_photo_is_served_and_stored_at_the_requested_width(storage):
    assert served_size(storage, "/p?largeur=480") == (480, 360)
    assert storage.exists("places/a-480.webp")
    assert served_size(storage, "/p?largeur=480") == (480, 360)
    assert served_size(storage, "/p?largeur=960") == (960, 720)
    assert storage.listdir("places")[1] == ["a.webp", "a-480.webp", "a-960.webp"]


@pytest.mark.parametrize("width", ["", "481", "-480", "480.0", "99999999", "480x", "%00"])
def test_any_other_width_is_the_whole_photo_and_makes_no_file(storage, width):
    assert served_size(storage, f"/p?largeur={width}") == (1600, 1200)
    assert storage.listdir("places")[1] == ["a.webp"]


def test_a_photo_that_is_small_already_is_not_made_again(storage):
    storage.save("places/b.webp", ContentFile(write_webp(Image.new("RGB", (400, 300)))))

    assert served_size(storage, "/p?largeur=480", "places/b.webp") == (400, 300)
    assert "b-480.webp" not in storage.listdir("places")[1]


def test_two_who_ask_at_once_leave_one_file(storage, monkeypatch):
    save = storage.save

    def late(name, content):
        monkeypatch.setattr(storage, "save", save)
        save(name, ContentFile(content.read()))
        return save(name, content)

    monkeypatch.setattr(storage, "save", late)

    assert served_size(storage, "/p?largeur=480") == (480, 360)
    assert sorted(storage.listdir("places")[1]) == ["a-480.webp", "a.webp"]


def test_a_photo_that_is_not_there_is_reported(storage):
    with pytest.raises(FileNotFoundError):
        photo_response(RequestFactory().get("/p?largeur=480"), storage, "places/none.webp")


def test_a_photo_goes_with_all_its_widths(storage):
    served_size(storage, "/p?largeur=480")
    served_size(storage, "/p?largeur=960")

    delete_photo(storage, NAME)

    assert storage.listdir("places")[1] == []


def test_a_browser_is_offered_the_widths_below_that_of_the_photo():
    assert source_set("/p", 1600) == "/p?largeur=480 480w, /p?largeur=960 960w, /p 1600w"
    assert source_set("/p", 800) == "/p?largeur=480 480w, /p 800w"
    assert source_set("/p", 300) == "/p 300w"
