"""Subjects of the rights of evidence."""

from __future__ import annotations

from bocage.evidence.dashboards.grounds import Ground
from bocage.evidence.dashboards.kinds import BY_WORD, Dashboard
from bocage.evidence.models.scopes import Level
from bocage.evidence.policies import Aim
from bocage.evidence.registry import indicator_named
from bocage.people.models import Scope
from tests.rights.grid import Subject, Tree, add_subject

SCOPES = {
    "instance": "instance",
    "departement": "departement",
    "intercommunalite": "epci",
    "commune": "commune",
    "lieu": "place",
    "club": "departement",
    "formation": "partner",
    "campagne": "departement",
}
"""Scope of each kind of dashboard in a tree."""

AIMS = (
    ("a departement", "settled_households", Level.DEPARTEMENT),
    ("an intercommunalité", "settled_households", Level.EPCI),
    ("a commune", "settled_households", Level.COMMUNE),
    ("a place", "visits", Level.PLACE),
    ("a club", "club_members", Level.DEPARTEMENT),
    ("a partner", "learners", Level.PARTNER),
)


def _ground(level: Level, scope: Scope) -> Ground:
    code = getattr(scope, f"{level}_id", "")
    return Ground(level=level, code=str(code or ""), name="", lineages=(scope.lineage,))


def _dashboard(tree: Tree, word: str) -> Dashboard:
    kind = BY_WORD[word]
    return Dashboard(kind=kind, ground=_ground(kind.level, tree.scope(SCOPES[word])))


def _aim(tree: Tree, name: str, level: Level) -> Aim:
    return Aim(indicator=indicator_named(name), ground=_ground(level, tree.scope(level.value)))


for _word in SCOPES:
    add_subject(
        Subject(
            name=f"the dashboard « {_word} »",
            rights=("evidence.see_dashboard",),
            make=lambda tree, _holder, word=_word: _dashboard(tree, word),  # type: ignore[misc]
        )
    )
for _of, _name, _level in AIMS:
    add_subject(
        Subject(
            name=f"a target of {_of}",
            rights=("evidence.set_target",),
            make=lambda tree, _holder, name=_name, level=_level: _aim(tree, name, level),  # type: ignore[misc]
        )
    )
add_subject(
    Subject(
        name="dashboards, anywhere",
        rights=("evidence.see_dashboards",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="the reports",
        rights=("evidence.make_reports",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
