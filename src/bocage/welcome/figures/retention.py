"""Retention after one and two years: by commune, with or without a sponsor or the club."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from bocage.people.models import Entitlement
from bocage.welcome.figures.tables import Figure, FigureRow, count, share
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.projects.models.projects import ARRIVED, HouseholdAdult
from bocage.welcome.projects.querysets import ProjectQuerySet
from bocage.welcome.sponsors.models import Sponsorship

AFTER = (12, 24)
"""Months after the move at which we look."""


@dataclass(frozen=True, kw_only=True)
class Household:
    """Facts about one household from which retention is computed."""

    commune: str
    moved_in_on: date
    left_on: date | None
    last_seen_months: int
    """Latest follow-up, in months, that the household answered while living here."""
    had_sponsor: bool
    is_of_club: bool

    def is_gone(self, months: int) -> bool:
        """Checks whether the household left before so many months had passed."""
        return self.left_on is not None and self.left_on < self.moved_in_on + relativedelta(
            months=months
        )

    def is_here(self, months: int) -> bool:
        """Checks whether the household is known to have lived here after so many months: it
        answered a later follow-up, or left later.
        """
        return not self.is_gone(months) and (
            self.left_on is not None or self.last_seen_months >= months
        )


def retention_figures(projects: ProjectQuerySet, today: date) -> list[Figure]:
    """Computes the retention figures at twelve and at twenty-four months; two queries."""
    households = _households(projects)
    return [_figure(households, months, today) for months in AFTER]


def _households(projects: ProjectQuerySet) -> list[Household]:
    of_it = {"project": OuterRef("pk")}
    sponsored = Sponsorship.objects.filter(status__in=["active", "ended"], **of_it)
    of_club = HouseholdAdult.objects.filter(
        person__entitlements__kind=Entitlement.Kind.CLUB_MEMBER,
        person__entitlements__as_guest=False,
        **of_it,
    )
    arrived = (
        projects.filter(stage__in=ARRIVED)
        .order_by("commune__name", "pk")
        .annotate(had_sponsor=Exists(sponsored), is_of_club=Q(was_of_club=True) | Exists(of_club))
        .values_list("pk", "commune__name", "moved_in_on", "left_on", "had_sponsor", "is_of_club")
    )
    answered = FollowUp.objects.filter(project__in=projects, still_here=True)
    last_months = dict(answered.order_by("months").values_list("project", "months"))
    return [
        Household(
            commune=commune,
            moved_in_on=moved_in_on,
            left_on=left_on,
            last_seen_months=last_months.get(key, 0),
            had_sponsor=had_sponsor,
            is_of_club=is_of_club,
        )
        for key, commune, moved_in_on, left_on, had_sponsor, is_of_club in arrived
        if moved_in_on is not None
    ]


def _figure(households: list[Household], months: int, today: date) -> Figure:
    due = [
        household
        for household in households
        if household.moved_in_on + relativedelta(months=months) <= today
    ]
    groups: list[tuple[str, Callable[[Household], bool]]] = [
        (_("Ensemble"), lambda _household: True),
        (_("Avec un parrain ou une marraine"), lambda household: household.had_sponsor),
        (_("Sans parrain ni marraine"), lambda household: not household.had_sponsor),
        (_("Membres du club"), lambda household: household.is_of_club),
        (_("Hors du club"), lambda household: not household.is_of_club),
    ]
    rows = [
        _row(label, [household for household in due if holds(household)], months)
        for label, holds in groups
        if due
    ]
    by_commune = groupby(sorted(due, key=attrgetter("commune")), key=attrgetter("commune"))
    rows += [_row(commune, list(of_it), months) for commune, of_it in by_commune]
    return Figure(
        name=f"toujours_ici_{months}",
        title=_("Toujours ici après %(months)d mois") % {"months": months},
        definition=_(
            "Parmi les ménages installés depuis au moins %(months)d mois : part de ceux dont on "
            "sait qu’ils vivaient encore ici à cette date (ils l’ont dit alors ou plus tard, ou "
            "sont repartis après), sur ceux dont on sait s’ils étaient restés ou repartis. Les "
            "autres sont sans nouvelles et comptés à part. Un ménage est parrainé s’il l’a été un "
            "jour, du club si l’un de ses adultes en a été membre ; un invité ne l’est pas encore."
        )
        % {"months": months},
        measured_on=today,
        head=_("Groupe ou commune"),
        columns=[_("Toujours ici"), _("Ménages"), _("Repartis"), _("Sans nouvelles")],
        rows=rows,
        is_drawn=False,
    )


def _row(label: str, households: list[Household], months: int) -> FigureRow:
    here_count = sum(household.is_here(months) for household in households)
    gone_count = sum(household.is_gone(months) for household in households)
    whole = len(households)
    return FigureRow(
        label=label,
        cells=[
            share(here_count, here_count + gone_count),
            count(whole),
            count(gone_count),
            count(whole - here_count - gone_count),
        ],
    )
