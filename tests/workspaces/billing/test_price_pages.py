"""The pages of prices: a place with prices, one's spending, and what a host asks for."""

import csv
import io

import pytest
from django.test import Client
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.workspaces.billing.errors import PassNotSold
from bocage.workspaces.billing.operations.prices import sell_pass_to_visitor, withdraw_pass_product
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.models import Charge, Pass, PassProduct, Tariff
from bocage.workspaces.scheduling.operations.visitors import Visitor
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PassFactory,
    PassProductFactory,
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


# The place, and what somebody spends


def test_a_place_with_prices_says_them_before_one_books(desk):
    page = text_of(Client().get(desk.place.get_absolute_url()))

    assert "Poste8,00 € la demi-journée" in page
    assert "gratuit" not in page


def test_a_place_without_any_tariff_says_nothing_of_prices():
    desk = ResourceFactory()
    page = text_of(Client().get(desk.place.get_absolute_url()))

    assert "Réserver" in page
    assert "gratuit" not in page
    assert "Tarifs" not in page


def test_the_price_of_a_month_is_among_the_prices_of_a_place(desk):
    ResourceFactory(place=desk.place, meeting_room=True, name="Salle 1")
    PassProductFactory(place=desk.place, month=True)
    PassProductFactory(
        place=desk.place, name="Dix", half_days=10, space_kinds=["desk", "meeting_room"]
    )

    page = text_of(Client().get(desk.place.get_absolute_url()))

    assert "Poste8,00 € la demi-journée, 120,00 € le mois" in page
    assert "Salle de réunionsans tarif indiqué" in page
    assert "gratuit" not in page
    assert "Un mois de poste : 120,00 € le mois, de date à date, pour les postes" in page
    assert "Dix : 70,00 € les 10 demi-journées, pour les postes et les salles de réunion" in page


def test_a_space_is_free_where_somebody_wrote_it(desk):
    ResourceFactory(place=desk.place, meeting_room=True, name="Salle 1")
    TariffFactory(place=desk.place, kind="meeting_room", amount_cents=0)

    assert "Salle de réuniongratuit" in text_of(Client().get(desk.place.get_absolute_url()))


def test_two_monthly_passes_of_the_same_spaces_have_different_names(desk):
    PassProductFactory(place=desk.place, month=True)
    PassProductFactory(place=desk.place, month=True, name="Mois étudiant", amount_cents=6000)

    page = text_of(Client().get(desk.place.get_absolute_url()))

    assert "la demi-journée, 120,00" not in page
    assert "Mois étudiant : 60,00 € le mois" in page


def test_who_holds_a_month_reads_what_it_pays_for(desk, person):
    ResourceFactory(place=desk.place, meeting_room=True)
    TariffFactory(place=desk.place, kind="meeting_room")
    product = PassProductFactory(
        place=desk.place, month=True, space_kinds=["desk", "meeting_room", "phone_booth"]
    )
    PassFactory(product=product, person=person)

    page = text_of(
        client_of(person).get(
            desk.place.get_absolute_url(), {"jour": day_ahead(1), "moment": "matin"}
        )
    )

    assert "Votre mois paie les postes et les salles de réunion." in page


@pytest.mark.parametrize(
    ("remaining", "sentence"),
    [
        (3, "Votre carnet paie les postes : il reste 3 demi-journées."),
        (0, None),
    ],
)
def test_who_holds_a_pass_reads_what_is_left_of_it(desk, person, remaining, sentence):
    PassFactory(product__place=desk.place, person=person, half_days_left=remaining)
    PassFactory(product__place=desk.place, half_days_left=7)  # Pass of another person.

    page = text_of(
        client_of(person).get(
            desk.place.get_absolute_url(), {"jour": day_ahead(1), "moment": "matin"}
        )
    )

    assert (sentence in page) if sentence else ("votre carnet" not in page)


def test_a_booking_says_its_price_and_lets_its_holder_keep_their_pass(desk, person):
    PassFactory(product__place=desk.place, person=person)
    booking = book_resource(by=person, resource=desk, period=morning(day_ahead(1)))
    client = client_of(person)
    page = f"/mes-reservations/{booking.pk}/"
    assert "Garder mon carnet, payer sur place" in text_of(client.get(page))

    client.post(f"{page}garder-mon-carnet/")
    assert "8,00 €, à payer sur place" in text_of(client.get(page))
    assert Charge.objects.get().status == Charge.Status.DUE

    client.post(f"{page}sur-mon-carnet/")
    assert Charge.objects.get().status == Charge.Status.COVERED


@pytest.mark.parametrize("way", ["sur-mon-carnet", "garder-mon-carnet"])
def test_somebody_else_finds_no_way_to_pay(booking, way):
    answer = client_of(PersonFactory()).post(f"/mes-reservations/{booking.pk}/{way}/")

    assert answer.status_code == 404


def test_page_without_a_pass_has_a_sentence(booking, person):
    answer = client_of(person).post(f"/mes-reservations/{booking.pk}/sur-mon-carnet/", follow=True)

    assert "Il ne reste pas assez de demi-journées sur le carnet." in text_of(answer)


