"""Policies: who reads which dashboard, sets targets (docs/decisions/evidence-dashboards.md), makes
reports.
"""

from dataclasses import dataclass
from typing import Any

import rules

from bocage.evidence.dashboards.grounds import Ground
from bocage.evidence.dashboards.kinds import KINDS, Dashboard
from bocage.evidence.registry import Indicator
from bocage.people.models import Role
from bocage.people.policies import (
    holds,
    holds_anywhere,
    is_administrator,
    mandates_of,
)
from bocage.people.scopes.lineage import LineageOf

READERS = frozenset(role for kind in KINDS for role in kind.roles)
DECIDE_FOR_THEIR_OWN = (Role.ELECTED, Role.TOWN_HALL)
"""Elected members and their town halls decide for their own commune or intercommunalité, and for
nothing below it, since no local authority rules over another (Constitution, article 72).
"""
MAKE_REPORTS = (Role.COORDINATOR, Role.ELECTED, Role.TOWN_HALL, Role.EDITOR)
MANAGE_THEIR_OWN_ROWS = frozenset({Role.HOST, Role.CLUB_ORGANISER, Role.TRAINING_OFFICER})
"""Roles that also set targets for the figures whose rows they manage."""


@dataclass(frozen=True, kw_only=True)
class Aim:
    """Object of a target: an indicator, on a ground."""

    indicator: Indicator
    ground: Ground

    lineage = LineageOf("ground")


@rules.predicate
def reads_dashboard(person: Any, dashboard: Dashboard) -> bool:
    """Holds one of the roles of this kind of dashboard over its ground."""
    return holds(person, dashboard.kind.roles, dashboard)


@rules.predicate
def reads_any_dashboard(person: Any) -> bool:
    """Holds, somewhere, a role that has a dashboard."""
    return holds_anywhere(person, READERS)


@rules.predicate
def coordinates_ground(person: Any, aim: Aim) -> bool:
    """Checks whether a person coordinates an area that contains the ground."""
    return holds(person, Role.COORDINATOR, aim)


@rules.predicate
def decides_for_ground(person: Any, aim: Aim) -> bool:
    """Checks whether a person is an elected official or the secretary of this very commune or
    intercommunalité.
    """
    return any(
        mandate.role in DECIDE_FOR_THEIR_OWN
        and mandate.scope.kind == aim.ground.level
        and getattr(mandate.scope, f"{mandate.scope.kind}_id") == aim.ground.code
        for mandate in mandates_of(person)
    )


@rules.predicate
def manages_rows_of_aim(person: Any, aim: Aim) -> bool:
    """Checks whether a person manages the rows of the indicator on the ground: the host of a place,
    the organiser of a club, the officer of a partner.
    """
    return aim.indicator.owner in MANAGE_THEIR_OWN_ROWS and holds(person, aim.indicator.owner, aim)


@rules.predicate
def makes_reports_somewhere(person: Any) -> bool:
    """Answers for a part of the territory, or writes its pages."""
    return holds_anywhere(person, MAKE_REPORTS)


rules.add_perm("evidence.see_dashboard", reads_dashboard | is_administrator)
rules.add_perm("evidence.see_dashboards", reads_any_dashboard | is_administrator)
rules.add_perm(
    "evidence.set_target",
    coordinates_ground | decides_for_ground | manages_rows_of_aim | is_administrator,
)
rules.add_perm("evidence.make_reports", makes_reports_somewhere | is_administrator)
