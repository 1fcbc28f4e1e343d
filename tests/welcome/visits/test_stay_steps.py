"""Steps of a stay: added, changed, moved forward, copied, with booked desks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Role, ScopeKind
from bocage.territory.models import Commune
from bocage.welcome.models import ProjectConsent, StayStep
from bocage.welcome.visits.itinerary.programme import programme_of, warnings_of
from bocage.welcome.visits.stays.errors import (
    ConsentMissing,
    DeskIsBooked,
    DeskNotOurs,
    NothingBefore,
    NothingThatDay,
    NotOfTheHousehold,
    PeriodBackwards,
    StepGone,
    StepOutside,
    StepsOverlap,
)
from bocage.welcome.visits.stays.operations.bookings import follow_booking
from bocage.welcome.visits.stays.operations.desks import book_desk_for_stay
from bocage.welcome.visits.stays.operations.stays import call_off_stay, confirm_stay
from bocage.welcome.visits.stays.operations.steps import (
    StepWish,
    add_step,
    change_step,
    confirm_step,
    duplicate_day,
    move_step_earlier,
    remove_step,
)
from bocage.workspaces.booking_refusals.errors import BookingRefused
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.models import Booking
from tests.housing.factories import LeadFactory
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.factories import FollowedHomeFactory, ProjectFactory
from tests.welcome.visits.factories import (
    StayFactory,
    StayStepFactory,
    WeekendStepFactory,
    agree,
    at,
    coordinator_of,
    span,
    wish_of,
)
from tests.workspaces.factories import ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stay():
    project = ProjectFactory(adults=[PersonFactory(name="Léa Marchand")])
    agree(project, *ProjectConsent.Use.values)
    return StayFactory(project=project, prepared_by=coordinator_of(project))


@pytest.fixture
def coordinator(stay):
    return stay.prepared_by


@pytest.fixture
def desk():
    return ResourceFactory(place__boitron=True)


def wish(**changes):
    wish = {"kind": "school", "title": "École d’Essay", "starts_at": at(10), "ends_at": at(11)}
    return StepWish(**{**wish, **changes})


def hours(steps):
    return [(step.title, timezone.localtime(step.starts_at).strftime("%H:%M")) for step in steps]


def test_a_moment_joins_the_programme(stay, coordinator):
    step = add_step(by=coordinator, stay=stay, wish=wish(contact_name="  Anne  "))

    assert (step.status, step.contact_name, step.booking) == ("open", "Anne", None)
    stay.refresh_from_db()
    assert stay.sequence == 1


def test_outsiders_change_no_step(stay):
    step = StayStepFactory(stay=stay)
    for person in [PersonFactory(), stay.project.adults.get().person]:
        with pytest.raises(NotAllowed):
            add_step(by=person, stay=stay, wish=wish(starts_at=at(15), ends_at=at(16)))
        for operation in (remove_step, move_step_earlier, confirm_step):
            with pytest.raises(NotAllowed):
                operation(by=person, step=step)
        with pytest.raises(NotAllowed):
            duplicate_day(
                by=person, stay=stay, day=timezone.localdate(at(9)), to=timezone.localdate(at(9))
            )


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"starts_at": at(10, 30), "ends_at": at(12)}, StepsOverlap),
        ({"starts_at": at(9, days=9), "ends_at": at(10, days=9)}, StepOutside),
        ({"starts_at": at(12), "ends_at": at(12)}, PeriodBackwards),
    ],
)
def test_hours_taken_are_refused(stay, coordinator, changes, refusal):
    StayStepFactory(stay=stay)

    with pytest.raises(refusal):
        add_step(by=coordinator, stay=stay, wish=wish(**changes))
    assert StayStep.objects.count() == 1


def test_a_confirmed_stay_asks_for_the_agreement_at_once(stay, coordinator):
    StayStepFactory(stay=stay)
    confirm_stay(by=coordinator, stay=stay)
    ProjectConsent.objects.filter(use="helpers").update(withdrawn_at=timezone.now())

    with pytest.raises(ConsentMissing):
        add_step(
            by=coordinator,
            stay=stay,
            wish=wish(starts_at=at(15), ends_at=at(16), contact_mail="ecole@essay.example"),
        )


def test_removed_step_is_unchanged(stay, coordinator):
    step = StayStepFactory(stay=stay)
    remove_step(by=coordinator, step=step)
    remove_step(by=coordinator, step=step)

    with pytest.raises(StepGone):
        change_step(by=coordinator, step=step, wish=wish_of(step, title="Autre"))


def test_a_moment_comes_before_the_one_that_precedes_it(stay, coordinator):
    StayStepFactory(stay=stay, title="Mairie", period=span(10, 11))
    other_step = StayStepFactory(stay=stay, title="École", period=span((11, 30), 12))

    move_step_earlier(by=coordinator, step=other_step)

    steps = list(stay.steps.order_by("period"))
    assert hours(steps) == [("École", "10:00"), ("Mairie", "11:00")]
    assert steps[1].ends_at == at(12)
    with pytest.raises(NothingBefore):
        move_step_earlier(by=coordinator, step=steps[0])


def test_a_day_is_copied_at_the_same_hours(stay, coordinator):
    StayStepFactory(
        stay=stay, status="agreed", last_notification={"mail": "x"}, notified_at=timezone.now()
    )
    StayStepFactory(stay=stay, period=span(14, 15), title="École")
    day = timezone.localdate(at(9))

    copies = duplicate_day(by=coordinator, stay=stay, day=day, to=day + timedelta(days=1))

    assert hours(copies) == [("Rencontre avec la maire", "10:00"), ("École", "14:00")]
    assert {copy.status for copy in copies} == {"open"}
    assert {timezone.localdate(copy.starts_at) for copy in copies} == {day + timedelta(days=1)}
    with pytest.raises(StepsOverlap):
        duplicate_day(by=coordinator, stay=stay, day=day, to=day + timedelta(days=1))
    with pytest.raises(NothingThatDay):
        duplicate_day(by=coordinator, stay=stay, day=day + timedelta(days=2), to=day)
    assert StayStep.objects.count() == 4


def test_travel_time_warns_without_refusing(stay, coordinator):
    StayStepFactory(stay=stay, period=span(10, 11))
    StayStepFactory(
        stay=stay,
        title="Collège",
        contact_mail="",
        period=span((11, 5), 12),
        commune=CommuneFactory(alencon=True),
    )

    [day, *_other_days] = programme_of(stay)

    first_moment, second_moment = day.moments
    assert (first_moment.leg.fits, second_moment.leg.fits) == (True, False)
    assert second_moment.leg.travel.minutes >= 25
    assert len(warnings_of([day])) == 1
    assert "de route" in warnings_of([day])[0]


def test_no_road_leads_to_a_commune_without_a_position(stay):
    stay.arrival_commune = None
    StayStepFactory(stay=stay, commune=CommuneFactory(boitron=True), period=span(10, 11))
    alencon = CommuneFactory(alencon=True)
    StayStepFactory(stay=stay, title="Collège", commune=alencon, period=span(16, 17))

    def roads():
        return [moment.leg is not None for moment in programme_of(stay)[0].moments]

    assert roads() == [False, True]
    Commune.objects.filter(pk=alencon.pk).update(latitude=None, longitude=None, position_source="")
    assert roads() == [False, False]


def test_a_meal_without_a_place_hides_no_road(stay, coordinator):
    StayStepFactory(stay=stay, period=span(10, 12))
    StayStepFactory(
        stay=stay, kind="meal", title="Déjeuner", contact_mail="", commune=None, period=span(12, 14)
    )
    far_place = {"contact_mail": "", "commune": CommuneFactory(alencon=True)}
    StayStepFactory(stay=stay, title="Collège", period=span((14, 5), 15), **far_place)

    [day, *_other_days] = programme_of(stay)

    _first_moment, meal, last_moment = day.moments
    assert meal.leg is None
    assert (last_moment.leg.fits, last_moment.leg.free_minutes) == (False, 5)
    assert ["Collège" in warning for warning in warnings_of([day])] == [True]


def test_time_around_a_meal_without_a_place_is_time_for_the_road(stay, coordinator):
    StayStepFactory(stay=stay, period=span(10, 11))
    StayStepFactory(
        stay=stay, kind="meal", title="Déjeuner", contact_mail="", commune=None, period=span(12, 13)
    )
    far_place = {"contact_mail": "", "commune": CommuneFactory(alencon=True)}
    StayStepFactory(stay=stay, title="Collège", period=span(14, 15), **far_place)

    [day, *_other_days] = programme_of(stay)

    assert (day.moments[-1].leg.fits, day.moments[-1].leg.free_minutes) == (True, 120)


@pytest.mark.parametrize(
    ("visit", "step", "warning"),
    [
        ((10, 30), {}, "le ménage a noté la visite d’un logement"),
        ((9, 45), {}, "le ménage a noté la visite d’un logement"),
        ((11, 0), {}, ""),
        ((10, 30), {"own": True}, ""),
        ((15, 0), {"own": True}, "le ménage a noté cette visite à un autre moment"),
    ],
    ids=["during it", "until it", "after it", "the same visit", "the same home later"],
)
def test_visit_noted_by_the_household_is_a_conflict(stay, visit, step, warning):
    home = FollowedHomeFactory(project=stay.project, status="to_visit", visit_at=at(*visit))
    home_link = {"lead": home.lead, "dwelling": home.dwelling} if step else {}
    StayStepFactory(stay=stay, **home_link)
    FollowedHomeFactory(status="to_visit", visit_at=at(10, 30))
    FollowedHomeFactory(project=stay.project, status="visited", visit_at=at(10, 30))

    [day, *_other_days] = programme_of(stay)

    conflicts = day.moments[0].conflicts
    assert [sentence for sentence in conflicts if "le ménage a noté" in sentence] == [
        sentence for sentence in conflicts if warning and warning in sentence
    ]
    assert bool(conflicts) == bool(warning)


def test_contact_expected_by_a_weekend_is_a_conflict(stay):
    StayStepFactory(stay=stay)
    StayStepFactory(stay=stay, title="École", contact_mail="", period=span(11, 12))
    mail = "mairie@boitron.example"
    WeekendStepFactory(contact_mail=mail, period=span((10, 30), (11, 30)))
    WeekendStepFactory(contact_mail=mail, period=span(14, 15))
    WeekendStepFactory(contact_mail=mail, period=span(10, 11), status="called_off")

    warnings = [warning.replace("\u00a0", " ") for warning in warnings_of(programme_of(stay))]

    assert [warning for warning in warnings if "attendue" in warning] == [
        "Rencontre avec la maire : cette personne est attendue à la même heure à "
        "« Week-end d’accueil de Boitron »."
    ]


def test_conflicts_with_other_programmes_are_shown(stay, coordinator, django_assert_num_queries):
    lead = LeadFactory(status="closed", close_reason="gone", closed_at=timezone.now())
    StayStepFactory(stay=stay, lead=lead)
    other_stay = StayFactory(project=ProjectFactory(name="Famille Petit"))
    StayStepFactory(stay=other_stay)

    warnings = warnings_of(programme_of(stay))

    assert warnings == [
        "Rencontre avec la maire\u00a0: cette piste est close.",
        "Rencontre avec la maire\u00a0: cette personne rencontre Famille Petit à la même heure.",
    ]
    for number in (1, 3):
        StayStepFactory(stay=stay, period=span(12 + number, 13 + number), contact_mail="")
        with django_assert_num_queries(6):
            programme_of(stay)


def test_a_desk_is_booked_for_an_adult(stay, coordinator, desk, deliver_mails):
    step = book_desk_for_stay(
        by=coordinator, stay=stay, resource=desk, starts_at=at(9), ends_at=at(12)
    )

    booking = Booking.objects.get()
    adult = stay.project.adults.get().person
    assert (booking.booked_for, booking.created_by, booking.status) == (
        adult,
        coordinator,
        "confirmed",
    )
    assert (step.booking, step.status, step.kind) == (booking, "agreed", "desk")
    assert [mail.recipient for mail in deliver_mails()] == [adult.email]


def test_the_place_refuses_in_its_own_words(stay, coordinator, desk):
    with pytest.raises(BookingRefused) as refusal_info:
        book_desk_for_stay(
            by=coordinator, stay=stay, resource=desk, starts_at=at(20), ends_at=at(21)
        )

    assert "fermé" in str(refusal_info.value.sentence) or "ouvert" in str(
        refusal_info.value.sentence
    )
    assert (StayStep.objects.count(), Booking.objects.count()) == (0, 0)


def test_a_desk_that_is_taken_leaves_the_programme_as_it_was(stay, coordinator, desk):
    other_stay = StayFactory(project=ProjectFactory())
    booking_wish = {"by": coordinator, "resource": desk, "starts_at": at(9), "ends_at": at(12)}
    book_desk_for_stay(stay=stay, **booking_wish)

    with pytest.raises(BookingRefused):
        book_desk_for_stay(stay=other_stay, **booking_wish)
    assert other_stay.steps.count() == 0


def test_a_place_beyond_the_mandate_is_not_booked(stay, desk):
    project = stay.project
    epci = EpciFactory(alencon=True)
    type(project).objects.filter(pk=project.pk).update(epci=epci)
    project.epci = epci
    scope = ScopeFactory(kind=ScopeKind.EPCI, epci=epci, departement=project.departement)
    person = MandateFactory(role=Role.COORDINATOR, scope=scope).person

    with pytest.raises(DeskNotOurs):
        book_desk_for_stay(by=person, stay=stay, resource=desk, starts_at=at(9), ends_at=at(12))


def test_nobody_of_another_household_is_booked_for(stay, coordinator, desk):
    with pytest.raises(NotOfTheHousehold):
        book_desk_for_stay(
            by=coordinator,
            stay=stay,
            resource=desk,
            starts_at=at(9),
            ends_at=at(12),
            adult=PersonFactory(),
        )
    assert Booking.objects.count() == 0


def test_a_desk_goes_with_its_moment_and_with_its_stay(stay, coordinator, desk):
    step = book_desk_for_stay(
        by=coordinator, stay=stay, resource=desk, starts_at=at(9), ends_at=at(12)
    )
    book_desk_for_stay(by=coordinator, stay=stay, resource=desk, starts_at=at(14), ends_at=at(16))

    with pytest.raises(DeskIsBooked):
        change_step(by=coordinator, step=step, wish=wish_of(step, starts_at=at(10)))
    remove_step(by=coordinator, step=step)
    assert set(Booking.objects.values_list("status", flat=True)) == {"cancelled", "confirmed"}
    call_off_stay(by=stay.project.adults.get().person, stay=stay)

    assert set(Booking.objects.values_list("status", flat=True)) == {"cancelled"}


def test_a_desk_that_the_place_takes_back_is_open_again(stay, coordinator, desk, deliver_mails):
    step = book_desk_for_stay(
        by=coordinator, stay=stay, resource=desk, starts_at=at(9), ends_at=at(12)
    )
    cancel_booking(by=coordinator, booking=step.booking)

    mails = deliver_mails()
    step.refresh_from_db()

    assert step.status == "open"
    lost_mails = [mail for mail in mails if mail.kind.endswith("DeskLostMail")]
    assert [mail.recipient for mail in lost_mails] == [coordinator.email]
    follow_booking(booking_id=step.booking_id)
    assert len(deliver_mails()) == len(mails)


def test_a_desk_on_request_waits_for_its_place(stay, desk):
    desk = ResourceFactory(place=desk.place, rules={"needs_approval": True})
    host = MandateFactory(role=Role.HOST, scope=desk.place.scope).person
    coordinator = stay.prepared_by

    step = book_desk_for_stay(
        by=coordinator, stay=stay, resource=desk, starts_at=at(9), ends_at=at(12)
    )

    # The coordinator of the territory also manages the place, and needs no agreement.
    assert (step.status, host.pk != coordinator.pk) == ("agreed", True)
