"""What goes when somebody has their account erased, to which each room adds (see `registry`)."""

from bocage.people.erasure.registry import (
    NO_MORE_WORDS,
    KeptAfterErasure,
    account_ends_with,
    erased_with_a_person,
    keep_after_erasure,
    kept_after_erasure,
    titles_of_what_goes,
)
from bocage.people.erasure.rows import Erasure

__all__ = [
    "NO_MORE_WORDS",
    "Erasure",
    "KeptAfterErasure",
    "account_ends_with",
    "erased_with_a_person",
    "keep_after_erasure",
    "kept_after_erasure",
    "titles_of_what_goes",
]
