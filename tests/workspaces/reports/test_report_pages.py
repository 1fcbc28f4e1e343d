"""The pages of reports, their tables for spreadsheets, and their workbooks."""

from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.people.models import Role
from bocage.people.operations.scopes import scope_of
from bocage.workspaces.models import UnmetWish, Visit
from bocage.workspaces.reports.report import TABLES
from tests.people.factories import MandateFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking():
    return BookingFactory(resource__place__boitron=True, resource__name="Poste de la fenêtre")


def period_around_today(days=40):
    today = timezone.localdate()
    return {"du": str(today - timedelta(days=days)), "au": str(today + timedelta(days=days))}


def coordinator_of(departement):
    return MandateFactory(role=Role.COORDINATOR, scope=scope_of(departement)).person


def place_page(client, place, **query):
    return client.get(reverse("place_report", args=[place.slug]), query or period_around_today())


def sheets(content):
    """The texts of each sheet of a workbook, in order."""
    with ZipFile(BytesIO(content)) as book:
        names = sorted(name for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
        return [
            [text for text in ElementTree.fromstring(book.read(name)).itertext() if text.strip()]  # noqa: S314 - our own file
            for name in names
        ]


def test_a_host_reads_the_report_of_the_place(client, booking):
    client.force_login(HostFactory(of=booking.place))

    page = place_page(client, booking.place).content.decode()

    assert "Poste de la fenêtre" in page
    assert page.count('<svg class="chart"') >= 3
    assert "L’occupation est le temps réservé" in page


def test_a_host_of_another_place_finds_no_report(client, booking):
    client.force_login(HostFactory(of=PlaceFactory()))

    assert place_page(client, booking.place).status_code == 404
    for name, arguments in (
        ("place_report_table", [booking.place.slug, "occupation"]),
        ("place_report_workbook", [booking.place.slug]),
    ):
        assert client.get(reverse(name, args=arguments)).status_code == 404


def test_a_place_to_which_nobody_came_says_what_to_do(client):
    place = PlaceFactory()
    client.force_login(HostFactory(of=place))

    response = place_page(client, place)

    assert response.context["report"].is_empty
    assert "Rien à compter sur cette période" in response.content.decode()


def test_hostile_dates_give_the_month_and_say_so(client, booking):
    client.force_login(HostFactory(of=booking.place))

    response = place_page(client, booking.place, du="2026-02-31", au="'; DROP TABLE x; --")

    assert response.status_code == 200
    assert "DROP TABLE" not in response.content.decode()
    assert "ces dates sont incomplètes" in response.content.decode().lower()


@pytest.mark.parametrize("key", TABLES)
def test_each_table_is_sent_as_csv(client, booking, key):
    client.force_login(HostFactory(of=booking.place))

    response = client.get(
        reverse("place_report_table", args=[booking.place.slug, key]), period_around_today()
    )

    content = b"".join(response.streaming_content).decode()
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert content.startswith("\ufeff")
    assert ";" in content.splitlines()[0]


def test_a_name_that_is_a_formula_is_only_a_text(client):
    formula = '=HYPERLINK("http://example.org")'
    booking = BookingFactory(resource__name=formula)
    place = booking.place
    client.force_login(HostFactory(of=place))

    table = client.get(
        reverse("place_report_table", args=[place.slug, "occupation"]), period_around_today()
    )
    book = client.get(reverse("place_report_workbook", args=[place.slug]), period_around_today())

    assert "'=HYPERLINK" in b"".join(table.streaming_content).decode()
    assert formula in sheets(book.content)[0]
    with ZipFile(BytesIO(book.content)) as content:
        assert b"<f>" not in content.read("xl/worksheets/sheet1.xml")


def test_the_workbook_has_a_sheet_for_each_table(client, booking):
    client.force_login(HostFactory(of=booking.place))

    response = client.get(
        reverse("place_report_workbook", args=[booking.place.slug]), period_around_today()
    )

    assert len(sheets(response.content)) == len(TABLES)
    assert response.headers["Content-Disposition"].endswith('.xlsx"')
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_coordinator_reads_the_places_and_the_searches_of_the_territory(client, booking):
    commune = booking.place.commune
    other_commune = CommuneFactory(code="72181", departement=DepartementFactory(sarthe=True))
    BookingFactory(resource__place=PlaceFactory(commune=other_commune, name="Ailleurs"))
    for near in (commune, other_commune):
        UnmetWish.objects.create(commune=near, reason="search", period=as_range(day_ahead(1)))
    client.force_login(coordinator_of(commune.departement))

    response = client.get(reverse("territory_report"), period_around_today())

    report = response.context["report"]
    assert [use.name for use in report.uses] == [booking.place.name]
    assert [unmet.wishes for unmet in report.unmet] == [1]
    assert "Ailleurs" not in response.content.decode()


@pytest.mark.parametrize("name", ["territory_report", "territory_report_workbook"])
def test_a_host_has_no_territory(client, booking, name):
    client.force_login(HostFactory(of=booking.place))

    assert client.get(reverse(name)).status_code == 404


def test_a_territory_without_places_says_what_to_do(client):
    client.force_login(coordinator_of(DepartementFactory(sarthe=True)))

    page = client.get(reverse("territory_report"), period_around_today()).content.decode()

    assert "Rien à compter sur cette période" in page


def test_the_tables_and_the_workbook_of_a_territory_are_sent(client, booking):
    client.force_login(coordinator_of(booking.place.commune.departement))

    table = client.get(
        reverse("territory_report_table", args=["occupation"]), period_around_today()
    )
    book = client.get(reverse("territory_report_workbook"), period_around_today())

    assert booking.place.name in b"".join(table.streaming_content).decode()
    assert booking.place.name in sheets(book.content)[0]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_territory_takes_the_same_queries_for_one_place_and_for_three(
    client, count, django_assert_num_queries
):
    departement = DepartementFactory(sarthe=True)
    commune = CommuneFactory(departement=departement)
    for _number in range(count):
        place = PlaceFactory(commune=commune)
        BookingFactory(resource=ResourceFactory(place=place))
        Visit.objects.create(
            place=place, is_walk_in=True, people=6, origin=commune, arrived_at=timezone.now()
        )
    client.force_login(coordinator_of(departement))
    client.get(reverse("territory_report"), period_around_today())

    with django_assert_num_queries(8):
        response = client.get(reverse("territory_report"), period_around_today())

    assert len(response.context["report"].uses) == count


def test_the_espace_leads_to_the_reports(client, booking):
    client.force_login(coordinator_of(booking.place.commune.departement))
    assert reverse("territory_report") in client.get(reverse("espace")).content.decode()

    client.force_login(HostFactory(of=booking.place))
    page = client.get(reverse("host_place", args=[booking.place.slug])).content.decode()
    assert reverse("place_report", args=[booking.place.slug]) in page
