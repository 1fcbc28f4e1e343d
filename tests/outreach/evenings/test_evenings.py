"""Evenings in cities: prepared, opened, moved, called off; who comes, who waits, who was there."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed, Refusal
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.foundation.models import OutgoingMail
from bocage.outreach.campaigns.errors import CampaignClosed
from bocage.outreach.campaigns.results import campaign_results
from bocage.outreach.evenings.errors import (
    AlreadyThanked,
    EveningBackwards,
    EveningClosed,
    EveningInThePast,
    EveningMadeAlready,
    EveningMovedMeanwhile,
    EveningNotBegun,
    EveningNotTakingPlace,
    EveningOver,
    EveningToCome,
    EveningWordsMissing,
    FewerSeatsThanPeople,
    TooManyAtOnce,
    TooManyWalkIns,
)
from bocage.outreach.evenings.operations.door import note_present, note_walk_in, thank_attendees
from bocage.outreach.evenings.operations.evenings import (
    EveningPlan,
    change_evening,
    plan_evening,
    rent_of,
)
from bocage.outreach.evenings.operations.registrations import Coming, ask_to_come
from bocage.outreach.models import (
    CampaignExpense,
    CityEvening,
    EveningRegistration,
    Prospect,
    ProspectConsent,
    Touch,
)
from bocage.outreach.prospects.errors import NotAnAddress
from bocage.outreach.prospects.formatting import words_of
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.people.errors import TooManyAttempts
from bocage.registrations.operations.clock import forget_names, hold_past_events, remind_registered
from bocage.registrations.operations.events import call_off_event, open_event
from bocage.registrations.operations.registrations import confirm_registration, leave_event
from tests.outreach.coordination import coordinator_of
from tests.outreach.factories import (
    CampaignFactory,
    EveningFactory,
    EveningRegistrationFactory,
    ProspectFactory,
    at,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db


def plan(**fields: object) -> EveningPlan:
    terms = EveningPlan(
        title="Et si vous viviez dans le Perche ?",
        city="Paris",
        location="Café de l’Orne, 75014 Paris",
        starts_at=at(7, 19),
        ends_at=at(7, 21),
        capacity=20,
        rent_cents=15_000,
    )
    return replace(terms, **fields)  # type: ignore[arg-type]


def ada(**fields: object) -> Coming:
    return replace(Coming(name="Ada", email=" Ada@Ville.example "), **fields)  # type: ignore[arg-type]


def registered(evening: CityEvening, **fields: object) -> EveningRegistration:
    ask_to_come(evening=evening, coming=ada(**fields))
    registration = EveningRegistration.objects.latest("requested_at")
    return confirm_registration(registration=registration)


def test_an_evening_opens_its_campaign_with_a_link_and_what_the_room_costs() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    evening = plan_evening(by=by, departement=orne, plan=plan())
    campaign = evening.campaign
    assert (campaign.channel, campaign.status, campaign.origin) == ("evening", "running", "Paris")
    assert campaign.landing_path == evening.link.destination == f"/soirees/{evening.pk}/"
    assert CampaignExpense.objects.get().amount_cents == rent_of(evening) == 15_000
    assert not evening.is_public
    opened = open_event(by=by, event=evening)
    assert open_event(by=by, event=evening).opened_at == opened.opened_at
    cheaper = change_evening(by=by, evening=evening, plan=plan(rent_cents=9_000))
    assert rent_of(cheaper) == 9_000
    assert change_evening(by=by, evening=evening, plan=plan(rent_cents=0)).sequence == 0
    assert not CampaignExpense.objects.exists()


def test_an_evening_may_be_of_a_campaign_that_is_there() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    tour = CampaignFactory(departement=orne, name="Tournée d’hiver")
    first = plan_evening(by=by, departement=orne, plan=plan(), campaign=tour)
    second = plan_evening(by=by, departement=orne, plan=plan(title="Rouen"), campaign=tour)
    assert {first.campaign, second.campaign} == {tour}
    assert first.link != second.link
    CampaignFactory._meta.model.objects.update(status="closed", closed_at=timezone.now())
    with pytest.raises(CampaignClosed):
        plan_evening(by=by, departement=orne, plan=plan(title="Trop tard"), campaign=tour)


def test_what_cannot_be_is_refused_in_a_sentence_and_leaves_nothing() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    refused: dict[type[Refusal], EveningPlan] = {
        EveningBackwards: plan(ends_at=at(7, 18)),
        EveningInThePast: plan(starts_at=at(-1, 19)),
    }
    for refusal, terms in refused.items():
        with pytest.raises(refusal):
            plan_evening(by=by, departement=orne, plan=terms)
    with pytest.raises(NotAllowed):
        plan_evening(by=PersonFactory(), departement=orne, plan=plan())
    assert not CampaignExpense.objects.exists()
    plan_evening(by=by, departement=orne, plan=plan())
    with pytest.raises(EveningMadeAlready):
        plan_evening(by=by, departement=orne, plan=plan())
    assert CityEvening.objects.count() == 1


def test_a_mailbox_confirms_and_who_agreed_to_nothing_is_kept_nowhere_else() -> None:
    evening = EveningFactory()
    ask_to_come(evening=evening, coming=ada(people=2))
    registration = EveningRegistration.objects.get()
    assert (registration.state, registration.email) == ("unconfirmed", "ada@ville.example")
    evening.refresh_from_db()
    assert evening.seats_taken == 0
    seated = confirm_registration(registration=registration)
    assert confirm_registration(registration=registration).confirmed_at == seated.confirmed_at
    evening.refresh_from_db()
    assert (seated.state, evening.seats_taken) == ("registered", 2)
    assert not Prospect.objects.exists()
    kinds = list(OutgoingMail.objects.order_by("pk").values_list("kind", flat=True))
    assert [kind.rpartition(".")[2] for kind in kinds] == ["ConfirmEvening", "EveningSeat"]


def test_what_was_ticked_stands_once_the_mailbox_answered() -> None:
    evening = EveningFactory()
    seated = registered(evening, purposes=("evenings",))
    prospect = Prospect.objects.get()
    consent = prospect.consents.get()
    assert seated.prospect == prospect
    assert (consent.purpose, consent.collection_method) == (
        "evenings",
        ProspectConsent.CollectionMethod.FORM,
    )
    assert consent.confirmed_at is not None
    assert consent.words == words_of("evenings", "fr")
    assert prospect.status == "confirmed"
    assert (Touch.objects.get().campaign, Touch.objects.get().kind) == (evening.campaign, "evening")


def test_who_left_us_once_may_agree_again_by_their_mailbox() -> None:
    evening = EveningFactory()
    ProspectFactory(
        departement=evening.campaign.departement, email="ada@ville.example", status="unsubscribed"
    )
    registered(evening)
    assert Prospect.objects.get().status == "unsubscribed"
    second_evening = EveningFactory(campaign=evening.campaign)
    registered(second_evening, purposes=("letters",))
    prospect = Prospect.objects.get()
    assert (prospect.status, prospect.consents.in_force().count()) == ("confirmed", 1)


def test_a_full_evening_has_people_wait_and_gives_seats_in_turn() -> None:
    evening = EveningFactory(capacity=3)
    first = EveningRegistrationFactory(event=evening, people=3)
    too_many = EveningRegistrationFactory(event=evening, waiting=True, people=4)
    alone = EveningRegistrationFactory(event=evening, waiting=True)
    late = registered(evening)
    assert late.state == "waiting"
    leave_event(by=None, registration=first)
    assert leave_event(by=None, registration=first).state == "cancelled"
    states = dict(EveningRegistration.objects.values_list("pk", "state"))
    assert states[too_many.pk] == "waiting"
    assert states[alone.pk] == states[late.pk] == "registered"
    evening.refresh_from_db()
    assert evening.seats_taken == 2
    by = coordinator_of(evening.campaign.departement)
    terms = plan(starts_at=evening.starts_at, ends_at=evening.ends_at, location=evening.location)
    with pytest.raises(FewerSeatsThanPeople):
        change_evening(by=by, evening=evening, plan=replace(terms, capacity=1))
    change_evening(by=by, evening=evening, plan=replace(terms, capacity=6))
    too_many.refresh_from_db()
    assert too_many.state == "registered"


@pytest.mark.parametrize(
    ("coming", "refusal"),
    [
        (ada(people=0), TooManyAtOnce),
        (ada(people=7), TooManyAtOnce),
        (ada(email="ada@"), NotAnAddress),
        (ada(email="a" * 5_000 + "@ville.example"), NotAnAddress),
        (ada(email=""), NotAnAddress),
        (ada(seen_sequence=3), EveningMovedMeanwhile),
    ],
)
def test_what_nobody_can_come_by_is_refused(coming: Coming, refusal: type[Refusal]) -> None:
    evening = EveningFactory()
    with pytest.raises(refusal):
        ask_to_come(evening=evening, coming=coming)
    assert not EveningRegistration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_an_address_typed_again_and_again_writes_no_more_letters() -> None:
    evening = EveningFactory()
    for _again in range(5):
        ask_to_come(evening=evening, coming=ada(name="A" * 400 + "\0\n"))
    with pytest.raises(TooManyAttempts):
        ask_to_come(evening=evening, coming=ada())
    assert EveningRegistration.objects.count() == 1
    assert len(EveningRegistration.objects.get().name) == 120


def test_answers_that_come_late_are_shown_so() -> None:
    evening = EveningFactory()
    ask_to_come(evening=evening, coming=ada())
    registration = EveningRegistration.objects.get()
    by = coordinator_of(evening.campaign.departement)
    call_off_event(by=by, event=evening, reason="La salle ferme.")
    with pytest.raises(NoLongerPossible):
        confirm_registration(registration=registration)
    with pytest.raises(NoLongerPossible):
        confirm_registration(registration=EveningRegistration(pk=uuid4()))
    with pytest.raises(EveningClosed):
        ask_to_come(evening=evening, coming=ada(email="eve@ville.example"))
    with pytest.raises(EveningOver):
        open_event(by=by, event=evening)
    with pytest.raises(EveningOver):
        change_evening(by=by, evening=evening, plan=plan())


def test_a_move_and_a_cancellation_are_reported_once_with_the_next_version() -> None:
    evening = EveningFactory(capacity=1)
    by = coordinator_of(evening.campaign.departement)
    EveningRegistrationFactory(event=evening)
    EveningRegistrationFactory(event=evening, waiting=True)
    EveningRegistrationFactory(event=evening, unconfirmed=True)
    terms = plan(title=evening.title, capacity=1, location="Chez Prune, 75010 Paris")
    changed = change_evening(by=by, evening=evening, plan=terms)
    assert changed.sequence == 1
    change_evening(by=by, evening=changed, plan=replace(terms, description="Un autre programme"))
    call_off_event(by=by, event=changed, reason="La salle ferme.")
    off = call_off_event(by=by, event=changed)
    assert (off.sequence, off.call_off_reason) == (2, "La salle ferme.")
    kinds = OutgoingMail.objects.values_list("kind", flat=True)
    names = [kind.rpartition(".")[2] for kind in kinds]
    assert sorted(names) == ["EveningHasMoved"] * 2 + ["EveningIsOff"] * 2
    facts = OutgoingMail.objects.filter(kind__endswith="IsOff").values_list("facts", flat=True)
    assert {fact["event"]["sequence"] for fact in facts} == {2}


def test_who_is_there_was_met_once_and_a_mistake_is_undone() -> None:
    evening = EveningFactory(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2))
    by = coordinator_of(evening.campaign.departement)
    agreeing = registered(evening, purposes=("letters",))
    unknown = EveningRegistrationFactory(event=evening)
    meanwhile = EveningRegistrationFactory(event=evening, arrived_at=timezone.now())
    listed = [agreeing.pk, unknown.pk]
    for _twice in range(2):
        note_present(by=by, evening=evening, present=listed, listed=listed)
    assert Touch.objects.filter(kind="evening", prospect=agreeing.prospect).count() == 2
    assert Prospect.objects.count() == 1
    meanwhile.refresh_from_db()
    assert meanwhile.arrived_at is not None
    note_present(by=by, evening=evening, present=[unknown.pk, uuid4()], listed=listed)
    assert Touch.objects.count() == 1
    with pytest.raises(NotAllowed):
        note_present(by=PersonFactory(), evening=evening, present=[], listed=listed)


def test_the_door_does_not_open_a_week_before() -> None:
    evening = EveningFactory()
    by = coordinator_of(evening.campaign.departement)
    with pytest.raises(EveningToCome):
        note_present(by=by, evening=evening, present=[], listed=[])
    with pytest.raises(EveningToCome):
        note_walk_in(by=by, evening=evening, name="Ada")
    with pytest.raises(EveningNotBegun):
        thank_attendees(by=by, evening=evening, message="Merci !")


@pytest.mark.parametrize("is_called_off", [True, False])
def test_the_door_of_an_evening_that_does_not_take_place_says_so(is_called_off: bool) -> None:
    now = timezone.now()
    if is_called_off:
        evening = EveningFactory(starts_at=now, ends_at=now + timedelta(hours=2))
        call_off_event(by=coordinator_of(evening.campaign.departement), event=evening)
    else:
        evening = EveningFactory(starts_at=now, ends_at=now + timedelta(hours=2), draft=True)
    by = coordinator_of(evening.campaign.departement)
    with pytest.raises(EveningNotTakingPlace, match="annulée"):
        note_present(by=by, evening=evening, present=[], listed=[])
    with pytest.raises(EveningNotTakingPlace):
        note_walk_in(by=by, evening=evening, name="Ada")
    with pytest.raises(EveningNotTakingPlace):
        thank_attendees(by=by, evening=evening, message="Merci !")


def test_who_walks_in_takes_no_seat_and_agrees_aloud() -> None:
    evening = EveningFactory(starts_at=timezone.now(), ends_at=at(3, 21), capacity=1)
    by = coordinator_of(evening.campaign.departement)
    EveningRegistrationFactory(event=evening)
    waiting = EveningRegistrationFactory(event=evening, waiting=True)
    note_walk_in(by=by, evening=evening, name="Sans adresse", people=6)
    note_walk_in(by=by, evening=evening, name="Eve", email="eve@ville.example")
    assert not Prospect.objects.exists()
    note_walk_in(
        by=by, evening=evening, name="Ada", email="ada@ville.example", purposes=("letters",)
    )
    consent = ProspectConsent.objects.get()
    assert (consent.collection_method, consent.confirmed_at) == ("spoken", None)
    assert OutgoingMail.objects.filter(kind__endswith="ConfirmAddress").count() == 1
    walk_in = note_walk_in(by=by, evening=evening, name="Moi", email=waiting.email)
    assert (walk_in.pk, walk_in.state, walk_in.is_walk_in) == (waiting.pk, "registered", True)
    evening.refresh_from_db()
    assert evening.seats_taken == 1
    for refusal, sentence in {
        EveningWordsMissing: {"name": " \0 "},
        NotAnAddress: {"name": "A", "email": "nulle part"},
        TooManyAtOnce: {"name": "A", "people": 99},
    }.items():
        with pytest.raises(refusal):
            note_walk_in(by=by, evening=evening, **sentence)  # type: ignore[arg-type]


def test_door_with_too_many_walk_ins_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bocage.outreach.evenings.operations.door.MAX_WALK_INS", 1)
    evening = EveningFactory(starts_at=timezone.now(), ends_at=at(3, 21))
    by = coordinator_of(evening.campaign.departement)
    note_walk_in(by=by, evening=evening, name="Ada")
    with pytest.raises(TooManyWalkIns, match="sans s’inscrire"):
        note_walk_in(by=by, evening=evening, name="Eve")
    assert evening.registrations.count() == 1


def test_what_an_evening_brought_is_read_in_its_campaign() -> None:
    evening = EveningFactory(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=2))
    by = coordinator_of(evening.campaign.departement)
    fair = CampaignFactory(departement=evening.campaign.departement)
    prospect = ProspectFactory(departement=fair.departement, email="ada@ville.example")
    Touch.objects.create(
        prospect=prospect, campaign=fair, kind="booth", at=timezone.now() - timedelta(days=90)
    )
    present = registered(evening)
    note_present(by=by, evening=evening, present=[present.pk], listed=[present.pk])
    of_fair, of_evening = campaign_results([fair, evening.campaign])
    assert (of_fair.first.prospects, of_fair.last.prospects) == (1, 0)
    assert (of_evening.first.prospects, of_evening.last.prospects) == (0, 1)


def test_thanks_leave_once_to_those_who_were_there() -> None:
    evening = EveningFactory(past=True)
    by = coordinator_of(evening.campaign.departement)
    EveningRegistrationFactory(event=evening)
    EveningRegistrationFactory(event=evening, arrived_at=timezone.now())
    EveningRegistrationFactory(event=evening, arrived_at=timezone.now(), email="")
    with pytest.raises(EveningWordsMissing):
        thank_attendees(by=by, evening=evening, message=" \n ")
    assert thank_attendees(by=by, evening=evening, message="Merci à vous !") == 1
    with pytest.raises(AlreadyThanked):
        thank_attendees(by=by, evening=evening, message="Merci encore !")
    assert OutgoingMail.objects.count() == 1


def test_the_clock_reminds_once_by_day_holds_and_forgets() -> None:
    evening = EveningFactory(starts_at=at(1, 19), ends_at=at(1, 21))
    prospect = ProspectFactory(departement=evening.campaign.departement)
    seated = EveningRegistrationFactory(event=evening, prospect=prospect)
    EveningRegistrationFactory(event=evening, waiting=True)
    stale = EveningRegistrationFactory(
        event=evening, unconfirmed=True, requested_at=timezone.now() - timedelta(days=4)
    )
    assert remind_registered(CityEvening, now=at(1, 3)) == 0
    noon = at(1, 9)
    assert remind_registered(CityEvening, now=noon) == 1
    assert remind_registered(CityEvening, now=noon) == 0
    assert hold_past_events(CityEvening, now=at(1, 20)) == 0
    assert hold_past_events(CityEvening, now=at(1, 22)) == 1
    assert hold_past_events(CityEvening, now=at(1, 22)) == 0
    forget_names(CityEvening, now=at(1, 22))
    assert not EveningRegistration.objects.filter(pk=stale.pk).exists()
    assert forget_names(CityEvening, now=at(70, 4)) == 2
    seated.refresh_from_db()
    assert (seated.name, seated.email, seated.people) == ("", "", 1)
    assert seated.prospect == prospect


def test_a_prospect_who_is_erased_is_nowhere_on_the_lists() -> None:
    seated = registered(EveningFactory(), purposes=("letters",))
    assert seated.prospect is not None
    erase_prospect(prospect=seated.prospect)
    seated.refresh_from_db()
    assert (seated.name, seated.email) == ("", "")
