"""Welcome weekends in the Espace: to-dos of the people who prepare them, and of households."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import format_period
from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person
from bocage.welcome.projects.own_waiting import waits_for_household
from bocage.welcome.visits.policies import weekends_managed_by
from bocage.welcome.visits.weekends.concerns import concerns_of
from bocage.welcome.visits.weekends.models import WeekendHousehold, WelcomeWeekend
from bocage.welcome.visits.weekends.selectors import WeekendOverview, overviews_of

FEW = 5
NEAR = timedelta(days=7)
OPEN = (WelcomeWeekend.Status.OPEN, WelcomeWeekend.Status.FULL)


@todo_provider
def weekends_to_decide(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of the people who prepare weekends: missing hosts or cars, conflicts,
    people to notify, feedback to read. One to-do a weekend; as many queries for five weekends as
    for one.
    """
    if not person.has_perm("welcome.see_stays"):
        return
    weekends = list(
        weekends_managed_by(person)
        .to_come()
        .select_related("commune")
        .order_by("period", "pk")[:FEW]
    )
    for overview in overviews_of(weekends) if weekends else []:
        concerns = concerns_of(overview)
        if concerns:
            yield _concerns_task(overview, concerns)
    unread = Q(households__stay__feedback__given_at__gt=F("feedback_read_at")) | Q(
        feedback_read_at=None, households__stay__feedback__isnull=False
    )
    unread_weekends = weekends_managed_by(person).filter(status=WelcomeWeekend.Status.HELD)
    unread_weekends = unread_weekends.annotate(
        unread=Count("households__stay__feedback", filter=unread)
    )
    for weekend in unread_weekends.filter(unread__gt=0).order_by("-period", "pk")[:FEW]:
        yield _to_read(weekend)


@waits_for_household
def weekends_to_answer(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of an adult of a household that is invited to a weekend and has not
    answered. One query.
    """
    invited = (
        WeekendHousehold.objects.filter(
            project__adults__person=person,
            project__erased_at=None,
            status=WeekendHousehold.Status.INVITED,
            invited_at__isnull=False,
            weekend__status__in=OPEN,
        )
        .select_related("weekend")
        .order_by("weekend__period", "pk")
    )
    for household in invited[:FEW]:
        weekend = household.weekend
        yield Todo(
            title=_("Vous êtes invités : %(name)s") % {"name": weekend.name},
            detail=format_period(weekend.starts_at, weekend.ends_at),
            action=_("Répondre"),
            url=f"{reverse('own_project')}#week-ends",
            due_at=weekend.starts_at,
        )


def _concerns_task(overview: WeekendOverview, concerns: list[str]) -> Todo:
    weekend, count = overview.weekend, len(concerns)
    is_near = weekend.starts_at <= timezone.now() + NEAR
    return Todo(
        title=ngettext(
            "%(name)s : %(count)d point à régler", "%(name)s : %(count)d points à régler", count
        )
        % {"name": weekend.name, "count": count},
        detail=" ".join(concerns[:3]),
        action=_("Ouvrir le week-end"),
        url=weekend.get_absolute_url(),
        urgency="late" if is_near else "soon",
        due_at=weekend.starts_at,
    )


def _to_read(weekend: WelcomeWeekend) -> Todo:
    count: int = weekend.unread  # type: ignore[attr-defined]  # counted by the query
    return Todo(
        title=ngettext(
            "%(name)s : %(count)d avis à lire", "%(name)s : %(count)d avis à lire", count
        )
        % {"name": weekend.name, "count": count},
        detail=_("Ce que les familles en disent."),
        action=_("Lire"),
        url=f"{weekend.get_absolute_url()}#avis",
    )
