"""Permissions of the help board. Only members can read it."""

from typing import Any

import rules

from bocage.network.members.policies import is_of_the_club, runs_a_club, runs_the_club
from bocage.people.policies import is_administrator


@rules.predicate
def is_own_notice(person: Any, notice: Any) -> bool:
    """Checks whether the person wrote the notice."""
    return notice is not None and notice.author_id == person.pk


@rules.predicate
def is_on_the_board(_person: Any, notice: Any) -> bool:
    """Checks whether the notice is not hidden."""
    return notice is not None and notice.status != "hidden"


sees_the_board = is_of_the_club | runs_a_club | is_administrator

rules.add_perm("network.see_help_board", sees_the_board)
rules.add_perm("network.publish_notice", is_of_the_club)
rules.add_perm(
    "network.read_notice", (is_on_the_board & sees_the_board) | is_own_notice | runs_the_club
)
rules.add_perm("network.update_notice", is_own_notice)
rules.add_perm("network.answer_notice", is_on_the_board & is_of_the_club & ~is_own_notice)
rules.add_perm("network.report_notice", is_on_the_board & sees_the_board & ~is_own_notice)
rules.add_perm("network.hide_notice", runs_the_club)
