"""Filters of a board, by the parameters of its query string."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, UUIDField, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.formatting.plain_words import plain_words
from bocage.foundation.registry import Registry
from bocage.people.models import Person
from bocage.people.models.persons import PERSON_WORDS
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.querysets import ProjectQuerySet
from bocage.welcome.shared.key_arrays import IsAmong

HomeWish = SettlementProject.HomeWish


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardNeed:
    """Filter on a need of a household, or on help that it would give to others."""

    word: str
    """Value in the query string."""
    label: str | Promise
    condition: Q


_needs = Registry[BoardNeed](name=attrgetter("word"))

add_board_need = _needs.declaring(BoardNeed)
"""Declare a need by which a board is narrowed; a subject does in its `board_filters`."""


def need_choices() -> list[tuple[str, str | Promise]]:
    """Lists the words of the query string, each with its label."""
    return [(need.word, need.label) for need in _needs]


for _word, _label, _condition in (
    ("fibre", _("la fibre"), Q(needs_fibre=True)),
    ("gare", _("une gare"), Q(needs_station=True)),
    ("sante", _("un médecin"), Q(needs_health=True)),
    ("ecole", _("une école ou une crèche"), ~Q(schools=[])),
    ("bureau", _("un bureau partagé"), Q(workspace_days__gt=0)),
    ("acheter", _("acheter"), Q(home_wish__in=(HomeWish.BUY, HomeWish.RENT_THEN_BUY))),
    ("louer", _("louer"), Q(home_wish__in=(HomeWish.RENT, HomeWish.RENT_THEN_BUY))),
    ("entreprise", _("créer une activité"), Q(has_business_project=True)),
):
    add_board_need(word=_word, label=_label, condition=_condition)

STATES = {
    "": Q(status="open"),
    "pause": Q(status="paused"),
    "clos": Q(status="closed"),
    "tous": Q(),
}
MAX_WORDS = 6
SHORTEST_OF_A_NAME = 3
"""Minimum length of a word searched in the trigram index of people; shorter words match too
much.
"""


def narrowed(
    projects: ProjectQuerySet, filters: Mapping[str, Any], person: Person, now: datetime
) -> ProjectQuerySet:
    """Filters the projects that a board or a list shows by the data of its form."""
    projects = projects.filter(STATES[filters.get("state") or ""])
    if filters.get("stage"):
        projects = projects.filter(stage=filters["stage"])
    if filters.get("is_late"):
        projects = projects.late(now)
    if filters.get("need"):
        projects = projects.filter(_needs[filters["need"]].condition)
    if filters.get("epci"):
        projects = projects.filter(
            Q(commune=None, epci=filters["epci"]) | Q(commune__epci=filters["epci"])
        )
    if filters.get("commune"):
        projects = projects.filter(_wishes(filters["commune"].pk))
    projects = _of_somebody(projects, filters.get("coordinator") or "", person)
    words = plain_words(filters.get("words") or "").split()[:MAX_WORDS]
    return _matching_all(projects, words) if words else projects


def _of_somebody(projects: ProjectQuerySet, coordinator: str, person: Person) -> ProjectQuerySet:
    if not coordinator:
        return projects
    if coordinator == "personne":
        return projects.filter(coordinator=None)
    return projects.filter(coordinator=person.pk if coordinator == "moi" else UUID(coordinator))


def _wishes(code: str) -> Q:
    wishes = SettlementProject.communes.through.objects.filter(commune=code)
    return Q(commune=code) | Q(pk__in=wishes.values("settlementproject"))


def _matching_all(projects: ProjectQuerySet, words: Sequence[str]) -> ProjectQuerySet:
    """Filters the projects that match every word; the search runs once, since a page both counts
    and shows the result.
    """
    matches = projects.filter(IsAmong(F("pk"), _OfEach(*map(_projects_matching, words))))
    keys = Value([*matches.order_by().values_list("pk", flat=True)], ArrayField(UUIDField()))
    return projects.filter(IsAmong(F("pk"), keys))


def _projects_matching(word: str) -> _ProjectsMatching:
    """Returns the expression of the projects that match a word: in the household's name, its trade,
    its origin, its adults' names, its texts, or the messages and notes. A short word is searched in
    the household's short texts only.
    """
    if len(word) < SHORTEST_OF_A_NAME:
        return _ProjectsMatching(Value(word), Value(None))
    people = Person.objects.alias(words=PERSON_WORDS).filter(words__contains=word)
    return _ProjectsMatching(Value(word), ArraySubquery(people.order_by().values("pk")))


class _ProjectsMatching(Func):
    """PostgreSQL function that returns the keys of the projects that match a word, or whose adults
    are among given people, using the index of each text (docs/decisions/row-security.md).
    """

    function = "welcome_projects_matching"
    template = "(SELECT %(function)s(%(expressions)s))"
    output_field = UUIDField()


class _OfEach(Func):
    """Intersection of the keys of every word, as one array that PostgreSQL computes once per
    statement. PostgreSQL estimates a function to be as cheap as an addition, and would call it for
    each project.
    """

    template = "ARRAY(%(expressions)s)"
    arg_joiner = " INTERSECT "
    output_field = ArrayField(UUIDField())
