"""Cancellation of the stays and weekends to come of a project that is closed."""

from datetime import datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.itinerary.operations.transactions import PROGRAMME_RULES, locked_stay
from bocage.welcome.visits.stays import notifications as stay_notifications
from bocage.welcome.visits.stays.models import Stay
from bocage.welcome.visits.stays.operations.stays import call_off_locked
from bocage.welcome.visits.weekends import notifications as weekend_notices
from bocage.welcome.visits.weekends.models import WeekendHousehold, WelcomeWeekend
from bocage.welcome.visits.weekends.operations.households import release_seat


def call_off_visits(*, project: SettlementProject, now: datetime | None = None) -> list[Stay]:
    """Calls off the stays to come of a project whose household will not come, and gives up its
    seats at weekends. Its desks, seats and beds are freed, and the people who were to meet it are
    notified. The household is notified of the cancellation of stays already announced to it and of
    weekends where it had a seat; both leave its calendars. Returns the stays to come; a second call
    returns none.
    """
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        stays = [locked_stay(stay) for stay in _stays_to_come(project)]
        for stay in stays:
            was_confirmed = stay.is_confirmed
            if call_off_locked(stay, by=None, words="", now=now) and was_confirmed:
                stay_notifications.notify_household_of_cancellation(stay, by=None)
        for household in _weekends_to_come(project):
            household_left = release_seat(household, now=now)
            if household_left is not None and project.merged_into_id is None:
                weekend_notices.notify_seat_freed(household_left)
    return stays


def _stays_to_come(project: SettlementProject) -> list[Stay]:
    return list(Stay.objects.open().filter(project=project).order_by("pk"))


def _weekends_to_come(project: SettlementProject) -> list[WeekendHousehold]:
    households = WeekendHousehold.objects.filter(
        project=project, weekend__status__in=WelcomeWeekend.TO_COME
    ).exclude(status=WeekendHousehold.Status.DECLINED)
    return list(households.select_related("weekend").order_by("weekend", "pk"))
