"""Stays and welcome weekends."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bocage.people.models import Person
from bocage.welcome.models import SettlementProject, Stay, WelcomeWeekend
from tests.rights.grid import Subject, Tree, add_subject

SOME_DAYS = DateTimeTZRange(
    datetime(2027, 1, 16, 9, 0, tzinfo=UTC), datetime(2027, 1, 17, 17, 0, tzinfo=UTC), "[)"
)


def _stay(tree: Tree, _holder: Person) -> Stay:
    project = SettlementProject(
        departement=tree.departement.departement, commune=tree.commune.commune
    )
    return Stay(project=project, period=SOME_DAYS)


def _weekend(tree: Tree, _holder: Person) -> WelcomeWeekend:
    return WelcomeWeekend(
        departement=tree.departement.departement, commune=tree.commune.commune, period=SOME_DAYS
    )


add_subject(
    Subject(
        name="a stay",
        rights=("welcome.manage_stay", "welcome.see_own_stay", "welcome.call_off_stay"),
        make=_stay,
    )
)
add_subject(Subject(name="a welcome weekend", rights=("welcome.manage_weekend",), make=_weekend))
add_subject(
    Subject(
        name="stays, anywhere",
        rights=("welcome.see_stays",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
