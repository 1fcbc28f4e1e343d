"""Reader of every page of a filled instance (`python -m bench routes`)."""

from __future__ import annotations

from dataclasses import dataclass

from bench.harness.seeding import seed
from bench.harness.sizes import Size
from bench.harness.stage import sign_in
from bocage.people.models import Role
from bocage.people.operations.mandates import appoint_administrator, grant_mandate
from bocage.people.operations.persons import create_person
from bocage.people.operations.scopes import scope_of
from bocage.people.operations.tokens import make_token
from bocage.people.tokens.scopes import ApiScope
from bocage.territory.models import Departement

TOKEN_DAYS = 30


@dataclass(frozen=True)
class RoutesStage:
    """Session and token of a coordinator, and the loaded counts."""

    session: str
    token: str
    figures: dict[str, int | float]


def set_routes_stage(size: Size) -> RoutesStage:
    """Fills the instance, and adds a coordinator of the first département.

    Raises:
        InstanceInUse: it has accounts, or communes were imported.
    """
    figures = seed(size)["figures"]
    administrator = appoint_administrator(email="bench@bocage.example").person
    coordinator = create_person(email="coordinator@bocage.example", name="Maud Accueil")
    departement = Departement.objects.get(code=size.towns[0][:2])
    grant_mandate(
        by=administrator, person=coordinator, role=Role.COORDINATOR, scope=scope_of(departement)
    )
    _token, secret = make_token(
        by=coordinator,
        person=coordinator,
        name="Bench",
        scopes=[scope.value for scope in ApiScope],
        days=TOKEN_DAYS,
    )
    return RoutesStage(sign_in(coordinator), secret, figures)
