"""Two who begin at once, in real threads."""

import pytest

from bocage.first_steps.models import TerritoryArrival
from bocage.first_steps.operations.arrivals import ask_for_departement
from bocage.first_steps.operations.ownership import make_owner_link, take_instance
from bocage.people.models import Mandate
from tests.people.factories import MandateFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_open_the_link_at_once_one_has_the_instance():
    token = make_owner_link().rstrip("/").rpartition("/")[2]

    results = race(
        *[
            lambda number=number: take_instance(
                token=token, email=f"p{number}@perche.example", name="Ada"
            )
            for number in range(4)
        ]
    )

    assert outcomes(results) == {"Taken": 1, "LinkReplaced": 3}
    assert Mandate.objects.count() == 1


@pytest.mark.usefixtures("one_departement")
def test_departement_asked_for_twice_at_once_comes_once():
    person = MandateFactory().person

    results = race(*[lambda: ask_for_departement(by=person, code="61")] * 3)

    assert outcomes(results) == {"TerritoryArrival": 3}
    assert TerritoryArrival.objects.count() == 1