def test_person_reads_their_own_spending_alone(booking, person, desk):
    PassFactory(product=PassProductFactory(place=desk.place, name="Le mien"), person=person)
    PassFactory(product=PassProductFactory(place=desk.place, name="Le sien"))
    book_resource(
        by=PersonFactory(),
        resource=ResourceFactory(place=desk.place, name="Poste 2"),
        period=morning(day_ahead(1)),
    )

    page = text_of(client_of(person).get("/mes-depenses/", {"mois": month_of(booking)}))

    assert "Poste 1" in page
    assert "8,00 €" in page
    assert "Le mien" in page
    assert "Poste 2" not in page
    assert "Le sien" not in page


def test_an_empty_month_says_why(person):
    assert "Rien à payer ce mois-ci" in text_of(client_of(person).get("/mes-depenses/"))


def test_spending_is_for_those_who_are_signed_in():
    assert Client().get("/mes-depenses/").status_code == 302


def test_a_statement_is_kept_as_a_document_and_as_a_table(booking, person):
    client, month = client_of(person), {"mois": month_of(booking)}

    pdf = client.get("/mes-depenses/releve.pdf", month)
    table = client.get("/mes-depenses/releve.csv", month)

    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(b"".join(table).decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Jour", "Lieu", "Quoi", "Calcul", "État", "Montant (€)"]
    assert rows[1][-1] == "8,00"
    assert client.get("/mes-depenses/releve.exe").status_code == 404


# The host's tariffs and passes

HOST_PAGES = [
    "tarifs/",
    "tarifs/ajouter/",
    "carnets/ajouter/",
    "carnets/vendre/",
    "comptes/",
    "comptes/releve.pdf",
    "comptes/releve.csv",
    "structures/",
    "structures/ajouter/",
]


@pytest.mark.parametrize("page", HOST_PAGES)
def test_accounts_are_for_who_runs_the_place(desk, host, page):
    assert client_of(host).get(PLACE + page).status_code == 200
    assert client_of(HostFactory(of=PlaceFactory())).get(PLACE + page).status_code == 404
    assert client_of(PersonFactory()).get(PLACE + page).status_code == 404


def test_a_host_sets_a_price_and_takes_it_away(desk, host):
    client = client_of(host)
    data = {"target": str(desk.pk), "unit": "hour", "amount_cents": "2,50"}
    assert client.post(f"{PLACE}tarifs/ajouter/", data).status_code == 302
    tariff = Tariff.objects.get(resource=desk)
    assert tariff.amount_cents == 250

    client.post(f"{PLACE}tarifs/{tariff.pk}/retirer/")
    assert not Tariff.objects.filter(resource=desk).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"amount_cents": ""},
        {"amount_cents": "douze"},
        {"amount_cents": "-1"},
        {"amount_cents": "99999999"},
        {"unit": "year"},
        {"target": "castle"},
        {"target": "0199b7a4-0000-7000-8000-000000000001"},
        {"target": "x" * 10_000},
    ],
)
def test_a_price_of_no_sense_is_refused_beside_its_field(desk, host, changes):
    data = {"target": "desk", "unit": "hour", "amount_cents": "2,50"} | changes

    assert client_of(host).post(f"{PLACE}tarifs/ajouter/", data).status_code == 422
    assert Tariff.objects.count() == 1


def test_a_host_finds_the_month_among_the_units_and_sets_its_price(desk, host):
    client = client_of(host)
    assert "le mois" in text_of(client.get(f"{PLACE}tarifs/ajouter/"))
    data = {"target": "desk", "unit": "month", "amount_cents": "120"}

    answer = client.post(f"{PLACE}tarifs/ajouter/", data, follow=True)

    assert "Le mois est en vente, à ce prix." in text_of(answer)
    assert "Un mois de poste : 120,00 € le mois, de date à date, pour les postes" in text_of(answer)
    assert list(Tariff.objects.values_list("unit", flat=True)) == ["half_day"]


def test_a_month_of_what_is_free_says_that_nobody_else_pays(desk, host):
    ResourceFactory(place=desk.place, meeting_room=True)
    data = {"target": "meeting_room", "unit": "month", "amount_cents": "300"}

    answer = client_of(host).post(f"{PLACE}tarifs/ajouter/", data, follow=True)

    assert "sans autre tarif, on ne paie rien pour les salles de réunion" in text_of(answer)


def test_a_month_of_one_space_alone_is_not_sold(desk, host):
    data = {"target": str(desk.pk), "unit": "month", "amount_cents": "120"}

    answer = client_of(host).post(f"{PLACE}tarifs/ajouter/", data)

    assert answer.status_code == 422
    assert "Un mois vaut pour tous les espaces de même nature" in text_of(answer)
    assert not PassProduct.objects.exists()


def test_the_tariff_of_another_place_is_not_taken_away(desk, host):
    tariff = TariffFactory()

    assert client_of(host).post(f"{PLACE}tarifs/{tariff.pk}/retirer/").status_code == 404


