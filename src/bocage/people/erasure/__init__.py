"""Erasure of an account, to which each room adds its data (see `registry`)."""

from bocage.people.erasure.erasers import (
    NO_MORE_WORDS,
    RetainedData,
    before_erasure,
    erased_data_titles,
    erases,
    list_retained,
    retained_after_erasure,
)
from bocage.people.erasure.erasure import Erasure

__all__ = [
    "NO_MORE_WORDS",
    "Erasure",
    "RetainedData",
    "before_erasure",
    "erased_data_titles",
    "erases",
    "list_retained",
    "retained_after_erasure",
]
