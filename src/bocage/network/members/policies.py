"""Permissions of the club. Members control what they show of themselves."""

from typing import Any

import rules

from bocage.people.models import Entitlement, Role
from bocage.people.policies import entrusted, holds_anywhere, is_administrator, is_signed_in


@rules.predicate
def is_own_membership(person: Any, member: Any) -> bool:
    """Checks whether the membership belongs to the person."""
    return member is not None and member.person_id == person.pk


@rules.predicate
def is_of_the_club(person: Any) -> bool:
    """Checks whether the person is a member or a guest of the club today; an account not saved yet
    is neither.
    """
    return (
        person.is_authenticated
        and person.is_active
        and not person._state.adding
        and Entitlement.objects.in_force()
        .filter(person=person, kind=Entitlement.Kind.CLUB_MEMBER)
        .exists()
    )


@rules.predicate
def runs_a_club(person: Any) -> bool:
    """Checks whether the person runs the club of any département."""
    return holds_anywhere(person, [Role.CLUB_ORGANISER, Role.COORDINATOR])


runs_the_club = entrusted(Role.CLUB_ORGANISER, Role.COORDINATOR)

rules.add_perm("network.join_club", is_signed_in)
rules.add_perm("network.see_members", is_of_the_club | runs_a_club | is_administrator)
rules.add_perm("network.run_a_club", runs_a_club | is_administrator)
rules.add_perm("network.update_member", is_own_membership)
rules.add_perm("network.leave_club", is_own_membership)
rules.add_perm("network.renew_membership", is_own_membership | runs_the_club)
rules.add_perm("network.answer_member", runs_the_club)
rules.add_perm("network.update_club", runs_the_club)
rules.add_perm("network.merge_skills", runs_a_club | is_administrator)


@rules.predicate
def leads(person: Any, organisation: Any) -> bool:
    """Checks whether the person leads an organisation, as an active member of the club."""
    return bool(
        person.is_authenticated
        and organisation is not None
        and not organisation._state.adding
        and organisation.members.filter(
            person=person, leads_organisation=True, status="active"
        ).exists()
    )


rules.add_perm("network.update_organisation", leads | runs_the_club)
