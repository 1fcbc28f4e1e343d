"""Scheduled jobs of stays and weekends: notifications, reminders, endings. Safe to run twice, and
concurrently.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.welcome.visits.itinerary.operations.appointments import remind_person_met
from bocage.welcome.visits.itinerary.operations.transactions import (
    fresh_shared_step,
    fresh_step,
    locked_stay,
    locked_weekend,
)
from bocage.welcome.visits.itinerary.visits import visit_of
from bocage.welcome.visits.stays import notifications as stay_notifications
from bocage.welcome.visits.stays.models import Stay, StayStep
from bocage.welcome.visits.stays.operations.announcements import notify_programme
from bocage.welcome.visits.stays.operations.stays import end_stay
from bocage.welcome.visits.weekends.errors import WeekendOver
from bocage.welcome.visits.weekends.models import WeekendHousehold, WeekendStep, WelcomeWeekend
from bocage.welcome.visits.weekends.operations.announcements import remind_volunteer, volunteers_of
from bocage.welcome.visits.weekends.operations.weekends import hold_weekend

QUIET = timedelta(minutes=10)
"""Delay after the last edit before changes of a programme are sent, so that ten edits make one
message.
"""
REMIND_FROM_HOUR = 9
"""Local hour from which reminders are sent, the day before."""
INVITED_STEPS = (
    Q(reminded_at=None, declined_at=None) & ~Q(last_notification={}) & ~Q(status="called_off")
)
"""Steps whose person met was notified, and neither declined nor received a reminder."""


@periodic("*/5 * * * *", description=_("Annonce les séjours dont le programme a changé"))
def notify_programme_changes(*, now: datetime | None = None) -> int:
    """Sends the pending changes of confirmed stays that were not edited for `QUIET`. Returns the
    number of stays.
    """
    now = now or timezone.now()
    changed = Stay.objects.confirmed().filter(
        changed_at__gt=F("notified_at"), changed_at__lte=now - QUIET, period__endswith__gt=now
    )
    stays = list(changed.select_related("project"))
    for stay in stays:
        notify_programme(by=None, stay=stay, now=now)
    return len(stays)


def remind_of_tomorrow(*, now: datetime | None = None) -> int:
    """Sends reminders to the households that arrive tomorrow, and to the people whom a stay meets
    tomorrow; once each. Returns the number sent.
    """
    now = now or timezone.now()
    if timezone.localtime(now).hour < REMIND_FROM_HOUR:
        return 0
    tomorrow = _tomorrow(now)
    stays = Stay.objects.confirmed().filter(tomorrow, reminded_at=None)
    reminded = sum(_remind_household(stay, now) for stay in stays)
    steps = StayStep.objects.filter(
        tomorrow, INVITED_STEPS, stay__status=Stay.Status.CONFIRMED
    ).select_related("stay")
    return reminded + sum(_remind_of_step(step, now) for step in steps)


def end_past_stays(*, now: datetime | None = None) -> int:
    """Ends the confirmed stays whose period has passed, and requests feedback from the
    households.
    """
    now = now or timezone.now()
    stays = list(Stay.objects.confirmed().over_by(now).select_related("project"))
    for stay in stays:
        end_stay(by=None, stay=stay, now=now)
    return len(stays)


def remind_volunteers_of_tomorrow(*, now: datetime | None = None) -> int:
    """Sends reminders to the drivers and hosts of weekends that begin tomorrow; each once. Returns
    how many.
    """
    now = now or timezone.now()
    if timezone.localtime(now).hour < REMIND_FROM_HOUR:
        return 0
    weekends = WelcomeWeekend.objects.to_come().filter(_tomorrow(now)).order_by("pk")
    return sum(_remind_volunteers(weekend, now) for weekend in weekends)


def remind_of_appointments_tomorrow(*, now: datetime | None = None) -> int:
    """Sends reminders to the people whom the households of a weekend meet together tomorrow; once
    each. Returns the number sent.
    """
    now = now or timezone.now()
    if timezone.localtime(now).hour < REMIND_FROM_HOUR:
        return 0
    steps = (
        WeekendStep.objects.filter(
            _tomorrow(now), INVITED_STEPS, weekend__status__in=WelcomeWeekend.TO_COME
        )
        .select_related("weekend")
        .order_by("weekend", "period")
    )
    return sum(_remind_of_shared_step(step, now) for step in steps)


def end_past_weekends(*, now: datetime | None = None) -> int:
    """Marks as held the weekends that are past and to which a household was coming; for the others,
    the person who prepares them decides. Returns how many.
    """
    now = now or timezone.now()
    past = WelcomeWeekend.objects.to_come().filter(
        period__endswith__lte=now, households__status=WeekendHousehold.Status.COMING
    )
    weekends = list(past.distinct().order_by("pk"))
    for weekend in weekends:
        hold_weekend(by=None, weekend=weekend, now=now)
    return len(weekends)


def _tomorrow(now: datetime) -> Q:
    midnight = (timezone.localtime(now) + timedelta(days=1)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return Q(period__startswith__gte=midnight, period__startswith__lt=midnight + timedelta(days=1))


def _remind_volunteers(weekend: WelcomeWeekend, now: datetime) -> int:
    with transaction.atomic():
        try:
            locked = locked_weekend(weekend)
        except WeekendOver:
            return 0
        return sum(
            remind_volunteer(locked, volunteer, now=now) for volunteer in volunteers_of(locked)
        )


def _remind_of_shared_step(step: WeekendStep, now: datetime) -> bool:
    with transaction.atomic():
        try:
            weekend = locked_weekend(step.weekend)
        except WeekendOver:
            return False
        coming = weekend.households.filter(status=WeekendHousehold.Status.COMING)
        if not coming.exists():
            return False
        return remind_person_met(visit_of(weekend), fresh_shared_step(step, weekend), now=now)


def _remind_household(stay: Stay, now: datetime) -> bool:
    with transaction.atomic():
        locked = locked_stay(stay)
        if not locked.is_confirmed or locked.reminded_at is not None:
            return False
        locked.reminded_at = now
        locked.save(update_fields=["reminded_at"])
        stay_notifications.remind_household(locked)
    return True


def _remind_of_step(step: StayStep, now: datetime) -> bool:
    with transaction.atomic():
        stay = locked_stay(step.stay)
        if not stay.is_confirmed:
            return False
        return remind_person_met(visit_of(stay), fresh_step(step, stay), now=now)
