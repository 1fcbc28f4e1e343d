"""Invitations to evenings: recipients, time of sending, and valid consent only."""

from datetime import datetime, timedelta
from itertools import count

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.foundation.models import OutgoingMail
from bocage.outreach.evenings.errors import EveningNotOpen, NobodyNearby
from bocage.outreach.evenings.neighbours import neighbours_of
from bocage.outreach.evenings.operations.invitations import (
    invite_club_guests,
    invite_neighbours,
    send_invitations,
)
from bocage.outreach.evenings.operations.registrations import (
    answer_as_guest,
    come_by_invitation,
    decline_invitation,
)
from bocage.outreach.models import CityEvening, EveningInvitation, EveningRegistration, Touch
from bocage.outreach.prospects.operations.consents import withdraw_consents
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.people.models import Person
from bocage.registrations.operations.events import call_off_event
from bocage.territory.models import Departement
from tests.network.factories import MemberFactory
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import ConsentFactory, EveningFactory, ProspectFactory, at
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory

pytestmark = pytest.mark.django_db

NOON, NIGHT = at(1, 12), at(1, 3)
numbers = count()


def lives(departement: Departement, origin: str, **fields: object):  # type: ignore[no-untyped-def]
    """Creates a prospect with a free-text place of residence, who agreed to be invited."""
    return ConsentFactory(
        purpose="evenings",
        prospect__departement=departement,
        prospect__origin=origin,
        prospect__email=f"voisin{next(numbers)}@ville.example",
        **fields,
    ).prospect


def origins(evening: CityEvening) -> set[str]:
    return {prospect.origin for prospect in neighbours_of(evening)}


def by_of(evening: CityEvening) -> Person:
    return coordinator_of(evening.campaign.departement)


def test_neighbours_are_found_in_the_words_in_which_they_say_where_they_live() -> None:
    evening = EveningFactory(around="Montreuil ; 92, 94300, 2A, .*, x")
    orne = evening.campaign.departement
    near = {
        *(
            "PARIS 11e",
            "paris",
            "75011 Paris",
            "93100 Montreuil",
            "Nanterre 92000",
            "94300",
            "20000",
        ),
    }
    near -= {"20000"}
    for origin in (*near, "Rouen", "Parisot", "94200 Ivry", "", "192000", "x"):
        lives(orne, origin)
    lives(DepartementFactory(sarthe=True), "Paris")
    assert origins(evening) == near


def test_only_who_agreed_now_has_an_address_and_is_not_invited_is_a_neighbour() -> None:
    evening = EveningFactory()
    orne = evening.campaign.departement
    ProspectFactory(departement=orne, origin="Paris")
    ConsentFactory(prospect__departement=orne, prospect__origin="Paris", purpose="letters")
    lives(orne, "Paris", waiting=True)
    withdraw_consents(prospect=lives(orne, "Paris"), withdrawn_by="link")
    erase_prospect(prospect=lives(orne, "Paris"))
    assert not origins(evening)
    lives(orne, "Paris")
    assert invite_neighbours(by=by_of(evening), evening=evening) == 1
    with pytest.raises(NobodyNearby):
        invite_neighbours(by=by_of(evening), evening=evening)


def test_communes_around_a_known_one_are_invited_by_distance() -> None:
    sees = CommuneFactory(name="Sées", latitude=48.605, longitude=0.171, postcodes=["61500"])
    CommuneFactory(
        name="Mortrée",
        latitude=48.637,
        longitude=0.077,
        postcodes=["61570"],
        departement=sees.departement,
    )
    CommuneFactory(
        name="L’Aigle",
        latitude=48.763,
        longitude=0.628,
        postcodes=["61300"],
        departement=sees.departement,
    )
    evening = EveningFactory(
        city="Alençon", commune=sees, reach_km=12, campaign__departement=sees.departement
    )
    for origin in ("mortrée", "61570", "L’Aigle", "61300"):
        lives(sees.departement, origin)
    assert origins(evening) == {"mortrée", "61570"}


