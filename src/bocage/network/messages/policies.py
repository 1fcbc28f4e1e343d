"""Permissions of messages through the club, and of the handling of reports."""

from typing import Any

import rules

from bocage.network.members.models.members import Member, SharedField
from bocage.network.members.policies import runs_a_club, runs_the_club
from bocage.network.members.presentation import onlooker_of
from bocage.people.policies import is_administrator


@rules.predicate
def can_find_member(person: Any, member: Any) -> bool:
    """Checks whether the person has an account and sees the name of an active member: everybody
    sees public members, members see those who show themselves to members.
    """
    return bool(
        person.is_authenticated
        and isinstance(member, Member)
        and member.is_active
        and SharedField.NAME in onlooker_of(person, member).fields_of(member)
    )


@rules.predicate
def takes_part(person: Any, conversation: Any) -> bool:
    """Checks whether the person is one of the two people of the conversation."""
    return (
        person.is_authenticated and conversation is not None and conversation.is_between(person.pk)
    )


@rules.predicate
def stands_apart(person: Any, report: Any) -> bool:
    """Checks whether the person is neither of the two people of the reported conversation, so that
    nobody settles their own dispute.
    """
    return report is not None and not report.conversation.is_between(person.pk)


rules.add_perm("network.write_to_member", can_find_member)
rules.add_perm("network.see_conversation", takes_part)
rules.add_perm("network.decide_report", runs_the_club & stands_apart)
rules.add_perm("network.lift_suspension", runs_a_club | is_administrator)
