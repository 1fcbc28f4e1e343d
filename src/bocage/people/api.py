"""API of the current account: the owner of the token, and its scopes."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from bocage.foundation.api.fields import Answer
from bocage.foundation.api.problems import NotSignedIn
from bocage.foundation.api.router import RoomRouter
from bocage.people.models import Mandate, Scope
from bocage.people.policies import mandates_of
from bocage.people.tokens.access import caller_of
from bocage.people.tokens.authentication import Opened
from bocage.people.tokens.scopes import ApiScope

router = RoomRouter(tag="me")


class HeldMandate(Answer):
    """Mandate that the person holds today."""

    role: str = Field(examples=["host"])
    role_label: str = Field(examples=["animateur ou animatrice de lieu"])
    scope_kind: str = Field(examples=["place"])
    scope_label: str = Field(examples=["La Grange de Boitron"])
    last_day: date | None = Field(description="Null where it has no end.")


class OpenedScope(Answer):
    """Scope of the token."""

    name: str = Field(examples=["bookings:read"])
    label: str = Field(examples=["lire vos réservations"])


class Me(Answer):
    """The person of the token."""

    id: UUID
    name: str = Field(examples=["Camille Lefèvre"])
    email: str = Field(examples=["camille@exemple.example"])
    language: str = Field(examples=["fr"])
    mandates: list[HeldMandate]
    scopes: list[OpenedScope] = Field(description="What this very token opens.")


@router.read(
    "", Me, summary=_("Savoir au nom de qui l’on agit"), auth=Opened(ApiScope.PROFILE_READ)
)
def read_me(request: HttpRequest) -> Me:
    """Returns the account of the token, with its mandates and the scopes of the token."""
    caller = caller_of(request)
    if caller is None:
        raise NotSignedIn
    person = caller.person
    mandates = mandates_of(person)
    nodes = Scope.objects.with_nodes().in_bulk([mandate.scope_id for mandate in mandates])
    return Me(
        id=person.pk,
        name=person.name,
        email=person.email,
        language=person.language,
        mandates=[_mandate_answer(mandate, nodes[mandate.scope_id]) for mandate in mandates],
        scopes=[
            OpenedScope(name=scope.value, label=str(scope.label))
            for scope in ApiScope
            if caller.may(scope)
        ],
    )


def _mandate_answer(mandate: Mandate, scope: Scope) -> HeldMandate:
    return HeldMandate(
        role=mandate.role,
        role_label=mandate.get_role_display(),
        scope_kind=scope.kind,
        scope_label=str(scope.label),
        last_day=mandate.last_day,
    )
