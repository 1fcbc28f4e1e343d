"""The pages of partner employers: for everybody, and for who follows them."""

import io

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from bocage.outreach.employers.operations.employers import EmployerTerms, open_employer
from bocage.outreach.models import EmployerContact, PartnerEmployer, Prospect, Touch
from bocage.people.models import Person
from tests.outreach.contact.test_contact import worked
from tests.outreach.coordination import coordinator_of
from tests.outreach.employers.test_employers import PARVIS, publish
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.workspaces.factories import ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(client: Client) -> Person:
    person = coordinator_of(DepartementFactory())
    client.force_login(person)
    return person


@pytest.fixture
def parvis(by: Person) -> PartnerEmployer:
    return open_employer(by=by, departement=DepartementFactory(), terms=PARVIS)


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(content, "PNG")
    return SimpleUploadedFile("logo.png", content.getvalue(), content_type="image/png")


def test_an_employer_goes_from_a_call_to_a_public_page(client: Client, by: Person) -> None:
    assert by
    client.post(reverse("employer_open"), {"name": "Atelier Onze", "city": "Rouen"})
    employer = PartnerEmployer.objects.get()
    at = {
        name: reverse(f"employer_{name}", args=[employer.pk])
        for name in ("detail", "agreement", "move", "step", "publish", "save_logo", "contact_add")
    }
    assert Client().get(employer.get_absolute_url()).status_code == 404
    assert "n’est pas publiée" in text_of(client.get(employer.get_absolute_url()))
    agreed = {"agreement": "letter", "signed_on": "2026-03-09", "offers": "Un bureau."}
    assert client.post(at["agreement"], agreed).url == at["detail"]
    assert client.post(at["publish"], {"introduction": "Un atelier."}).status_code == 422
    assert client.post(at["move"], {"state": "agreed", "note": "Oui !"}).url == at["detail"]
    assert client.post(at["publish"], {"introduction": "Un atelier."}).url == at["detail"]
    assert client.post(at["save_logo"], {"logo": picture()}).url == at["detail"]
    assert (
        client.post(at["contact_add"], {"name": "Nora", "phone": "0612345678"}).status_code == 302
    )
    client.post(at["step"], {"step": "Rappeler", "due_on": "2026-01-05"})
    assert "Rappeler" in text_of(client.get(at["detail"]))
    page = text_of(Client().get(employer.get_absolute_url()))
    assert "Un bureau." in page
    assert "Nora" not in page
    assert "Atelier Onze" in text_of(Client().get(reverse("employer_directory")))
    logo = Client().get(reverse("employer_logo", args=[employer.slug]))
    assert logo.content.startswith(b"\x89PNG")
    client.post(at["publish"], {"retirer": "1"})
    assert Client().get(employer.get_absolute_url()).status_code == 404
    contact = EmployerContact.objects.get()
    client.post(reverse("employer_contact_remove", args=[contact.pk]))
    assert not EmployerContact.objects.exists()


def test_who_writes_from_the_page_came_by_its_link(by: Person, parvis: PartnerEmployer) -> None:
    publish(by, parvis)
    visitor = Client()
    led = visitor.get(f"/l/{parvis.link.code}")
    assert led.headers["Location"] == f"{parvis.get_absolute_url()}?c={parvis.link.code}"
    page = visitor.get(parvis.get_absolute_url()).content.decode()
    assert f'name="c" value="{parvis.link.code}"' in page
    assert page.count(f"?c={parvis.link.code}") == 2
    assert "Un bureau, à la demi-journée" not in page
    ResourceFactory()
    cache.clear()
    page = visitor.get(parvis.get_absolute_url()).content.decode()
    assert page.count(f"?c={parvis.link.code}") == 3
    assert "Un bureau, à la demi-journée" in page
    fields = {"email": "ada@ville.example", "purposes": ["letters"], "c": parvis.link.code}
    visitor.post("/gardons-le-contact/", {**fields, **worked()})
    assert Prospect.objects.get().email == "ada@ville.example"
    assert Touch.objects.get().campaign == parvis.campaign


@pytest.mark.usefixtures("by")
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 100_000},
        {"city": "\0"},
        {"siret": "123"},
        {"siret": "73282932000075"},
        {"size": "géant"},
        {"website": "javascript:alert(1)"},
        {"website": "ftp://parvis.example"},
    ],
)
def test_a_form_that_cannot_be_kept_comes_back(client: Client, wrong: dict[str, str]) -> None:
    fields = {"name": "Parvis", "city": "Paris", **wrong}
    assert client.post(reverse("employer_open"), fields).status_code == 422
    assert not PartnerEmployer.objects.exists()


def test_actions_that_cannot_be_come_back_with_a_sentence(
    client: Client, parvis: PartnerEmployer
) -> None:
    hostile: list[tuple[str, dict[str, object]]] = [
        ("move", {"state": "agreed"}),
        ("move", {"state": "pirate"}),
        ("step", {"step": "Rappeler"}),
        ("step", {"due_on": "2026-02-30"}),
        ("contact_add", {"name": "Nora"}),
        ("contact_add", {"name": "Nora", "phone": "douze"}),
        ("publish", {"introduction": ""}),
        ("save_logo", {}),
        ("save_logo", {"logo": SimpleUploadedFile("logo.png", b"<svg/>")}),
        ("agreement", {"agreement": "letter"}),
        ("agreement", {"agreement": "letter", "signed_on": "2026-03-09", "ends_on": "2026-03-08"}),
        ("agreement", {"envoyer": "1"}),
        ("agreement", {"envoyer": "1", "document": SimpleUploadedFile("a.pdf", b"MZ")}),
    ]
    for name, fields in hostile:
        response = client.post(reverse(f"employer_{name}", args=[parvis.pk]), fields)
        assert response.status_code == 422, (name, fields)


def test_the_document_is_for_who_follows_it_alone(client: Client, parvis: PartnerEmployer) -> None:
    address = reverse("employer_document", args=[parvis.pk])
    assert client.get(address).status_code == 404
    fields = {"envoyer": "1", "document": picture()}
    assert client.post(reverse("employer_agreement", args=[parvis.pk]), fields).status_code == 302
    response = client.get(address)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.getvalue().startswith(b"\x89PNG")
    stranger = Client()
    stranger.force_login(PersonFactory())
    assert stranger.get(address).status_code == 404
    for name in ("detail", "change", "agreement"):
        document = reverse(f"employer_{name}", args=[parvis.pk])
        assert stranger.get(document).status_code == 404
    assert stranger.get(reverse("employer_list")).status_code == 404


def test_lists_ask_as_much_for_three_as_for_one(
    client: Client, by: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(reverse("employer_list"))
    for size in (1, 2):
        for number in range(size):
            terms = EmployerTerms(name=f"Employeur {size} {number}", city="Paris")
            publish(by, open_employer(by=by, departement=DepartementFactory(), terms=terms))
        with django_assert_num_queries(6):
            client.get(reverse("employer_list"))
        with django_assert_num_queries(1):
            Client().get(reverse("employer_directory"))
