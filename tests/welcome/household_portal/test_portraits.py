"""Portrait of a person who accompanies a household: visible only to its adults."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from bocage.people.operations.portraits import set_portrait
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.pipeline.factories import coordinator, near_misses
from tests.welcome.sponsors.factories import SponsorshipFactory

pytestmark = pytest.mark.django_db


def add_portrait(person):
    file = BytesIO()
    Image.new("RGB", (400, 400), "teal").save(file, "PNG")
    file.seek(0)
    set_portrait(by=person, person=person, image=file)
    return person


@pytest.fixture
def nadia():
    return add_portrait(coordinator(person__name="Nadia Belkacem"))


def status_for(client, viewer, companion):
    client.force_login(viewer)
    answer = client.get(reverse("face", args=[companion.pk]))
    if answer.streaming:
        assert b"".join(answer.streaming_content).startswith(b"RIFF")
    return answer.status_code


def adult_of(project):
    return project.adults.get().person


def test_household_sees_its_coordinator(client, nadia):
    project = ProjectFactory(answered=True, coordinator=nadia)
    client.force_login(adult_of(project))

    page = client.get(reverse("own_project")).content.decode()
    response = client.get(reverse("face", args=[nadia.pk]))
    assert b"".join(response.streaming_content).startswith(b"RIFF")

    assert f'src="{reverse("face", args=[nadia.pk])}?' in page
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "private, max-age=600"


@pytest.mark.parametrize(
    ("status", "expected_status"), [("active", 200), ("proposed", 404), ("ended", 404)]
)
def test_household_sees_its_sponsor_while_they_accompany_it(client, status, expected_status):
    sponsorship = SponsorshipFactory(**{status: True} if status != "proposed" else {})
    companion = add_portrait(sponsorship.sponsor.person)

    assert status_for(client, adult_of(sponsorship.project), companion) == expected_status


def test_nobody_else_sees_it(client, nadia):
    ProjectFactory(answered=True, coordinator=nadia)
    distant_project = ProjectFactory(answered=True, coordinator=coordinator())
    closed_project = ProjectFactory(answered=True, coordinator=nadia)
    former = adult_of(closed_project)
    closed_project.erased_at = timezone.now()
    closed_project.save(update_fields=["erased_at"])

    for viewer in (PersonFactory(), adult_of(distant_project), former, *near_misses()):
        assert status_for(client, viewer, nadia) == 404
    client.logout()
    assert client.get(reverse("face", args=[nadia.pk])).status_code in {302, 404}


def test_coordinator_without_a_photo_has_initials(client):
    coordinator_without_photo = coordinator(person__name="Nadia Belkacem")
    project = ProjectFactory(answered=True, coordinator=coordinator_without_photo)

    assert status_for(client, adult_of(project), coordinator_without_photo) == 404
    page = client.get(reverse("own_project")).content.decode()
    assert reverse("face", args=[coordinator_without_photo.pk]) not in page
