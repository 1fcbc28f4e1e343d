"""Additions of weekends to the pages of a project: a section and timeline entries."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.formatting.times import full_period
from bocage.people.models import Person
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source
from bocage.welcome.visits.weekends.formatting import PlacesFacts, facts_of_places, meeting_words
from bocage.welcome.visits.weekends.models import WeekendHousehold, WelcomeWeekend

NAME = "week-ends"
SHOWN_STATUSES = (
    WelcomeWeekend.Status.OPEN,
    WelcomeWeekend.Status.FULL,
    WelcomeWeekend.Status.CALLED_OFF,
)


def own_weekends(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the household's page, the weekends that it was invited to and that are still
    shown; None if there are none. One query.
    """
    households = [
        household
        for household in _households(project).filter(weekend__status__in=SHOWN_STATUSES)
        if household.is_informed
        and not (household.weekend.status == "called_off" and not household.comes)
    ]
    if not households:
        return None
    return {
        "weekends": [
            {
                "household": household,
                "weekend": household.weekend,
                "meeting": meeting_words(household.weekend),
                "places": facts_of_places(household) if household.comes else PlacesFacts(),
                "is_open": household.weekend.is_to_come,
            }
            for household in households
        ]
    }


def weekends_of_file(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the people who follow the project, all its weekends; None if there are none. One
    query.
    """
    households = list(_households(project))
    return {"households": households} if households else None


def _households(project: SettlementProject) -> Any:
    return (
        rows_of(project, WeekendHousehold.objects.filter(project=project))
        .select_related("weekend__commune", "car", "host__commune")
        .order_by("-weekend__period", "pk")
    )


add_household_section(
    name=NAME,
    title=pgettext_lazy("section", "Week-end d’accueil"),
    template="welcome/visits/weekends/own_section.html",
    rank=24,
    context=own_weekends,
)
add_file_section(
    name=NAME,
    title=pgettext_lazy("section", "Week-ends"),
    template="welcome/visits/weekends/file_section.html",
    rank=51,
    context=weekends_of_file,
)


Status = WeekendHousehold.Status


@timeline_source
def weekends(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entries of a project's weekends: invited, answered, came, called off; one
    query.
    """
    households = rows_of(project, WeekendHousehold.objects.filter(project=project)).select_related(
        "weekend"
    )
    for household in households:
        yield from _of(household)


def _of(household: WeekendHousehold) -> Iterator[TimelineEntry]:
    weekend = household.weekend
    words, url = {"name": weekend.name}, weekend.get_absolute_url()
    if household.invited_at is not None:
        yield TimelineEntry(
            at=household.invited_at,
            kind="stay",
            title=_("Invitation au week-end d’accueil : %(name)s") % words,
            detail=full_period(weekend.starts_at, weekend.ends_at),
            url=url,
            is_shown_to_household=True,
        )
    if household.answered_at is not None:
        yield TimelineEntry(
            at=household.answered_at,
            kind="stay",
            title=_("%(answer)s : %(name)s") % {**words, "answer": _answer(household)},
            url=url,
            is_shown_to_household=True,
        )
    if weekend.ended_at is None:
        return
    if weekend.status == WelcomeWeekend.Status.CALLED_OFF and household.is_informed:
        yield TimelineEntry(
            at=weekend.ended_at,
            kind="stay",
            title=_("Week-end d’accueil annulé : %(name)s") % words,
            detail=weekend.called_off_words,
            url=url,
            is_shown_to_household=True,
        )
    if weekend.status == WelcomeWeekend.Status.HELD and household.comes:
        yield TimelineEntry(
            at=weekend.ends_at,
            kind="stay",
            title=_("Le ménage est venu au week-end d’accueil : %(name)s") % words,
            url=url,
            is_shown_to_household=True,
        )


def _answer(household: WeekendHousehold) -> str:
    answers = {
        Status.COMING: _("Le ménage vient au week-end"),
        Status.WAITING: _("Sur liste d’attente du week-end"),
        Status.DECLINED: _("Le ménage ne vient pas au week-end"),
        Status.INVITED: _("Réponse attendue pour le week-end"),
    }
    return answers[Status(household.status)]
