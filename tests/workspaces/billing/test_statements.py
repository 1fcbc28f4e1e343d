"""Statements of a month, to the cent: of a person, of an organisation, of a place."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bocage.foundation.formatting.money import format_euros
from bocage.workspaces.billing.documents import (
    heading_of_payer,
    heading_of_person,
    heading_of_place,
    statement_pdf,
    statement_table,
    total_rows,
)
from bocage.workspaces.billing.statements import (
    account_of_payer,
    account_of_person,
    account_of_place,
    bounds_of,
    parse_month,
    statement_of,
    totals_of,
)
from bocage.workspaces.models import Charge, Pass
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    PassFactory,
    PassProductFactory,
    PayerFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    hours,
)

pytestmark = pytest.mark.django_db

MONTH = date(2027, 3, 1)
PARIS = ZoneInfo("Europe/Paris")
SOLD = datetime(2027, 3, 10, 9, tzinfo=PARIS)


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1", place__boitron=True)


def _charge(desk, person, *, day=date(2027, 3, 5), starts=9 * 60, cents=800, **fields):
    """A charge of a morning of March 2027; `method` says that it was paid."""
    method = fields.pop("method", "")
    if method:
        fields |= {"status": "paid", "payment_method": method, "paid_at": SOLD}
    return Charge.objects.create(
        booking=BookingFactory(
            resource=desk,
            booked_for=person,
            period=as_range(hours(day, starts, starts + 60)),
        ),
        amount_cents=cents,
        explanation=f"half_day 1 {cents}",
        **{"status": "due", **fields},
    )


def charged_cents(totals):
    return totals.due_cents + totals.paid_cents


def _sell(place, person, **fields):
    product = fields.pop("product", None) or PassProductFactory(place=place, name="Dix")
    pass_ = PassFactory(product=product, person=person, **fields)
    Pass.objects.filter(pk=pass_.pk).update(sold_at=SOLD)
    return pass_


def test_a_month_of_a_place_is_added_up_to_the_cent(desk):
    place, person = desk.place, PersonFactory()
    sold_pass = _sell(place, person, amount_cents=7001, paid_at=SOLD, payment_method="cheque")
    _charge(desk, person, starts=600, cents=333)
    _charge(desk, person, starts=660, cents=334, method="cash")
    _charge(desk, person, starts=720, cents=1, method="cash")
    _charge(desk, person, starts=780, cents=1250, method="card")
    _charge(desk, person, starts=840, cents=999, status="waived")
    _charge(desk, person, starts=900, cents=800, status="covered", used_pass=sold_pass, half_days=2)
    _charge(desk, person, starts=960, cents=10_000, status="void")
    _charge(ResourceFactory(), person, cents=50_000)  # Another place.

    totals = totals_of(account_of_place(place), bounds_of(MONTH))

    assert totals.due_cents == 333
    assert totals.paid_cents == 334 + 1 + 1250 + 7001
    assert totals.methods == [("espèces", 335), ("chèque", 7001), ("carte", 1250)]
    assert (totals.waived_cents, totals.half_days, totals.lines) == (999, 2, 7)


def test_lines_and_totals_tell_the_same(desk):
    person = PersonFactory()
    for number in range(7):
        _charge(desk, person, starts=480 + 60 * number, cents=101 + number)
    _sell(desk.place, person)

    statement = statement_of(account_of_place(desk.place), MONTH)

    assert sum(line.owed_cents for line in statement.lines) == charged_cents(statement.totals)
    assert len(statement.lines) == statement.totals.lines == 8


def test_a_month_is_counted_once_however_much_it_pays_for(desk):
    person, place = PersonFactory(), desk.place
    room = ResourceFactory(place=place, meeting_room=True)
    product = PassProductFactory(place=place, month=True, space_kinds=["desk", "meeting_room"])
    month = _sell(place, person, product=product, starts_on=MONTH)
    for space in (desk, room):
        for days in (5, 6):
            day = date(2027, 3, days)
            _charge(space, person, day=day, status="covered", used_pass=month)

    for account in (account_of_person(person), account_of_place(place)):
        statement = statement_of(account, MONTH)
        assert statement.totals.due_cents == charged_cents(statement.totals) == 12_000
        assert [line.owed_cents for line in statement.lines if line.owed_cents] == [12_000]
        assert [line.count for line in statement.lines if line.charge] == [product.name] * 4


def test_an_empty_month_is_all_nothing():
    totals = statement_of(account_of_place(PlaceFactory()), MONTH).totals

    assert (charged_cents(totals), totals.lines, totals.methods) == (0, 0, [])
    assert list(total_rows(totals)) == [("Reste à payer", format_euros(0))]


def test_a_month_begins_and_ends_at_the_midnights_of_the_place(desk):
    person = PersonFactory()
    _charge(desk, person, day=date(2027, 2, 28), starts=23 * 60, cents=1)
    _charge(desk, person, day=date(2027, 3, 1), starts=0, cents=10)
    _charge(desk, person, day=date(2027, 3, 31), starts=23 * 60, cents=100)
    _charge(desk, person, day=date(2027, 4, 1), starts=0, cents=1000)

    assert totals_of(account_of_place(desk.place), bounds_of(MONTH)).due_cents == 110


def test_a_person_reads_what_is_theirs_and_does_not_owe_what_their_organisation_pays(desk):
    person, neighbour = PersonFactory(), PersonFactory()
    payer = PayerFactory(place=desk.place, people=[person])
    other_desk = ResourceFactory(name="Table", place__name="La Halle")
    _charge(desk, person, starts=540, cents=800)
    _charge(desk, person, starts=660, cents=700, payer=payer)
    _charge(other_desk, person, cents=600, method="cash")
    _charge(desk, neighbour, starts=780, cents=50_000)
    _sell(desk.place, neighbour)

    statement = statement_of(account_of_person(person), MONTH)

    totals = statement.totals
    assert (totals.due_cents, totals.by_payer_cents, totals.paid_cents) == (800, 700, 600)
    assert {line.person for line in statement.lines} == {person}
    assert {line.place for line in statement.lines} == {"Télécentre de Boitron", "La Halle"}


def test_an_organisation_reads_what_it_pays_and_nothing_else_of_its_people(desk):
    person = PersonFactory()
    payer = PayerFactory(place=desk.place, people=[person])
    _charge(desk, person, starts=540, cents=800, payer=payer)
    _charge(desk, person, starts=660, cents=50_000)
    _charge(desk, PersonFactory(), starts=780, cents=50_000, payer=PayerFactory(place=desk.place))
    _sell(desk.place, person, payer=payer, amount_cents=7000)

    totals = totals_of(account_of_payer(payer), bounds_of(MONTH))

    assert (totals.due_cents, totals.by_payer_cents, totals.lines) == (7800, 0, 2)


@pytest.mark.parametrize("number", [1, 3])
def test_a_statement_is_read_in_four_queries_and_its_totals_in_one(
    desk, number, django_assert_num_queries
):
    payer = PayerFactory(place=desk.place)
    for rank in range(number):
        person = PersonFactory()
        sold_pass = _sell(desk.place, person, product=PassProductFactory(place=desk.place))
        _charge(
            desk,
            person,
            starts=540 + 60 * rank,
            status="covered",
            used_pass=sold_pass,
            half_days=1,
            payer=payer,
        )
    account = account_of_place(desk.place)

    with django_assert_num_queries(1):
        totals_of(account, bounds_of(MONTH))
    with django_assert_num_queries(4):
        statement = statement_of(account, MONTH)
        _header, rows = statement_table(statement, heading_of_place(desk.place))
        assert len(list(rows)) == number * 2


def test_a_table_shows_numbers_that_a_spreadsheet_adds_up(desk):
    person = PersonFactory(name="=HYPERLINK(1)", shows_name_to_hosts=True)
    _charge(desk, person, cents=1250, method="cash")

    header, rows = statement_table(
        statement_of(account_of_place(desk.place), MONTH), heading_of_place(desk.place)
    )

    assert header == ["Jour", "Personne", "Quoi", "Calcul", "État", "Montant (€)"]
    assert list(rows) == [
        [
            "05/03/2027",
            "=HYPERLINK(1)",
            "Poste 1, 9\u00a0h\u00a0– 10\u00a0h",
            "1 demi-journée à 12,50\u00a0€",
            "payé (espèces)",
            "12,50",
        ]
    ]


def test_whoever_hides_their_name_is_known_by_their_address(desk):
    _charge(desk, PersonFactory(name="Camille", shows_name_to_hosts=False, email="c@e.example"))

    _header, rows = statement_table(
        statement_of(account_of_place(desk.place), MONTH), heading_of_place(desk.place)
    )

    assert next(rows)[1] == "c@e.example"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_statement_is_a_document(desk, language):
    from django.utils import translation

    person = PersonFactory()
    payer = PayerFactory(place=desk.place, siret="13002374200018", billing_address="1 rue\nAlençon")
    _charge(desk, person, payer=payer)
    cases = [
        (account_of_person(person), heading_of_person(person)),
        (account_of_payer(payer), heading_of_payer(payer)),
        (account_of_place(desk.place), heading_of_place(desk.place)),
    ]
    with translation.override(language):
        for account, heading in cases:
            assert statement_pdf(statement_of(account, MONTH), heading).startswith(b"%PDF-")


@pytest.mark.parametrize("text", ["", "2026-13", "1999-12", "hier", "2026-11-03", "9999-99"])
def test_invalid_month_is_the_current_one(text):
    assert parse_month(text) == parse_month("")


def test_a_month_of_the_address_is_read():
    assert parse_month("2027-03") == MONTH