def test_host_puts_passes_on_sale_and_withdraws_one(desk, host):
    client = client_of(host)
    ten_half_days = {
        "kind": "half_days",
        "name": "Dix",
        "space_kinds": ["desk"],
        "amount_cents": "70",
        "half_days": "10",
        "valid_days": "365",
    }
    month = ten_half_days | {"kind": "month", "name": "Un mois"}
    assert client.post(f"{PLACE}carnets/ajouter/", ten_half_days).status_code == 302
    assert client.post(f"{PLACE}carnets/ajouter/", month).status_code == 302
    assert client.post(f"{PLACE}carnets/ajouter/", ten_half_days).status_code == 422
    assert (
        client.post(f"{PLACE}carnets/ajouter/", ten_half_days | {"half_days": ""}).status_code
        == 422
    )
    for kinds in ([], ["castle"], ["training_room"]):
        data = ten_half_days | {"name": "Rien", "space_kinds": kinds}
        assert client.post(f"{PLACE}carnets/ajouter/", data).status_code == 422
    assert list(PassProduct.objects.order_by("name").values_list("name", "half_days")) == [
        ("Dix", 10),
        ("Un mois", None),
    ]

    product = PassProduct.objects.get(name="Dix")
    client.post(f"{PLACE}carnets/{product.pk}/arreter/")
    product.refresh_from_db()
    assert not product.is_active
    other_product = PassProductFactory()
    assert client.post(f"{PLACE}carnets/{other_product.pk}/arreter/").status_code == 404


def test_a_host_sells_a_pass_to_somebody_without_an_account(desk, host):
    product = PassProductFactory(place=desk.place)
    data = {
        "name": "Nouvelle@Exemple.example",
        "product": str(product.pk),
        "starts_on": str(timezone.localdate()),
        "method": "cash",
    }

    assert client_of(host).post(f"{PLACE}carnets/vendre/", data).status_code == 302

    sold_pass = Pass.objects.get()
    assert (sold_pass.person.email, sold_pass.payment_method) == (
        "nouvelle@exemple.example",
        "cash",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "x" * 10_000},
        {"name": "pas@une adresse"},
        {"name": "Inconnue"},
        {"contact": "06"},
        {"person": "0199b7a4-0000-7000-8000-000000000001"},
        {"starts_on": "hier"},
        {"method": "or"},
    ],
)
def test_a_sale_of_no_sense_is_refused(desk, host, changes):
    product = PassProductFactory(place=desk.place)
    data = {
        "name": "a@exemple.example",
        "product": str(product.pk),
        "starts_on": "2026-12-01",
        "method": "",
    } | changes

    assert 400 <= client_of(host).post(f"{PLACE}carnets/vendre/", data).status_code < 500
    assert not Pass.objects.exists()


def test_a_host_sells_a_pass_to_somebody_who_has_only_a_telephone(desk, host):
    product = PassProductFactory(place=desk.place)
    data = {
        "name": "Odette Vallée",
        "contact": "06 12 34 56 78",
        "product": str(product.pk),
        "starts_on": str(timezone.localdate()),
    }

    assert client_of(host).post(f"{PLACE}carnets/vendre/", data).status_code == 302
    book_resource(
        by=host, booked_for=Pass.objects.get().person, resource=desk, period=morning(day_ahead(1))
    )

    assert Pass.objects.get().person.name == "Odette Vallée"
    assert Pass.objects.get().half_days_left == 9


def test_a_pass_is_sold_to_who_was_chosen_among_those_who_came(desk, host, person, booking):
    product = PassProductFactory(place=desk.place)
    data = {
        "name": "camille",
        "person": str(person.pk),
        "product": str(product.pk),
        "starts_on": str(timezone.localdate()),
    }

    assert client_of(host).post(f"{PLACE}carnets/vendre/", data).status_code == 302
    assert Pass.objects.get().person == person


def test_nobody_is_made_for_a_pass_that_is_not_sold(desk, host):
    product = PassProductFactory(place=desk.place)
    other_product = PassProductFactory()
    for refused_product, by in ((other_product, host), (product, PersonFactory())):
        with pytest.raises(NotAllowed):
            sell_pass_to_visitor(
                by=by,
                product=refused_product,
                visitor=Visitor(name="Odette", contact="06 12 34 56 78"),
            )
    withdraw_pass_product(by=host, product=product)
    withdrawn_product = PassProduct.objects.get(pk=product.pk)
    withdrawn_product.is_active = True
    with pytest.raises(PassNotSold):
        sell_pass_to_visitor(
            by=host,
            product=withdrawn_product,
            visitor=Visitor(name="Odette", contact="06 12 34 56 78"),
        )
    assert not Person.objects.filter(name="Odette").exists()


def test_the_pass_of_another_place_is_not_sold_here(desk, host):
    PassProductFactory(place=desk.place)
    data = {
        "name": "a@exemple.example",
        "product": str(PassProductFactory().pk),
        "starts_on": "2026-12-01",
    }

    assert client_of(host).post(f"{PLACE}carnets/vendre/", data).status_code == 422
