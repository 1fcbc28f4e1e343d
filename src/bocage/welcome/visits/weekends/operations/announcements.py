"""Notifications to drivers, hosts and households of a weekend about who goes with whom, sent once,
and again after a change. A household that does not consent to be mentioned to helpers is never
named.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.people.models import Person
from bocage.welcome.visits.itinerary.operations.transactions import PROGRAMME_RULES, locked_weekend
from bocage.welcome.visits.weekends import notifications
from bocage.welcome.visits.weekends.errors import NobodyPlaced
from bocage.welcome.visits.weekends.formatting import (
    awaits_volunteers,
    consented_to_helpers,
    facts_of_places,
    facts_of_volunteer,
    mail_of,
    print_of,
    with_adults,
)
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WelcomeWeekend,
)

Volunteer = WeekendCar | NightHost


def notify_places(*, by: Person, weekend: WelcomeWeekend, now: datetime | None = None) -> int:
    """Sends drivers and hosts the request to take their households, and notifies households of
    those who agreed. Returns how many messages were sent; sends nothing if nothing changed.

    Raises:
        NotAllowed: `by` does not prepare the weekend.
        WeekendOver: it was held, or called off.
        NobodyPlaced: no household has a car or a host.
    """
    by.require("welcome.manage_weekend", weekend)
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_weekend(weekend)
        coming = coming_with_adults(locked)
        volunteers = volunteers_of(locked)
        if not any(household.car_id or household.host_id for household in coming) and not _notified(
            volunteers
        ):
            raise NobodyPlaced
        count = _notify_changed_volunteers(locked, volunteers, coming, now=now)
        return count + notify_households(locked, coming)


def follow_a_change(weekend: WelcomeWeekend, volunteer_keys: Iterable[UUID | None]) -> None:
    """Notifies immediately those of these drivers and hosts who were already notified that fewer
    people come, in the transaction of the caller, who holds the lock of the weekend.
    """
    keys = {key for key in volunteer_keys if key is not None}
    volunteers = [
        volunteer for volunteer in _notified(volunteers_of(weekend)) if volunteer.pk in keys
    ]
    if volunteers:
        coming = coming_with_adults(weekend)
        _notify_changed_volunteers(weekend, volunteers, coming, now=timezone.now())


def notify_volunteers_of_cancellation(weekend: WelcomeWeekend) -> None:
    """Notifies the drivers and hosts who were counted on, and did not decline, that the weekend
    will not take place.
    """
    for volunteer in _notified(volunteers_of(weekend)):
        _free(weekend, volunteer, reason=weekend.called_off_words)
        volunteer.save()


def notify_volunteer_nobody_comes(weekend: WelcomeWeekend, volunteer: Volunteer) -> None:
    """Notifies a driver or a host who is taken off the list, if they had been notified before."""
    if volunteer.is_notified:
        _free(weekend, volunteer)


def remind_volunteer(weekend: WelcomeWeekend, volunteer: Volunteer, *, now: datetime) -> bool:
    """Sends a reminder the day before, once, to a driver or a host who was notified by mail and did
    not decline. Returns True if it was sent.
    """
    if not volunteer.notified_mail or volunteer.has_declined or volunteer.reminded_at is not None:
        return False
    guests = guests_of(volunteer, coming_with_adults(weekend))
    agreed = consented_to_helpers(guests)
    guests = [guest for guest in guests if guest.pk in agreed]
    notifications.remind_volunteer(weekend, facts_of_volunteer(volunteer, weekend, guests))
    volunteer.reminded_at = now
    volunteer.save(update_fields=["reminded_at"])
    return True


def coming_with_adults(weekend: WelcomeWeekend) -> list[WeekendHousehold]:
    """Returns the households that come, with all the data that messages need; three queries."""
    coming = weekend.households.filter(status=WeekendHousehold.Status.COMING)
    coming = coming.select_related("project", "car", "host__commune")
    return list(with_adults(coming.order_by("added_at", "id")))


def guests_of(volunteer: Volunteer, coming: Iterable[WeekendHousehold]) -> list[WeekendHousehold]:
    """Returns the households that a driver or a host takes, among those that come."""
    return [
        household for household in coming if volunteer.pk in (household.car_id, household.host_id)
    ]


def volunteers_of(weekend: WelcomeWeekend) -> list[Volunteer]:
    """Cars, then hosts; two queries."""
    return [*weekend.cars.all(), *weekend.hosts.select_related("commune")]


def _notify_changed_volunteers(
    weekend: WelcomeWeekend,
    volunteers: Iterable[Volunteer],
    coming: Collection[WeekendHousehold],
    *,
    now: datetime,
) -> int:
    agreed = consented_to_helpers(coming)
    return sum(
        _notify_if_changed(weekend, volunteer, guests_of(volunteer, coming), agreed, now)
        for volunteer in volunteers
    )


def _notify_if_changed(
    weekend: WelcomeWeekend,
    volunteer: Volunteer,
    guests: list[WeekendHousehold],
    agreed: set[UUID],
    now: datetime,
) -> bool:
    """Notifies a driver or a host if their facts have changed; returns True if a mail was sent."""
    facts = facts_of_volunteer(volunteer, weekend, guests)
    digest = print_of(facts)
    if digest == volunteer.notified_digest:
        return False
    if not digest:
        was_written_to = _free(weekend, volunteer)
        volunteer.save()
        return was_written_to
    if not mail_of(volunteer) or not all(guest.pk in agreed for guest in guests):
        return False
    notifications.request_volunteer(weekend, facts, is_again=volunteer.is_notified)
    volunteer.notified_digest, volunteer.notified_mail, volunteer.notified_at = (
        digest,
        facts.mail,
        now,
    )
    volunteer.answer, volunteer.answered_at, volunteer.reminded_at = (
        volunteer.Answer.NONE,
        None,
        None,
    )
    volunteer.save()
    return True


def _free(weekend: WelcomeWeekend, volunteer: Volunteer, *, reason: str = "") -> bool:
    """Notifies a driver or a host that nobody comes, unless they had declined; the caller saves.
    One who was informed orally stays marked so: the person who prepares the weekend calls them, and
    records it.
    """
    has_to_know = not volunteer.has_declined
    if has_to_know and volunteer.is_notified_aloud:
        return False
    if has_to_know:
        notifications.notify_volunteer_nobody_comes(weekend, volunteer, reason=reason)
    count_on_nobody(volunteer)
    return has_to_know


def count_on_nobody(volunteer: Volunteer) -> None:
    """Resets the notification and the answer of a driver or a host; the caller saves."""
    volunteer.notified_digest, volunteer.notified_mail, volunteer.notified_at = "", "", None
    volunteer.answer, volunteer.answered_at, volunteer.reminded_at = (
        volunteer.Answer.NONE,
        None,
        None,
    )


def notify_households(weekend: WelcomeWeekend, coming: Iterable[WeekendHousehold]) -> int:
    """Notifies the households whose driver and host have all answered, in the transaction of the
    caller, who holds the lock of the weekend. Returns the number notified.
    """
    notified = 0
    for household in coming:
        if awaits_volunteers(household):
            continue
        facts = facts_of_places(household)
        digest = print_of(facts)
        if digest == household.notified_digest:
            continue
        household.weekend = weekend
        if digest:
            notifications.notify_household_of_places(household, facts)
            notified += 1
        household.notified_digest = digest
        household.save(update_fields=["notified_digest"])
    return notified


def _notified(volunteers: Iterable[Volunteer]) -> list[Volunteer]:
    return [volunteer for volunteer in volunteers if volunteer.is_notified]
