"""Rights to answer a follow-up, and to read it."""

from typing import Any

import rules

from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.projects.policies import coordinates_anything, follows_project, is_of_household


@rules.predicate
def is_addressee(person: Any, follow_up: FollowUp) -> bool:
    """Checks whether a person is an adult of the household that the follow-up is about."""
    return bool(is_of_household(person, follow_up.project))


@rules.predicate
def follows_project_of(person: Any, follow_up: FollowUp) -> bool:
    """Checks whether a person follows the project of the follow-up's household."""
    return bool(follows_project(person, follow_up.project))


rules.add_perm("welcome.answer_follow_up", is_addressee | follows_project_of)
rules.add_perm("welcome.call_about_follow_up", follows_project_of)
rules.add_perm("welcome.see_figures", coordinates_anything)
