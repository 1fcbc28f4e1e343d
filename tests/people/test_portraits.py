"""Portrait and telephone that a person shows to the people whom they accompany."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from bocage.foundation.errors import NotAllowed
from bocage.foundation.files.photos import PhotoUnreadable
from bocage.foundation.files.picture_files import PORTRAIT_SIDE
from bocage.foundation.files.private_storage import private_storage
from bocage.people.models import Portrait
from bocage.people.operations.portraits import remove_portrait, set_portrait
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(client):
    person = PersonFactory(name="Nadia Belkacem")
    client.force_login(person)
    return person


def picture(colour="teal", size=(900, 1200)):
    file = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Fabricant"
    Image.new("RGB", size, colour).save(file, "JPEG", exif=exif)
    file.seek(0)
    return file


def send(client, content, name="moi.jpg"):
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return client.post(reverse("portrait"), {"photo": file})


def test_photo_is_kept_square_small_and_without_what_the_camera_wrote(client, nadia):
    answer = send(client, picture().getvalue())

    assert (answer.status_code, answer["Location"]) == (302, reverse("account"))
    response = client.get(reverse("portrait_image"))
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    with Image.open(BytesIO(b"".join(response.streaming_content))) as image:
        assert (image.size, image.format) == ((PORTRAIT_SIDE, PORTRAIT_SIDE), "WEBP")
        assert not image.getexif()
    assert reverse("portrait_image") in client.get(reverse("account")).content.decode()


def test_another_photo_takes_the_place_of_the_first(nadia, django_capture_on_commit_callbacks):
    names = []
    for colour in ("teal", "salmon"):
        with django_capture_on_commit_callbacks(execute=True):
            names.append(set_portrait(by=nadia, person=nadia, image=picture(colour)).image.name)

    assert Portrait.objects.get().image.name == names[1]
    assert [private_storage().exists(name) for name in names] == [False, True]


def test_photo_taken_away_leaves_no_file(client, nadia, django_capture_on_commit_callbacks):
    name = set_portrait(by=nadia, person=nadia, image=picture()).image.name

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("portrait_remove"))
        client.post(reverse("portrait_remove"))

    assert not private_storage().exists(name)
    assert client.get(reverse("portrait_image")).status_code == 404


@pytest.mark.parametrize(
    "content",
    [b"<script>alert(1)</script>", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, picture().getvalue()[:300]],
    ids=["a page", "half a PNG", "a cut JPEG"],
)
def test_what_is_no_photo_is_refused_and_the_earlier_one_stays(client, nadia, content):
    set_portrait(by=nadia, person=nadia, image=picture())
    stored_name = Portrait.objects.get().image.name

    answer = send(client, content)

    assert answer.status_code == 422
    assert "n’est pas une photo" in text_of(answer)
    assert Portrait.objects.get().image.name == stored_name
    assert private_storage().exists(stored_name)


def test_empty_and_oversized_uploads_are_refused(client, nadia):
    empty = client.post(reverse("portrait"), {})
    heavy = send(client, b"\xff\xd8" + b"0" * (10 * 1024 * 1024))

    assert (empty.status_code, heavy.status_code) == (422, 422)
    assert "trop lourde" in text_of(heavy)
    assert not Portrait.objects.exists()


def test_nobody_chooses_the_face_of_somebody_else(nadia):
    stranger = PersonFactory()
    set_portrait(by=stranger, person=stranger, image=picture())

    with pytest.raises(NotAllowed):
        set_portrait(by=nadia, person=stranger, image=picture())
    with pytest.raises(NotAllowed):
        remove_portrait(by=nadia, person=stranger)

    assert Portrait.objects.filter(person=stranger).exists()


def test_a_broken_photo_writes_nothing(nadia):
    with pytest.raises(PhotoUnreadable):
        set_portrait(by=nadia, person=nadia, image=BytesIO(b"rien"))

    assert not Portrait.objects.exists()


def test_the_address_of_the_form_leads_to_the_profile(client, nadia):
    assert client.get(reverse("portrait"))["Location"] == reverse("account")


@pytest.mark.parametrize(
    ("typed", "stored_number"),
    [
        ("02 33 81 00 00", "0233810000"),
        ("+33 2.33.81.00.00", "0233810000"),
        ("+44 117 496 0000", "+441174960000"),
        ("", ""),
    ],
)
def test_number_is_kept_in_one_spelling(client, nadia, typed, stored_number):
    client.post(reverse("account"), {"name": "Nadia", "phone": typed, "situation": ""})

    nadia.refresh_from_db()
    assert nadia.phone == stored_number


@pytest.mark.parametrize(
    "typed", ["12", "0000000000", "appelez-moi", "02 33 81 00 0x", "٠٢٣٣٨١٠٠٠٠"]
)
def test_malformed_number_is_refused(client, nadia, typed):
    page = client.post(reverse("account"), {"name": "Nadia", "phone": typed, "situation": ""})

    assert "il ressemble à 02 33 81 00 00" in text_of(page)
    nadia.refresh_from_db()
    assert nadia.phone == ""
