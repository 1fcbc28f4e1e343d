"""Erasure of the stays and weekends of a household.

The people to be met are notified that nobody comes; desks, seats and beds are freed; texts about
the household are erased. Its attendance and its marks are retained for the figures.
"""

from datetime import datetime

from django.utils import timezone

from bocage.people.erasure import NO_MORE_WORDS
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.itinerary.operations.transactions import locked_stay
from bocage.welcome.visits.stays.models import Stay, StayFeedback, StayStep
from bocage.welcome.visits.stays.operations.stays import call_off_locked
from bocage.welcome.visits.weekends.models import WeekendHousehold, WelcomeWeekend
from bocage.welcome.visits.weekends.operations.households import release_seat


def forget_stays_of(project: SettlementProject, *, now: datetime | None = None) -> None:
    """Calls off the stays to come of an erased project, and erases the words of all its stays; in
    the transaction of the erasure.
    """
    now = now or timezone.now()
    for stay in Stay.objects.open().filter(project=project).order_by("pk"):
        call_off_locked(locked_stay(stay), by=None, words="", now=now)
    stays = Stay.objects.filter(project=project)
    stays.update(name=NO_MORE_WORDS, words="", called_off_words="", arrival_place="")
    StayStep.objects.filter(stay__in=stays).update(words="", last_notification={})
    StayFeedback.objects.filter(stay__in=stays).update(liked="", lacked="")


def forget_weekends_of(project: SettlementProject, *, now: datetime | None = None) -> None:
    """Gives up the seats of an erased project at weekends to come, and erases its words; in the
    transaction of the erasure.
    """
    now = now or timezone.now()
    households = WeekendHousehold.objects.filter(project=project)
    to_come = households.filter(weekend__status__in=WelcomeWeekend.TO_COME)
    for household in to_come.select_related("weekend").order_by("weekend", "pk"):
        release_seat(household, now=now)
    households.update(words="", notified_digest="")
