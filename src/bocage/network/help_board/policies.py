"""Permissions of the help board. Only members can read it."""

from typing import Any

import rules

from bocage.network.members.policies import is_of_the_club, runs_a_club, runs_the_club
from bocage.people.policies import is_administrator


@rules.predicate
def is_own_help_post(person: Any, help_post: Any) -> bool:
    """Checks whether the person wrote the help post."""
    return help_post is not None and help_post.author_id == person.pk


@rules.predicate
def is_on_the_board(_person: Any, help_post: Any) -> bool:
    """Checks whether the help post is not hidden."""
    return help_post is not None and help_post.status != "hidden"


sees_the_board = is_of_the_club | runs_a_club | is_administrator

rules.add_perm("network.see_help_board", sees_the_board)
rules.add_perm("network.publish_help_post", is_of_the_club)
rules.add_perm(
    "network.read_help_post", (is_on_the_board & sees_the_board) | is_own_help_post | runs_the_club
)
rules.add_perm("network.update_help_post", is_own_help_post)
rules.add_perm("network.answer_help_post", is_on_the_board & is_of_the_club & ~is_own_help_post)
rules.add_perm("network.report_help_post", is_on_the_board & sees_the_board & ~is_own_help_post)
rules.add_perm("network.hide_help_post", runs_the_club)
