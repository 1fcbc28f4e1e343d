"""Subjects of the rights of people, for the grid of docs/architecture/rights.md."""

from functools import partial

from bocage.people.models import (
    Application,
    ApplicationConsent,
    Entitlement,
    Mandate,
    Person,
    PersonalToken,
    Role,
    ScopeKind,
)
from bocage.people.policies import Grant
from tests.rights.grid import ROLE_SCOPE_PAIRS, Subject, Tree, add_subject


def _grant(role: Role, kind: ScopeKind, tree: Tree, _holder: Person) -> Grant:
    return Grant(role, tree.scope(kind))


def _mandate(role: Role, kind: ScopeKind, tree: Tree, holder: Person) -> Mandate:
    return Mandate(role=role, scope=tree.scope(kind), person=holder)


def _entitlement_kind(kind: str, _tree: Tree, _holder: Person) -> str:
    return kind


def _entitlement_of(kind: str, _tree: Tree, holder: Person) -> Entitlement:
    return Entitlement(kind=kind, person=holder)


add_subject(
    Subject(
        name="anything at all",
        rights=("people.see_mandates", "people.grant_mandate"),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="the instance",
        rights=("people.update_instance_settings", "people.operate_instance"),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="a person",
        rights=(
            "people.end_sessions",
            "people.update_profile",
            "people.change_address",
            "people.erase_person",
            "people.make_token",
            "people.declare_application",
        ),
        make=lambda _tree, holder: holder,
        has_holder=True,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="a personal token",
        rights=("people.revoke_token",),
        make=lambda _tree, holder: PersonalToken(person=holder),
        has_holder=True,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="software that asks to act for people",
        rights=("people.remove_application",),
        make=lambda _tree, holder: Application(user=holder),
        has_holder=True,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="what was let to software",
        rights=("people.withdraw_consent",),
        make=lambda _tree, holder: ApplicationConsent(person=holder),
        has_holder=True,
        hangs=False,
    )
)
for _kind in Entitlement.Kind:
    add_subject(
        Subject(
            name=f"the entitlement of {_kind.value}",
            rights=("people.grant_entitlement",),
            make=partial(_entitlement_kind, _kind),
            hangs=False,
        )
    )
    add_subject(
        Subject(
            name=f"somebody who is {_kind.value}",
            rights=("people.end_entitlement",),
            make=partial(_entitlement_of, _kind),
            has_holder=True,
            hangs=False,
        )
    )
for _role, _kind in ROLE_SCOPE_PAIRS:
    add_subject(
        Subject(
            name=f"{_role.value} of {_kind.value}",
            rights=("people.grant_mandate",),
            make=partial(_grant, _role, _kind),
        )
    )
    add_subject(
        Subject(
            name=f"the mandate of {_role.value} of {_kind.value}",
            rights=("people.end_mandate", "people.open_service"),
            make=partial(_mandate, _role, _kind),
            has_holder=True,
        )
    )
