"""What welcome weekends tell of a project. What households say of them is told with their stay."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.foundation.formatting.spoken_time import full_period
from bocage.welcome.models.weekends import WeekendHousehold, WelcomeWeekend
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source

Status = WeekendHousehold.Status


@timeline_source
def weekends(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Invited, answered, came, called off; one query."""
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
    if weekend.status == WelcomeWeekend.Status.CALLED_OFF and household.knows_of_it:
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
