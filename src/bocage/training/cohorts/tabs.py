"""Tabs of a cohort's pages, registered by each subject.

    add_cohort_tab(label=_("Séances"), url_name="cohort_sessions", rank=10)

The page takes the identifier of the cohort as `cohort_id`; its template extends
`training/cohorts/frame.html`, and its view passes it `cohort` and `tabs` (`shown_tabs`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from bocage.foundation.registry import Registry
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.presentation import days_words


def _always(_person: Person, _cohort: Cohort) -> bool:
    return True


def runs_cohort(person: Person, cohort: Cohort) -> bool:
    """Checks whether a person runs a cohort, and so sees the tabs of its officers."""
    return person.has_perm("training.manage_cohort", cohort)


@dataclass(frozen=True, kw_only=True)
class CohortTab:
    """A page of a cohort. `covers` are the addresses that also belong under it."""

    label: str | Promise
    url_name: str
    rank: int
    covers: tuple[str, ...] = ()
    is_shown: Callable[[Person, Cohort], bool] = _always


@dataclass(frozen=True, kw_only=True)
class ShownTab:
    """Tab as shown, with whether it is the current page."""

    label: str
    url: str
    is_current: bool


_tabs = Registry[CohortTab](name=attrgetter("url_name"), order=attrgetter("rank", "url_name"))

add_cohort_tab = _tabs.declaring(CohortTab)
"""Register a page of a cohort."""


def shown_tabs(person: Person, cohort: Cohort, url_name: str) -> list[ShownTab]:
    """Returns the tabs of a cohort that a person sees; `here` is the name of the current URL."""
    return [
        ShownTab(
            label=str(tab.label),
            url=reverse(tab.url_name, kwargs={"cohort_id": cohort.pk}),
            is_current=url_name == tab.url_name or url_name in tab.covers,
        )
        for tab in _tabs
        if tab.is_shown(person, cohort)
    ]


def cohort_context(request: HttpRequest, cohort: Cohort, url_name: str) -> dict[str, Any]:
    """Returns the template context shared by all pages of a cohort: its name, its tabs, and the
    rights of the person.
    """
    person = current_person(request)
    return {
        "cohort": cohort,
        "programme": cohort.programme,
        "days": days_words(cohort),
        "tabs": shown_tabs(person, cohort, url_name),
        "may_manage": person.has_perm("training.manage_cohort", cohort) and cohort.is_changing,
    }
