"""The pages of the accounts of a host: what is paid on site, organisations, passes in force."""

import pytest
from django.test import Client
from django.utils import timezone

from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.models import Charge, Pass, PayingOrganisation
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PassFactory,
    PayerFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

PLACE = "/espace/lieux/telecentre-de-boitron/"


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def desk():
    """A desk of Boitron at eight euros the half-day."""
    desk = ResourceFactory(name="Poste 1", place__boitron=True)
    TariffFactory(place=desk.place)
    return desk


@pytest.fixture
def host(desk):
    return HostFactory(of=desk.place)


@pytest.fixture
def person():
    return PersonFactory(name="Camille Lefèvre")


@pytest.fixture
def booking(desk, person):
    return book_resource(by=person, resource=desk, period=morning(day_ahead(1)))


def month_of(booking):
    return f"{timezone.localtime(booking.period.lower):%Y-%m}"


# Payments on site


def test_a_host_receives_an_amount_and_takes_it_back(host, booking):
    client = client_of(host)
    page = f"{PLACE}comptes/reservation/{booking.pk}/"
    assert "8,00 €" in text_of(client.get(f"{page}encaisser/"))

    answer = client.post(f"{page}encaisser/", {"method": "cash"}, follow=True)
    assert "8,00 € encaissés." in text_of(answer)
    assert Charge.objects.get().payment_method == "cash"
    assert "Annuler l’encaissement" in text_of(client.get(f"{page}encaisser/"))

    client.post(f"{page}annuler/")
    assert Charge.objects.get().status == Charge.Status.DUE

    client.post(f"{page}offrir/")
    assert Charge.objects.get().status == Charge.Status.WAIVED
    assert "Demander quand même" in text_of(client.get(f"{page}encaisser/"))


def test_a_host_receives_the_price_of_a_pass(desk, host, person):
    sold_pass = PassFactory(product__place=desk.place, person=person)
    page = f"{PLACE}comptes/carnet/{sold_pass.pk}/"

    client_of(host).post(f"{page}encaisser/", {"method": "card"})

    assert Pass.objects.get().payment_method == "card"


def test_a_means_of_payment_that_does_not_exist_changes_nothing(host, booking):
    page = f"{PLACE}comptes/reservation/{booking.pk}/encaisser/"

    assert client_of(host).post(page, {"method": "or"}).status_code == 200
    assert Charge.objects.get().status == Charge.Status.DUE


def test_amounts_of_another_place_are_not_found(booking):
    other_place = PlaceFactory()
    client = client_of(HostFactory(of=other_place))
    for end in ("encaisser", "annuler", "offrir"):
        page = f"/espace/lieux/{other_place.slug}/comptes/reservation/{booking.pk}/{end}/"
        assert client.post(page, {"method": "cash"}).status_code == 404
    assert Charge.objects.get().status == Charge.Status.DUE


@pytest.mark.parametrize("number", [1, 3])
def test_the_accounts_take_the_same_queries_for_one_line_and_for_three(
    desk, host, number, django_assert_num_queries
):
    client = client_of(host)
    for rank in range(number):
        book_resource(
            by=PersonFactory(),
            resource=ResourceFactory(place=desk.place, name=f"Table {rank}"),
            period=morning(day_ahead(1)),
        )
    client.get(f"{PLACE}comptes/")  # The first page of a session writes it.
    with django_assert_num_queries(7):
        page = client.get(f"{PLACE}comptes/", {"mois": f"{day_ahead(1):%Y-%m}"})
    assert text_of(page).count("Encaisser") == number


# Organisations


def test_a_host_keeps_an_organisation_and_its_people(desk, host, person):
    client = client_of(host)
    data = {"name": "CCI de l’Orne", "siret": "130 023 742 00018", "billing_address": "Alençon"}
    assert client.post(f"{PLACE}structures/ajouter/", data).status_code == 302
    assert client.post(f"{PLACE}structures/ajouter/", data).status_code == 422
    payer = PayingOrganisation.objects.get()
    assert payer.siret == "13002374200018"
    page = f"{PLACE}structures/{payer.pk}/"

    client.post(f"{page}personnes/", {"email": person.email})
    client.post(f"{page}personnes/", {"email": "personne"})
    assert list(payer.people.all()) == [person]
    assert "Camille Lefèvre" in text_of(client.get(page))

    client.post(f"{page}personnes/{person.pk}/retirer/")
    assert not payer.people.exists()
    assert client.post(f"{page}personnes/{person.pk}/retirer/").status_code == 404

    assert client.post(f"{page}modifier/", {"name": "CMA", "siret": "12"}).status_code == 422
    client.post(f"{page}modifier/", {"name": "CMA"})
    client.post(f"{page}etat/")
    payer.refresh_from_db()
    assert (payer.name, payer.is_active) == ("CMA", False)


def test_the_statement_of_an_organisation_is_sent_as_a_document(desk, host, person):
    payer = PayerFactory(place=desk.place, name="CCI", people=[person])
    booking = book_resource(by=person, resource=desk, period=morning(day_ahead(1)))
    client, month = client_of(host), {"mois": month_of(booking)}
    page = f"{PLACE}structures/{payer.pk}/"

    pdf = client.get(f"{page}releve.pdf", month)

    assert pdf.content.startswith(b"%PDF-")
    assert f"releve-{month['mois']}-cci.pdf" in pdf["Content-Disposition"]
    assert b"Camille" in b"".join(client.get(f"{page}releve.csv", month))


def test_an_organisation_of_another_place_is_not_found(desk, host):
    payer = PayerFactory()
    for end in ("", "releve.pdf", "releve.csv", "modifier/"):
        page = f"{PLACE}structures/{payer.pk}/{end}"
        assert client_of(host).get(page).status_code == 404


def test_a_host_sees_who_holds_a_pass_and_what_is_left_of_it(desk, host):
    visible, hidden = (
        PersonFactory(name="Camille Lefèvre"),
        PersonFactory(shows_name_to_hosts=False),
    )
    PassFactory(product__place=desk.place, person=visible, half_days_left=3)
    PassFactory(product__place=desk.place, person=hidden, half_days_left=7)
    PassFactory(product__place=desk.place, half_days_left=0, person__name="Plus Rien")
    PassFactory(product__place=desk.place, person__name="Trop Tard", ends_on=day_ahead(0))
    PassFactory(person__name="Venu d’Ailleurs")

    page = text_of(client_of(host).get(f"{PLACE}tarifs/"))

    assert "Camille Lefèvre" in page
    assert "3 demi-journées" in page
    assert hidden.email in page
    assert not hidden.name or hidden.name not in page
    for absent in ("Plus Rien", "Trop Tard", "Venu d’Ailleurs"):
        assert absent not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_passes_in_force_take_the_same_queries_whatever_their_number(
    desk, host, number, django_assert_num_queries
):
    PassFactory.create_batch(number, product__place=desk.place)
    client = client_of(host)
    client.get(f"{PLACE}tarifs/")

    with django_assert_num_queries(7):
        client.get(f"{PLACE}tarifs/")