def test_agreement_is_asked_as_each_leaves_by_day() -> None:
    evening = EveningFactory()
    orne = evening.campaign.departement
    stays, leaves, erased = (lives(orne, "Paris") for _number in range(3))
    assert invite_neighbours(by=by_of(evening), evening=evening) == 3
    withdraw_consents(prospect=leaves, withdrawn_by="link", purpose="evenings")
    erase_prospect(prospect=erased)
    assert send_invitations(now=NIGHT) == 0
    assert send_invitations(now=NOON) == 2
    assert send_invitations(now=NOON) == 0
    assert OutgoingMail.objects.get().recipient == stays.email
    states = dict(EveningInvitation.objects.values_list("prospect", "state"))
    assert states == {stays.pk: "sent", leaves.pk: "dropped"}


def test_nothing_leaves_for_an_evening_that_is_off_or_over() -> None:
    evening = EveningFactory()
    lives(evening.campaign.departement, "Paris")
    invite_neighbours(by=by_of(evening), evening=evening)
    call_off_event(by=by_of(evening), event=evening)
    assert send_invitations(now=NOON) == 0
    draft = EveningFactory(draft=True, campaign=evening.campaign)
    with pytest.raises(EveningNotOpen):
        invite_neighbours(by=by_of(evening), evening=draft)
    with pytest.raises(NotAllowed):
        invite_neighbours(by=PersonFactory(), evening=EveningFactory())
    assert not OutgoingMail.objects.exists()


def invited(evening: CityEvening, now: datetime = NOON) -> EveningInvitation:
    prospect = lives(evening.campaign.departement, "Paris")
    invite_neighbours(by=by_of(evening), evening=evening)
    send_invitations(now=now)
    return EveningInvitation.objects.get(prospect=prospect)


def test_yes_in_one_click_is_a_seat_and_a_touch_and_no_gives_it_back() -> None:
    evening = EveningFactory()
    invitation = invited(evening)
    seated = come_by_invitation(invitation=invitation)
    assert come_by_invitation(invitation=invitation) == seated
    assert (seated.state, seated.prospect) == ("registered", invitation.prospect)
    touch = Touch.objects.get()
    assert (touch.campaign, touch.link) == (evening.campaign, evening.link)
    invitation.refresh_from_db()
    assert invitation.answer == "yes"
    assert decline_invitation(invitation=invitation).answer == "no"
    assert EveningRegistration.objects.get().state == "cancelled"
    assert come_by_invitation(invitation=invitation).state == "registered"


def test_an_answer_that_comes_too_late_is_shown_so() -> None:
    invitation = invited(EveningFactory())
    later = timezone.now() + timedelta(days=30)
    with pytest.raises(NoLongerPossible):
        come_by_invitation(invitation=invitation, now=later)
    with pytest.raises(NoLongerPossible):
        decline_invitation(invitation=invitation, now=later)
    assert invitation.prospect is not None
    erase_prospect(prospect=invitation.prospect)
    with pytest.raises(NoLongerPossible):
        come_by_invitation(invitation=invitation)


def test_guests_of_the_club_are_asked_once_and_take_no_seat() -> None:
    evening = EveningFactory()
    commune = CommuneFactory(departement=evening.campaign.departement)
    member = MemberFactory(commune=commune)
    stranger = PersonFactory()
    person_ids = [member.person_id, stranger.pk]
    assert invite_club_guests(by=by_of(evening), evening=evening, people=person_ids) == 1
    assert invite_club_guests(by=by_of(evening), evening=evening, people=person_ids) == 0
    send_invitations(now=NOON)
    invitation = EveningInvitation.objects.get()
    assert answer_as_guest(invitation=invitation, answer="yes").answer == "yes"
    assert not EveningRegistration.objects.exists()
    OutgoingMail.objects.all().delete()
    call_off_event(by=by_of(evening), event=evening, reason="La salle ferme.")
    assert OutgoingMail.objects.get().recipient == member.person.email
