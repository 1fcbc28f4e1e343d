"""Nested objects are found under their own parent only, never by the URL of another one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.handlers.base import BaseHandler
from django.urls import reverse

from tests.network.web_school.factories import EditionFactory
from tests.rights.driving import Answer, answer_to
from tests.rights.parts import UNKNOWN_ID, values_of
from tests.rights.routes import ROUTES
from tests.rights.world import Stage
from tests.training.factories import CohortFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import StayFactory, WeekendFactory
from tests.workspaces.factories import PlaceFactory

NO_PART = {"extension", "day", "action", "kind", "key", "answer", "choice", "verb", "paper"}
"""URL parameters that are not keys of objects."""

PAIRED = {"helper_ask"}
"""Routes with two independent objects: a helper may be asked about any household."""


def other_parents(stage: Stage) -> dict[tuple[str, str], Any]:
    """Returns another instance of each parent, by the prefix of route names and the parameter."""
    cohort, departement = CohortFactory(), stage.over["departement"].departement
    return {
        ("host_", "slug"): PlaceFactory().slug,
        ("", "project_id"): ProjectFactory(departement=departement).pk,
        ("", "stay_id"): StayFactory().pk,
        ("", "weekend_id"): WeekendFactory().pk,
        ("", "cohort_id"): cohort.pk,
        ("", "programme_id"): cohort.programme_id,
        ("", "edition_id"): EditionFactory().pk,
        ("pitch_", "slug"): EditionFactory().slug,
        ("session_", "slug"): EditionFactory().slug,
    }


def crossed(stage: Stage) -> Iterator[tuple[str, str]]:
    """The addresses of what is here, under what is elsewhere."""
    for (prefix, part), other_part in other_parents(stage).items():
        for name, route in ROUTES.items():
            values = values_of(name, route, stage.world.parts)
            children = set(values) - {part} - NO_PART
            if name in PAIRED or not name.startswith(prefix) or part not in values or not children:
                continue
            if UNKNOWN_ID not in values.values():
                yield name, reverse(name, kwargs=values | {part: other_part})


def faults_of_crossed(handler: BaseHandler, stage: Stage) -> Iterator[str]:
    """Yields the objects found under another parent."""
    administrator = stage.caller("admin of instance")
    for name, address in crossed(stage):
        for method in ("GET", "POST"):
            answer = answer_to(handler, administrator, method, address)
            if answer not in (Answer.HIDDEN, Answer.NO_METHOD):
                yield f"{name}: {method} {answer}"
