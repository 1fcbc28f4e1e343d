"""The lists that a host reads ask the database as often for one row as for three."""

import pytest
from django.urls import reverse

from bocage.workspaces.front_desk.operations.shared_addresses import make_address
from bocage.workspaces.house_rules.operations.house_rules import publish_house_rules
from bocage.workspaces.models import HouseRulesAcceptance, Place
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PassFactory,
    PassProductFactory,
    PayerFactory,
    PlaceFactory,
    ResourceFactory,
    SharedAddress,
    TariffFactory,
)

pytestmark = pytest.mark.django_db

COUNTS = pytest.mark.parametrize("count", [1, 3])
QUERIES = {
    "host_prices": 7,
    "host_payers": 4,
    "host_payer": 8,
    "host_presence": 5,
    "host_sheet": 5,
    "host_house_rules": 5,
    "host_rules": 4,
}


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def host(place):
    return HostFactory(of=place)


@pytest.fixture
def read(client, host, place, django_assert_num_queries):
    """`read(page)` reads a page of the place for the second time, and counts what it asks."""
    client.force_login(host)

    def read_again(page, *arguments):
        address = reverse(page, args=[place.slug, *arguments])
        client.get(address)
        with django_assert_num_queries(QUERIES[page]):
            answer = client.get(address)
        assert answer.status_code == 200
        return answer

    return read_again


@COUNTS
def test_prices_and_passes(place, read, count):
    for desk in ResourceFactory.create_batch(count, place=place):
        TariffFactory(place=place, kind="", resource=desk)
        PassFactory(product=PassProductFactory(place=place))

    page = read("host_prices")

    assert len(page.context["tariffs"]) == len(page.context["products"]) == count
    assert len(page.context["passes"]) == count


@COUNTS
def test_organisations_that_pay(place, read, count):
    for number in range(count):
        PayerFactory(
            place=place,
            name=f"Mairie {number}",
            people=PersonFactory.create_batch(number + 1),
        )
    PayerFactory(name="D’un autre lieu")

    listed = read("host_payers").context["payers"]

    assert [(payer.name, payer.people_number) for payer in listed] == [
        (f"Mairie {number}", number + 1) for number in range(count)
    ]


@COUNTS
def test_the_people_of_an_organisation(place, read, count):
    payer = PayerFactory(place=place, people=PersonFactory.create_batch(count))

    assert len(read("host_payer", payer.pk).context["people"]) == count


@COUNTS
@pytest.mark.parametrize("page", ["host_presence", "host_sheet"])
def test_codes_and_screens(place, host, read, count, page):
    for desk in ResourceFactory.create_batch(count, place=place):
        for kind in (SharedAddress.Kind.CHECK_IN, SharedAddress.Kind.DOOR):
            make_address(by=host, kind=kind, place=place, resource=desk)

    assert len(read(page).context["codes"]) == count


@COUNTS
def test_house_rules_with_the_number_of_acceptances(place, host, read, count):
    for number in range(count):
        rules = publish_house_rules(by=host, place=place, text=f"Version {number}")
    for person in PersonFactory.create_batch(count):
        HouseRulesAcceptance.objects.create(house_rules=rules, person=person)

    assert read("host_house_rules").context["accepted"] == count


@COUNTS
def test_the_rules_of_spaces(place, read, count):
    ResourceFactory.create_batch(count, place=place, rules={"minimum_minutes": 60})

    assert len(read("host_rules").context["spaces"]) == count
    assert Place.objects.count() == 1
