"""People at once at one evening, in real threads: one seat is one seat, one letter is one."""

import pytest

from bocage.foundation.models import OutgoingMail
from bocage.outreach.evenings.operations.evenings import plan_evening
from bocage.outreach.evenings.operations.invitations import invite_neighbours, send_invitations
from bocage.outreach.models import Campaign, CityEvening, EveningInvitation, EveningRegistration
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.registrations.operations.events import call_off_event
from bocage.registrations.operations.registrations import confirm_registration
from tests.outreach.coordination import coordinator_of
from tests.outreach.evenings.test_evenings import plan
from tests.outreach.factories import (
    ConsentFactory,
    EveningFactory,
    EveningRegistrationFactory,
    at,
)
from tests.territory.factories import DepartementFactory
from tests.workspaces.bookings.test_races import outcomes, race

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_last_seat_goes_to_one_and_the_others_wait() -> None:
    evening = EveningFactory(capacity=1)
    registrations = EveningRegistrationFactory.create_batch(4, event=evening, unconfirmed=True)

    race(
        *[
            lambda key=registration.pk: confirm_registration(
                registration=EveningRegistration(pk=key)
            )
            for registration in (*registrations, registrations[0])
        ]
    )

    evening.refresh_from_db()
    states = sorted(EveningRegistration.objects.values_list("state", flat=True))
    assert states == ["registered", *["waiting"] * 3]
    assert evening.seats_taken == 1


def test_an_evening_that_is_prepared_twice_at_once_is_one() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)

    results = race(
        *[lambda: plan_evening(by=by, departement=orne, plan=plan()) for _again in range(3)]
    )

    assert outcomes(results)["CityEvening"] == 1
    assert (CityEvening.objects.count(), Campaign.objects.count()) == (1, 1)


def test_two_workers_send_each_invitation_once() -> None:
    evening = EveningFactory()
    departement = evening.campaign.departement
    for number in range(6):
        ConsentFactory(
            purpose="evenings",
            prospect__departement=departement,
            prospect__origin="Paris",
            prospect__email=f"voisin{number}@ville.example",
        )
    by = coordinator_of(departement)
    race(*[lambda: invite_neighbours(by=by, evening=evening) for _again in range(2)])
    assert EveningInvitation.objects.count() == 6
    OutgoingMail.objects.all().delete()
    EveningInvitation.objects.update(state="waiting", sent_at=None)

    race(*[lambda: send_invitations(now=at(1, 12)) for _worker in range(3)])

    assert OutgoingMail.objects.filter(kind__endswith="EveningInvites").count() == 6
    assert not EveningInvitation.objects.filter(state="waiting").exists()


def test_who_confirms_while_it_is_called_off_or_while_they_are_erased_is_reported_once() -> None:
    evening = EveningFactory()
    by = coordinator_of(evening.campaign.departement)
    consent = ConsentFactory(
        prospect__departement=evening.campaign.departement, prospect__email="ada@ville.example"
    )
    registration = EveningRegistrationFactory(
        event=evening,
        unconfirmed=True,
        email="ada@ville.example",
        prospect=consent.prospect,
        purposes=["letters"],
    )

    race(
        lambda: confirm_registration(registration=registration),
        lambda: call_off_event(by=by, event=evening),
        lambda: erase_prospect(prospect=consent.prospect),
    )

    registration.refresh_from_db()
    evening.refresh_from_db()
    assert (registration.state, evening.seats_taken) == ("cancelled", 0)
