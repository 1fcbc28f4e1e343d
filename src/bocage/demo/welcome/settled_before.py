"""Households settled in the demo's Orne in the last years, before those that it shows.

Their projects are erased, as inactive ones are in time: they cannot be found, but the figures count
them. Without them the demo's indicators would have nothing to compare with.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from bocage.demo.days import at_hour
from bocage.territory.models import Commune, Departement
from bocage.welcome.models import FollowUp, SettlementProject, Stage

ARRIVALS = {
    "61001": (6, 9, 11, 14),
    "61169": (5, 6, 8, 11),
    "61293": (6, 8, 11, 15),
    "61006": (5, 5, 7, 10),
    "61214": (5, 6, 6, 9),
    "61464": (6, 7, 9, 12),
    "61156": (5, 5, 5, 6),
    "61038": (5, 6, 8, 9),
}
"""Arrivals of households by commune: three, two and one years ago, and in the whole current
year."""
GOES = 9
"""One household in this many leaves before the end of its first year."""
Work = SettlementProject.Work
WORKS = (Work.EMPLOYEE, Work.INDEPENDENT, Work.EMPLOYEE, Work.FOUNDER, Work.OTHER)


def create_settled_households(now: datetime) -> int:
    """Creates the projects of households that settled before, with their answers one year and two
    years after they came; returns the number of households.
    """
    today = timezone.localdate(now)
    departement = Departement.objects.get(code="61")
    loaded_communes = set(Commune.objects.filter(pk__in=ARRIVALS).values_list("pk", flat=True))
    days = [(code, day) for code, day in _days(today) if code in loaded_communes]
    projects = SettlementProject.objects.bulk_create(
        [
            _project(departement, code, day, number, now)
            for number, (code, day) in enumerate(days, start=1)
        ]
    )
    FollowUp.objects.bulk_create(
        [follow_up for project in projects for follow_up in _follow_ups(project, today)]
    )
    return len(projects)


def _days(today: date) -> Iterator[tuple[str, date]]:
    """Yields the arrival dates of the households, spread evenly over each year."""
    for code, counts in ARRIVALS.items():
        for ago, count in zip((3, 2, 1, 0), counts, strict=True):
            first = date(today.year - ago, 1, 4)
            for number in range(count):
                day = first + timedelta(days=355 * number // count)
                if day < today - timedelta(days=7):
                    yield code, day


def _project(
    departement: Departement, commune: str, day: date, number: int, now: datetime
) -> SettlementProject:
    arrived = at_hour(timezone.make_aware(datetime.combine(day, datetime.min.time())), 10)
    sent_at = arrived - timedelta(days=40 + 3 * (number % 12))
    left_on = day + timedelta(days=200 + number % 90) if number % GOES == 0 else None
    return SettlementProject(
        departement=departement,
        commune_id=commune,
        name="",
        stage=Stage.ROOTED,
        stage_since=arrived,
        sent_at=sent_at,
        answer_due_at=sent_at + timedelta(hours=24),
        answered_at=sent_at + timedelta(hours=4 + number * 5 % 40),
        last_contact_at=arrived,
        moved_in_on=day,
        left_on=left_on if left_on and left_on < timezone.localdate(now) else None,
        adults_count=1 + number % 2,
        children_count=number * 7 % 4,
        work=WORKS[number % len(WORKS)],
        erased_at=now,
    )


def _follow_ups(project: SettlementProject, today: date) -> Iterator[FollowUp]:
    """Yields the follow-ups of a household that still lives there."""
    day = project.moved_in_on
    for months in (12, 24):
        due_on = day and day + timedelta(days=365 * months // 12)
        if due_on and due_on < today and project.left_on is None:
            answered = at_hour(
                timezone.make_aware(datetime.combine(due_on, datetime.min.time())), 18
            )
            yield FollowUp(
                project=project,
                months=months,
                due_on=due_on,
                requested_at=answered,
                answered_at=answered,
                still_here=True,
            )
