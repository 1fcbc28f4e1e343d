"""House rules: accepted once for each version, by whoever books."""

import pytest

from bocage.workspaces.bookings.errors import HouseRulesNotAccepted
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.house_rules.errors import HouseRulesChanged, HouseRulesInvalid
from bocage.workspaces.house_rules.operations.house_rules import (
    accept_house_rules,
    publish_house_rules,
)
from bocage.workspaces.models import HouseRules, HouseRulesAcceptance
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    day_ahead,
    hours,
)

pytestmark = pytest.mark.django_db

NINE, TEN, ELEVEN, NOON = 540, 600, 660, 720


def test_house_rules_are_accepted_once_for_each_version():
    desk = ResourceFactory()
    host, person = HostFactory(of=desk.place), PersonFactory()
    first = publish_house_rules(by=host, place=desk.place, text="On range sa tasse.")
    day = day_ahead(1)

    with pytest.raises(HouseRulesNotAccepted):
        book_resource(by=person, resource=desk, period=hours(day, NINE, TEN))
    accept_house_rules(by=person, house_rules=first)
    accept_house_rules(by=person, house_rules=first)
    book_resource(by=person, resource=desk, period=hours(day, NINE, TEN))

    second = publish_house_rules(by=host, place=desk.place, text="On range sa tasse et la sienne.")
    with pytest.raises(HouseRulesNotAccepted):
        book_resource(by=person, resource=desk, period=hours(day, TEN, ELEVEN))
    with pytest.raises(HouseRulesChanged):
        accept_house_rules(by=PersonFactory(), house_rules=first)
    accept_house_rules(by=person, house_rules=second)
    book_resource(by=person, resource=desk, period=hours(day, TEN, ELEVEN))
    book_resource(by=host, resource=desk, period=hours(day, ELEVEN, NOON))

    assert (first.version, second.version) == (1, 2)
    assert HouseRulesAcceptance.objects.filter(person=person).count() == 2


def test_the_same_house_rules_again_are_no_new_version():
    place = PlaceFactory()
    host = HostFactory(of=place)

    first = publish_house_rules(by=host, place=place, text="On range.\r\nOn éteint.")
    same_version = publish_house_rules(by=host, place=place, text=" On range.\nOn éteint.  ")

    assert first == same_version
    assert HouseRules.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  \n ", "a" * 10_001, "avec un \0 dedans"])
def test_house_rules_that_are_none(text):
    place = PlaceFactory()

    with pytest.raises(HouseRulesInvalid):
        publish_house_rules(by=HostFactory(of=place), place=place, text=text)
