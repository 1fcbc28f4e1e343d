"""Seats held for chosen applicants: confirmed, declined, expired, passed on to the next.

Each operation locks the cohort first, then its related rows. The database counts held seats as
taken, so that the waiting list is never offered more seats than there are.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.events import publish
from bocage.people.models import Person
from bocage.training.admissions.applications import notifications
from bocage.training.admissions.applications.errors import SeatGone
from bocage.training.admissions.applications.events import ApplicantComes
from bocage.training.admissions.applications.models import Application, SeatOffer
from bocage.training.admissions.juries.models import Jury
from bocage.training.cohorts.operations.enrolments import enrol, locked_cohort
from bocage.training.programmes.models.cohorts import Cohort, Enrolment

State = SeatOffer.State
Status = Application.Status
LEAST_TIME = timedelta(hours=24)
"""Minimum time to answer, however near the first day is."""
REMINDED_BEFORE = timedelta(days=2)


def confirm_seat(*, by: Person, offer: SeatOffer, now: datetime | None = None) -> Enrolment:
    """Confirms a seat held for the person, who is enrolled. Idempotent.

    Raises:
        NotAllowed: it is held for somebody else.
        SeatGone: they declined it, or the offer expired.
        CohortTakesNobody: the cohort no longer takes place.
    """
    by.require("training.write_application", offer.application)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_offer(offer)
        if locked.state == State.HELD and locked.answer_by > now:
            answer_offer(locked, State.CONFIRMED, now)
            enrolment = _enrol_applicant(locked, now)
            publish(ApplicantComes(application_id=locked.application_id, person_id=by.pk))
            notifications.notify_confirmed(locked)
            return enrolment
        if locked.state != State.CONFIRMED:
            raise SeatGone
        return _enrol_applicant(locked, now)


def decline_seat(*, by: Person, offer: SeatOffer, now: datetime | None = None) -> SeatOffer:
    """Declines a seat, which is offered to the first of the waiting list. Idempotent.

    Raises:
        NotAllowed: it is held for somebody else.
        SeatGone: the offer expired, or they have confirmed.
    """
    by.require("training.write_application", offer.application)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_offer(offer)
        if locked.state == State.DECLINED:
            return locked
        if locked.state != State.HELD:
            raise SeatGone
        _give_back(locked, State.DECLINED, Application.Withdrawn.DECLINED, now)
        pass_seats_on(cohort=locked.cohort, now=now)
    return locked


def offer_seat(application: Application, now: datetime) -> SeatOffer:
    """Holds a seat for a chosen applicant and notifies them; the caller holds the lock of the
    cohort.

    Raises:
        IntegrityError: there is none left (`training_cohort_seats`).
    """
    cohort = application.cohort
    offer = SeatOffer.objects.create(
        application=application,
        cohort=cohort,
        offered_at=now,
        answer_by=answer_by(cohort, now),
    )
    application.status, application.waiting_rank = Status.ACCEPTED, None
    application.decided_at = application.decided_at or now
    application.save(update_fields=["status", "waiting_rank", "decided_at"])
    notifications.notify_seat_offered(offer)
    return offer


def pass_seats_on(*, cohort: Cohort, now: datetime | None = None) -> int:
    """Offers the free seats to the waiting list, in order, and returns how many. Does nothing once
    the cohort has begun: its officers then enrol people themselves.
    """
    now = now or timezone.now()
    # A person who frees a seat has no access to the waiting list.
    with transaction.atomic(), as_the_instance():
        locked = locked_cohort(cohort)
        if not locked.is_enrolling or locked.starts_on <= timezone.localdate(now):
            return 0
        waiting = lock_rows(Application.objects.all()).waiting()
        invited = list(
            waiting.filter(cohort=locked).select_related("applicant")[: locked.seats_left]
        )
        for application in invited:
            application.cohort = locked
            offer_seat(application, now)
    return len(invited)


def expire_seat_offers(*, now: datetime | None = None) -> int:
    """Ends the seat offers left without an answer, and offers the seats to the waiting list.
    Returns how many lapsed.
    """
    now = now or timezone.now()
    due = SeatOffer.objects.filter(state=State.HELD, answer_by__lte=now).order_by("answer_by", "pk")
    lapsed = 0
    for offer in due:
        with transaction.atomic():
            locked = locked_offer(offer)
            if locked.state != State.HELD or locked.answer_by > now:
                continue
            _give_back(locked, State.LAPSED, Application.Withdrawn.SILENT, now)
            notifications.notify_lapsed(locked)
            pass_seats_on(cohort=locked.cohort, now=now)
            lapsed += 1
    return lapsed


def fill_free_seats(*, now: datetime | None = None) -> int:
    """Offers to the waiting lists the seats freed in other ways (a person left, seats were added).
    Returns how many were offered.
    """
    now = now or timezone.now()
    cohorts = Cohort.objects.filter(
        seats_taken__lt=F("seats"),
        state__in=Cohort.ENROLLING,
        starts_on__gt=timezone.localdate(now),
        applications__status=Status.WAITING,
    ).distinct()
    return sum(pass_seats_on(cohort=cohort, now=now) for cohort in cohorts.order_by("pk"))


def remind_of_offers(*, now: datetime | None = None) -> int:
    """Reminds, once, the people who have at most two days left to answer a seat offer. Returns how
    many.
    """
    now = now or timezone.now()
    soon = SeatOffer.objects.filter(
        state=State.HELD,
        reminded_at=None,
        answer_by__gt=now,
        answer_by__lte=now + REMINDED_BEFORE,
        offered_at__lt=now - LEAST_TIME,
    )
    reminded = 0
    for offer in soon.order_by("answer_by", "pk"):
        with transaction.atomic():
            locked = locked_offer(offer)
            if locked.state == State.HELD and locked.reminded_at is None:
                locked.reminded_at = now
                locked.save(update_fields=["reminded_at"])
                notifications.remind_of_seat(locked)
                reminded += 1
    return reminded


def answer_by(cohort: Cohort, now: datetime) -> datetime:
    """Returns until when a seat is held: 23:59 local time on the last of the jury's answer days, at
    the latest the day before the cohort begins, but at least 24 hours from now."""
    jury = Jury.objects.filter(cohort=cohort).first() or Jury(cohort=cohort)
    day = timezone.localdate(now) + timedelta(days=jury.answer_days)
    last = min(day, cohort.starts_on - timedelta(days=1))
    evening = timezone.make_aware(datetime.combine(last, time(23, 59)))
    return max(evening, now + LEAST_TIME)


def answer_offer(offer: SeatOffer, state: str, now: datetime) -> None:
    """Stores the answer to an offer; the caller holds its lock."""
    offer.state, offer.answered_at = state, now
    offer.save(update_fields=["state", "answered_at"])


def locked_offer(offer: SeatOffer) -> SeatOffer:
    """Returns the current row of an offer, with its cohort and its application locked too."""
    cohort = locked_cohort(Cohort(pk=offer.cohort_id))
    lock_rows(Application.objects.all()).get(pk=offer.application_id)
    locked = lock_row(offer, "application__applicant")
    locked.cohort = locked.application.cohort = cohort
    return locked


def _enrol_applicant(offer: SeatOffer, now: datetime) -> Enrolment:
    """Enrols the chosen applicant, with the name and address of their application."""
    application = offer.application
    return enrol(
        by=None,
        person=application.applicant,
        identity=application.identity,
        cohort=offer.cohort,
        now=now,
    )


def _give_back(offer: SeatOffer, state: str, reason: str, now: datetime) -> None:
    answer_offer(offer, state, now)
    application = offer.application
    application.status, application.withdrawn_at = Status.WITHDRAWN, now
    application.withdrawal_reason = reason
    application.save(update_fields=["status", "withdrawn_at", "withdrawal_reason"])
