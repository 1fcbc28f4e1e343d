"""Permissions of the idea box: public to read; an account is required to contribute."""

from typing import Any

import rules

from bocage.network.members.policies import runs_the_club
from bocage.people.policies import is_signed_in


@rules.predicate
def is_visible(_person: Any, idea: Any) -> bool:
    """Checks whether the idea is not hidden."""
    return idea is not None and idea.hidden_at is None


@rules.predicate
def is_own_word(person: Any, word: Any) -> bool:
    """Checks whether the person wrote the idea or the comment."""
    return bool(person.is_authenticated and word is not None and word.author_id == person.pk)


rules.add_perm("network.suggest_idea", is_signed_in)
rules.add_perm("network.read_idea", is_visible | is_own_word | runs_the_club)
rules.add_perm("network.vote_idea", is_visible & is_signed_in)
rules.add_perm("network.comment_idea", is_visible & is_signed_in)
rules.add_perm("network.answer_idea", runs_the_club)
rules.add_perm("network.remove_idea", is_own_word)
rules.add_perm("network.remove_comment", is_own_word)
