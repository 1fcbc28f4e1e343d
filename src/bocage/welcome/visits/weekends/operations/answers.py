"""Answers of drivers and hosts of a weekend: by the signed link of their mail, or oral.

The link is valid for the address that it was sent to: it is refused once another person, or nobody,
is expected. Oral answers are recorded by the person who prepares the weekend.
"""

from datetime import datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.people.models import Person
from bocage.welcome.visits.itinerary.operations.transactions import PROGRAMME_RULES, locked_weekend
from bocage.welcome.visits.weekends import notifications
from bocage.welcome.visits.weekends.errors import VolunteerNotNotified
from bocage.welcome.visits.weekends.formatting import facts_of_volunteer, print_of
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WeekendVolunteer,
    WelcomeWeekend,
)
from bocage.welcome.visits.weekends.operations.announcements import (
    coming_with_adults,
    count_on_nobody,
    guests_of,
    notify_households,
)

Volunteer = WeekendCar | NightHost


def agree_to_take(*, volunteer: Volunteer, mail: str, now: datetime | None = None) -> Volunteer:
    """Records by mail that a driver or a host agrees (« C’est d’accord »), even after they had
    declined, and notifies their households. Idempotent.

    Raises:
        WeekendOver: the weekend was held, or called off.
        NoLongerPossible: they are no longer expected.
    """
    with refusing(PROGRAMME_RULES):
        locked = _locked(volunteer, mail)
        if not locked.has_agreed:
            locked.answer, locked.answered_at = locked.Answer.YES, now or timezone.now()
            locked.save(update_fields=["answer", "answered_at"])
            _notify_households_of(locked)
    return locked


def decline_to_take(*, volunteer: Volunteer, mail: str, now: datetime | None = None) -> Volunteer:
    """Records by mail that a driver or a host declines (« Je ne peux pas »), and notifies the
    person who prepares the weekend, once, who places the households again.

    Raises:
        WeekendOver, NoLongerPossible: see `agree_to_take`.
    """
    with refusing(PROGRAMME_RULES):
        locked = _locked(volunteer, mail)
        if not locked.has_declined:
            locked.answer, locked.answered_at = locked.Answer.NO, now or timezone.now()
            locked.save(update_fields=["answer", "answered_at"])
            households = locked.households.filter(status=WeekendHousehold.Status.COMING)
            notifications.notify_team_of_declining_volunteer(
                locked, list(households.order_by("pk").values_list("project__name", flat=True))
            )
    return locked


def note_spoken_yes(*, by: Person, volunteer: Volunteer, now: datetime | None = None) -> Volunteer:
    """Records that a driver or a host agreed orally to the households currently assigned to them.
    Later changes are to be notified again: by mail if they have an address, or else by telephone.

    Raises:
        NotAllowed: `by` does not prepare the weekend.
        WeekendOver: it was held, or called off.
        VolunteerNotNotified: no household is placed with them, or they are off the list.
    """
    return _note(by, volunteer, WeekendVolunteer.Answer.YES, now or timezone.now())


def note_spoken_no(*, by: Person, volunteer: Volunteer, now: datetime | None = None) -> Volunteer:
    """Records that a driver or a host declined orally: their households must be placed again.

    Raises:
        NotAllowed, WeekendOver, VolunteerNotNotified: see `note_spoken_yes`.
    """
    return _note(by, volunteer, WeekendVolunteer.Answer.NO, now or timezone.now())


def record_oral_release(*, by: Person, volunteer: Volunteer) -> Volunteer:
    """Records that a driver or a host was informed orally that they are no longer expected.
    Idempotent.

    Raises:
        NotAllowed, WeekendOver: see `note_spoken_yes`.
        VolunteerNotNotified: they are off the list.
    """
    by.require("welcome.manage_weekend", volunteer.weekend)
    with refusing(PROGRAMME_RULES):
        weekend = locked_weekend(volunteer.weekend)
        locked = _fresh(volunteer, weekend)
        if locked is None:
            raise VolunteerNotNotified
        if not guests_of(locked, coming_with_adults(weekend)):
            count_on_nobody(locked)
            locked.save()
    return locked


def check_counted_on(volunteer: Volunteer, mail: str) -> None:
    """Checks that the driver or the host who answers is still counted on.

    Raises:
        NoLongerPossible: they are not.
    """
    if (
        not volunteer.is_notified
        or volunteer.notified_mail != mail
        or not volunteer.weekend.is_to_come
    ):
        raise NoLongerPossible


def _locked(volunteer: Volunteer, mail: str) -> Volunteer:
    fresh = _fresh(volunteer, locked_weekend(volunteer.weekend))
    if fresh is None:
        raise NoLongerPossible
    check_counted_on(fresh, mail)
    return fresh


def _note(by: Person, volunteer: Volunteer, answer: str, now: datetime) -> Volunteer:
    by.require("welcome.manage_weekend", volunteer.weekend)
    with refusing(PROGRAMME_RULES):
        weekend = locked_weekend(volunteer.weekend)
        locked = _fresh(volunteer, weekend)
        guests = guests_of(locked, coming_with_adults(weekend)) if locked is not None else []
        if locked is None or not guests:
            raise VolunteerNotNotified
        facts = facts_of_volunteer(locked, weekend, guests)
        digest = print_of(facts)
        if locked.notified_digest != digest:
            locked.notified_digest, locked.notified_mail, locked.notified_at = (
                digest,
                facts.mail,
                now,
            )
            locked.reminded_at = None
        if locked.answer != answer:
            locked.answer, locked.answered_at = answer, now
        locked.save()
        if locked.has_agreed:
            _notify_households_of(locked)
    return locked


def _notify_households_of(volunteer: Volunteer) -> None:
    """Notifies the households of a driver or a host, read again with the answer just recorded."""
    weekend = volunteer.weekend
    notify_households(weekend, guests_of(volunteer, coming_with_adults(weekend)))


def _fresh(volunteer: Volunteer, weekend: WelcomeWeekend) -> Volunteer | None:
    """Locks a driver or a host under the lock of the weekend, and returns their current state; None
    once they are off the list.
    """
    locked: Volunteer | None = (
        lock_rows(type(volunteer)._default_manager.all()).filter(pk=volunteer.pk).first()
    )
    if locked is not None:
        locked.weekend = weekend
    return locked
