"""Households of a welcome weekend: invited, coming, waiting, not coming; their programmes.

The weekend is locked first, so that the last seat goes to the first household that accepts, and a
freed seat to the first on the waiting list. The database also checks the number of seats.
"""

from datetime import datetime

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.db.web_role import as_the_instance
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.itinerary.operations.copies import copy_step
from bocage.welcome.visits.itinerary.operations.transactions import PROGRAMME_RULES, locked_weekend
from bocage.welcome.visits.stays.models import Stay
from bocage.welcome.visits.stays.operations.stays import call_off_stay_of_weekend
from bocage.welcome.visits.weekends import notifications
from bocage.welcome.visits.weekends.models import WeekendHousehold, WelcomeWeekend
from bocage.welcome.visits.weekends.operations.announcements import follow_a_change
from bocage.welcome.visits.weekends.operations.weekends import update_fullness

Status = WeekendHousehold.Status


def invite_household(
    *,
    by: Person,
    weekend: WelcomeWeekend,
    project: SettlementProject,
    now: datetime | None = None,
) -> WeekendHousehold:
    """Adds a household to the list of a weekend; the invitation is sent once the weekend is open.
    Idempotent.

    Raises:
        NotAllowed: `by` does not prepare the weekend, or does not follow the project.
        WeekendOver: it was held, or called off.
    """
    is_allowed = by.has_perm("welcome.manage_weekend", weekend)
    if not is_allowed or not by.has_perm("welcome.follow_project", project):
        raise NotAllowed
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_weekend(weekend)
        household, is_new = WeekendHousehold.objects.get_or_create(
            weekend=locked,
            project=project,
            defaults={"added_at": now, "people": project.adults_count + project.children_count},
        )
        if is_new and locked.status != WelcomeWeekend.Status.DRAFT:
            household.invited_at = now
            household.save(update_fields=["invited_at"])
            notifications.invite(household)
    return household


def come_to_weekend(
    *, by: Person, household: WeekendHousehold, now: datetime | None = None
) -> WeekendHousehold:
    """Accepts the invitation of a household (« Nous venons »): gives it a seat if one is left, or a
    place on the waiting list. Idempotent.

    Raises:
        NotAllowed: `by` is neither of the household nor prepares the weekend.
        WeekendOver: it was held, or called off.
    """
    _check_answers(by, household)
    now = now or timezone.now()
    # Row-level security hides the other households of the weekend, which are needed here.
    with refusing(PROGRAMME_RULES), as_the_instance():
        weekend = locked_weekend(household.weekend)
        locked = _locked(household, weekend)
        if locked.status in (Status.COMING, Status.WAITING):
            return locked
        locked.answered_at = now
        coming = weekend.households.filter(status=Status.COMING).count()
        if coming < weekend.seats:
            _seat(locked)
            notifications.notify_seat(locked)
        else:
            locked.status, locked.waiting_since = Status.WAITING, now
            locked.save()
            notifications.notify_waiting(locked)
        _update_fullness(weekend)
    return locked


def decline_weekend(
    *, by: Person, household: WeekendHousehold, now: datetime | None = None
) -> WeekendHousehold:
    """Declines the invitation of a household (« Nous ne venons pas »): its seat, car and beds are
    freed, its stay is called off, and the first household on the waiting list has the seat.
    Idempotent.

    Raises:
        NotAllowed, WeekendOver: see `come_to_weekend`.
    """
    _check_answers(by, household)
    now = now or timezone.now()
    # Row-level security hides the other households of the weekend, which are needed here.
    with refusing(PROGRAMME_RULES), as_the_instance():
        weekend = locked_weekend(household.weekend)
        locked = _locked(household, weekend)
        if locked.status == Status.DECLINED:
            return locked
        had_a_seat, volunteers = locked.status == Status.COMING, (locked.car_id, locked.host_id)
        _leave(locked, now)
        if had_a_seat:
            stay = call_off_stay_of_weekend(by=by, household=locked, now=now)
            notifications.confirm_seat_given_up(locked, stay)
            follow_a_change(weekend, volunteers)
            instead = _seat_the_next(weekend)
            notifications.notify_team_of_declining_household(locked, instead=instead)
        _update_fullness(weekend)
    return locked


