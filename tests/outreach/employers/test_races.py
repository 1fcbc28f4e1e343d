"""Partner employers at once, in real threads: one is written once, and a state is noted once."""

import pytest

from bocage.outreach.employers.operations.employers import (
    move_employer,
    open_employer,
    publish_employer,
    save_agreement,
)
from bocage.outreach.models import Campaign, EmployerMove, PartnerEmployer
from tests.outreach.coordination import coordinator_of
from tests.outreach.employers.test_employers import PARVIS, SIGNED
from tests.territory.factories import DepartementFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_employer_that_is_written_twice_at_once_is_one() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)

    results = race(
        *[lambda: open_employer(by=by, departement=orne, terms=PARVIS) for _again in range(3)]
    )

    assert outcomes(results) == {"PartnerEmployer": 1, "EmployerThere": 2}
    assert (PartnerEmployer.objects.count(), Campaign.objects.count()) == (1, 1)


def test_a_page_is_not_shown_while_its_agreement_ends() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    parvis = open_employer(by=by, departement=orne, terms=PARVIS)
    save_agreement(by=by, employer=parvis, terms=SIGNED)
    move_employer(by=by, employer=parvis, state="agreed")

    race(
        lambda: publish_employer(by=by, employer=parvis, introduction="Un assureur."),
        lambda: move_employer(by=by, employer=parvis, state="ended"),
        lambda: move_employer(by=by, employer=parvis, state="ended"),
    )

    parvis.refresh_from_db()
    parvis.link.refresh_from_db()
    assert (parvis.state, parvis.is_published) == ("ended", False)
    assert parvis.link.destination == "/"
    assert EmployerMove.objects.filter(to_state="ended").count() == 1
