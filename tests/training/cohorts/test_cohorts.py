"""Cohorts: led on, their half-days with rooms that move or fall with them, cancelled, too small."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bocage.people.dashboard import tasks_of
from bocage.people.operations.own_calendars import make_own_calendar, replace_own_calendar
from bocage.people.seams.meeting_rooms import RoomTaken
from bocage.training.attendance.operations.attendance import note_absence
from bocage.training.cohorts.errors import CohortStep, SessionsClash, SessionsOutside
from bocage.training.cohorts.operations.cohorts import (
    cancel_cohort,
    confirm_small_cohort,
    lead_cohort_to,
)
from bocage.training.cohorts.operations.enrolments import leave_cohort
from bocage.training.cohorts.operations.scheduled import lead_cohorts_on
from bocage.training.cohorts.operations.session_rooms import book_rooms_in_time
from bocage.training.cohorts.operations.sessions import (
    cancel_session,
    move_session,
    plan_sessions,
    put_off_cohort,
    weekly,
)
from bocage.training.models import Cohort, CohortSession, Enrolment, TrainingCalendar
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.models import Booking
from tests.training.admissions.factories import ApplicationFactory
from tests.training.factories import (
    CohortFactory,
    CohortSessionFactory,
    EnrolmentFactory,
    ProgrammeTeacherFactory,
    at,
    course_world,
    half_day,
)
from tests.workspaces.factories import BookingFactory, HostFactory

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def _booked_periods():
    return set(Booking.objects.holding().values_list("period", flat=True))


@pytest.fixture
def mailed(deliver_mails):
    """`mailed("annulée")` returns the mails with this word in their subject."""
    return lambda words: [mail for mail in deliver_mails() if words in mail.subject]


def test_half_days_of_every_week_are_planned_with_their_rooms_all_or_none():
    world = course_world()
    until = timezone.localdate() + timedelta(days=46)
    morning, afternoon = world.plan(), world.plan(starts=14, ends=17)
    plans = [*weekly(morning, until), *weekly(afternoon, until)]

    planned = plan_sessions(by=world.officer, cohort=world.cohort, plans=plans)

    assert len(planned) == 6
    assert _booked_periods() == {session.period for session in planned}
    assert [session.half_day for session in planned[2:4]] == ["matin", "après-midi"]
    BookingFactory(resource=world.room, period=half_day(53))
    with pytest.raises(RoomTaken) as refused:
        plan_sessions(
            by=world.officer, cohort=world.cohort, plans=[world.plan(days=52), world.plan(days=53)]
        )
    assert refused.value.instead()
    with pytest.raises(SessionsClash):
        plan_sessions(
            by=world.officer,
            cohort=world.cohort,
            plans=[world.plan(starts=11, ends=13, room_id=None, location="Mairie")],
        )
    with pytest.raises(SessionsOutside):
        plan_sessions(by=world.officer, cohort=world.cohort, plans=[world.plan(days=99)])
    assert world.cohort.sessions.count() == 6


def test_the_state_of_a_cohort_follows_events_and_its_officers_receive_a_mail(mailed):
    world = course_world(starts_on=timezone.localdate(), apply_until=timezone.localdate())
    cohort, now = world.cohort, timezone.now()
    enrolment = EnrolmentFactory(cohort=cohort)
    session = CohortSessionFactory(cohort=cohort, period=half_day(0, 8, 9))
    application = ApplicationFactory(cohort=cohort)
    begins, ends = session.starts_at, session.ends_at

    def state(moment):
        lead_cohorts_on(now=moment)
        cohort.refresh_from_db()
        return cohort.state

    assert state(now.replace(hour=1)) == "open"
    days = {"starts_on": begins.date(), "ends_on": begins.date()}
    Cohort.objects.filter(pk=cohort.pk).update(**days, apply_until=begins.date() - DAY)
    assert state(begins - MINUTE) == "selecting"
    # An applicant still awaits the jury's answer.
    assert state(begins + MINUTE) == "selecting"
    application.status, application.decided_at = "refused", now
    application.save()
    assert (state(begins - MINUTE), state(begins)) == ("selecting", "running")
    assert state(ends) == "running"
    # The register is not whole: officers have two weeks to complete it.
    assert state(ends + DAY) == "running"
    note_absence(
        by=world.officer,
        session=session,
        enrolment=enrolment,
        reason="Grippe",
        is_excused=True,
        now=ends + DAY,
    )
    assert (state(ends + DAY), lead_cohorts_on(now=ends + 2 * DAY)) == ("closed", 0)
    enrolment.refresh_from_db()
    assert enrolment.state == "completed"
    for words in ("Candidatures closes", "La formation commence", "Formation terminée"):
        assert [mail.recipient for mail in mailed(words)] == [world.officer.email]


def test_a_session_moves_with_its_room_and_is_cancelled_the_evening_before(mailed):
    world = course_world(starts_on=timezone.localdate(), apply_until=timezone.localdate())
    teacher = ProgrammeTeacherFactory(
        programme=world.cohort.programme, person=HostFactory(of=world.place)
    )
    learner = EnrolmentFactory(cohort=world.cohort).person
    withdrawn = EnrolmentFactory(cohort=world.cohort)
    leave_cohort(by=None, enrolment=withdrawn, reason="other")
    [session] = plan_sessions(
        by=world.officer, cohort=world.cohort, plans=[world.plan(days=3, teachers=[teacher])]
    )
    addresses = {learner.email, teacher.person.email}

    moved_session = move_session(
        by=world.officer, session=session, plan=world.plan(days=1, teachers=[teacher])
    )
    assert (_booked_periods(), moved_session.minutes) == ({half_day(1)}, 180)
    assert {mail.recipient for mail in mailed("Une séance change")} == addresses

    cancelled = cancel_session(
        by=world.officer, session=moved_session, reason="Formatrice souffrante"
    )
    second_cancellation = cancel_session(by=world.officer, session=moved_session)
    assert (_booked_periods(), cancelled.minutes, second_cancellation.cancel_reason) == (
        set(),
        0,
        "Formatrice souffrante",
    )
    assert {mail.recipient for mail in mailed("Séance annulée")} == addresses


def test_a_room_that_its_place_takes_back_is_lost_and_its_officer_receives_a_mail(
    mailed, run_tasks
):
    world = course_world()
    [session] = plan_sessions(by=world.officer, cohort=world.cohort, plans=[world.plan()])

    booking = Booking.objects.get(pk=session.room_booking)
    cancel_booking(by=HostFactory(of=world.place), booking=booking)
    run_tasks()

    session.refresh_from_db()
    assert session.room_state == CohortSession.Room.LOST
    assert [mail.recipient for mail in mailed("n’a plus de salle")] == [world.officer.email]
    assert any("n’a plus de salle" in str(task.title) for task in tasks_of(world.officer))
    moved_session = move_session(
        by=world.officer, session=session, plan=world.plan(starts=14, ends=17)
    )
    assert (moved_session.room_state, _booked_periods()) == (
        CohortSession.Room.HELD,
        {moved_session.period},
    )


def test_a_room_is_booked_once_its_place_takes_that_day():
    world = course_world(horizon_days=10)
    [session] = plan_sessions(by=world.officer, cohort=world.cohort, plans=[world.plan()])
    assert (session.room_state, _booked_periods()) == (CohortSession.Room.LATER, set())

    assert book_rooms_in_time(now=at(25, 8)) == 1
    session.refresh_from_db()
    assert (session.room_state, _booked_periods()) == (CohortSession.Room.HELD, {session.period})


def test_cohort_below_its_minimum_is_reported_once_then_confirmed_put_off_or_cancelled(mailed):
    world = course_world(smallest=2)
    first, second = EnrolmentFactory.create_batch(2, cohort=world.cohort)
    plan_sessions(by=world.officer, cohort=world.cohort, plans=[world.plan(), world.plan(days=38)])
    BookingFactory(resource=world.room, period=half_day(45))
    lead_cohort_to(by=world.officer, cohort=world.cohort, state="selecting")
    with pytest.raises(CohortStep):
        lead_cohort_to(by=world.officer, cohort=world.cohort, state="closed")

    leave_cohort(by=first.person, enrolment=first, reason="employment")
    assert [mail.recipient for mail in mailed("Effectif trop bas")] == [world.officer.email]
    assert len(tasks_of(world.officer)) == 1
    confirm_small_cohort(by=world.officer, cohort=world.cohort)
    assert tasks_of(world.officer) == []

    [roomless] = put_off_cohort(by=world.officer, cohort=world.cohort, weeks=1)
    assert (roomless.starts_at, roomless.room_state) == (at(45, 9), CohortSession.Room.LOST)
    assert [mail.recipient for mail in mailed("reportée")] == [second.person.email]
    assert half_day(38) in _booked_periods()

    cancelled = cancel_cohort(by=world.officer, cohort=world.cohort, reason="Trop peu")
    assert cancel_cohort(by=world.officer, cohort=world.cohort) == cancelled
    assert _booked_periods() == {half_day(45)}  # Booked by another person.
    assert not CohortSession.objects.planned().exists()
    assert [mail.recipient for mail in mailed("Promotion annulée")] == [second.person.email]
    second.refresh_from_db()
    assert second.end_reason == Enrolment.EndReason.CANCELLED
    cancelled.refresh_from_db()
    assert cancelled.seats_taken == 0


def test_closing_a_cohort_completes_the_seats_of_those_who_stayed():
    world = course_world(running=True)
    EnrolmentFactory.create_batch(2, cohort=world.cohort)
    CohortSessionFactory(cohort=world.cohort, period=half_day(-1))

    lead_cohort_to(by=world.officer, cohort=world.cohort, state="closed")

    assert set(Enrolment.objects.values_list("state", flat=True)) == {"completed"}


def test_calendars_tell_what_stands_to_everybody_and_links_to_those_who_learn(client):
    world = course_world()
    person = EnrolmentFactory(cohort=world.cohort).person
    plans = [world.plan(), world.plan(days=38, room_id=None, online_link="https://visio.fr/x")]
    _on_site, online = plan_sessions(by=world.officer, cohort=world.cohort, plans=plans)
    cancel_session(by=world.officer, session=online)
    calendar = make_own_calendar(TrainingCalendar, by=person)

    def events(address):
        feed = Calendar.from_ical(client.get(address).content)
        return {
            str(event["uid"]): (str(event["status"]), event.decoded("dtstart"))
            for event in feed.walk("VEVENT")
        }

    public = reverse("cohort_feed", args=[world.cohort.pk])
    own_calendar = reverse("own_training_feed", args=[calendar.token])
    assert events(public) == events(own_calendar)
    assert sorted(status for status, _start in events(own_calendar).values()) == [
        "CANCELLED",
        "CONFIRMED",
    ]
    assert (at(31, 9)) in [start for _status, start in events(own_calendar).values()]
    assert b"visio.fr" not in client.get(public).content
    assert b"visio.fr" in client.get(own_calendar).content

    replace_own_calendar(TrainingCalendar, by=person)
    assert client.get(own_calendar).status_code == 410
    draft = CohortFactory(programme=world.cohort.programme, draft=True)
    assert client.get(reverse("cohort_feed", args=[draft.pk])).status_code == 404
