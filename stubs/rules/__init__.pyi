"""The types of `rules`, which has none of its own: what this project calls, and no more."""

from rules.permissions import add_perm, has_perm, perm_exists
from rules.predicates import Predicate, predicate

__all__ = ["Predicate", "add_perm", "has_perm", "perm_exists", "predicate"]