def release_seat(household: WeekendHousehold, *, now: datetime) -> WeekendHousehold | None:
    """Gives up the place of a household that is erased, or whose project closes: the first on the
    waiting list has its seat, and its driver and host are notified. Runs in the transaction of the
    caller. Returns the household if it had a seat, else None.
    """
    with as_the_instance():
        weekend = locked_weekend(household.weekend)
        locked = _locked(household, weekend)
        had_a_seat, volunteers = locked.status == Status.COMING, (locked.car_id, locked.host_id)
        _leave(locked, now)
        if had_a_seat:
            follow_a_change(weekend, volunteers)
            _seat_the_next(weekend)
        _update_fullness(weekend)
    return locked if had_a_seat else None


def prepare_programmes(
    *, by: Person, weekend: WelcomeWeekend, now: datetime | None = None
) -> list[Stay]:
    """Creates a stay for each household that comes and has none, from the shared steps; each may
    then have steps of its own. A household on another stay at these dates keeps that stay; one that
    comes after all, though its stay was called off, gets a new one.

    Raises:
        NotAllowed: `by` does not prepare the weekend.
        WeekendOver: it was held, or called off.
    """
    by.require("welcome.manage_weekend", weekend)
    now = now or timezone.now()
    with refusing(PROGRAMME_RULES):
        locked = locked_weekend(weekend)
        steps = list(locked.steps.exclude(status="called_off").order_by("period", "id"))
        households = locked.households.filter(status=Status.COMING).order_by("added_at", "id")
        stays = []
        for household in households.select_related("project", "stay"):
            if household.has_programme or _is_here_already(household, locked):
                continue
            stay = _stay_for(household, locked, by, now)
            for step in steps:
                copy_step(step, stay)
            household.stay = stay
            household.save(update_fields=["stay"])
            stays.append(stay)
    return stays


def _check_answers(by: Person, household: WeekendHousehold) -> None:
    is_of_household = by.has_perm("welcome.see_own_project", household.project)
    if not is_of_household and not by.has_perm("welcome.manage_weekend", household.weekend):
        raise NotAllowed


def _locked(household: WeekendHousehold, weekend: WelcomeWeekend) -> WeekendHousehold:
    locked = lock_row(household, "project", "stay__project")
    locked.weekend = weekend
    return locked


def _seat(household: WeekendHousehold) -> None:
    household.status, household.waiting_since = Status.COMING, None
    household.sequence += 1
    household.save()


def _leave(household: WeekendHousehold, now: datetime) -> None:
    household.status, household.answered_at = Status.DECLINED, now
    household.waiting_since = household.placed_at = household.car = household.host = None
    household.notified_digest = ""
    household.sequence += 1
    household.save()


def _seat_the_next(weekend: WelcomeWeekend) -> WeekendHousehold | None:
    """Gives a free seat to the first that waits, and answers with it."""
    waiting = weekend.households.filter(status=Status.WAITING).select_related("project")
    first = waiting.order_by("waiting_since", "id").first()
    if first is not None:
        first.weekend = weekend
        _seat(first)
        notifications.notify_seat(first)
    return first


def _update_fullness(weekend: WelcomeWeekend) -> None:
    update_fullness(weekend)
    weekend.save(update_fields=["status"])


def _is_here_already(household: WeekendHousehold, weekend: WelcomeWeekend) -> bool:
    stays = Stay.objects.filter(project=household.project_id, period__overlap=weekend.period)
    return stays.exclude(status=Stay.Status.CALLED_OFF).exists()


def _stay_for(
    household: WeekendHousehold, weekend: WelcomeWeekend, by: Person, now: datetime
) -> Stay:
    return Stay.objects.create(
        project=household.project,
        name=weekend.name,
        period=weekend.period,
        arrival_place=weekend.meeting_place,
        arrival_commune=weekend.commune,
        words=weekend.words,
        prepared_by=by,
        prepared_at=now,
        changed_at=now,
    )
