"""Catalogue of the problems of the API: the refusals of the rooms that have endpoints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from bocage.api.routes import operations_of
from bocage.api.v1 import api
from bocage.foundation.errors import Refusal

COMMON = ("bocage.foundation.api", "bocage.foundation.http.bodies", "bocage.foundation.errors")
OF_TOKENS = {"invalid_token", "insufficient_scope", "second_factor_missing"}


@dataclass(frozen=True, slots=True)
class KnownProblem:
    """Problem that the API may return: its code, its status and its usual sentence."""

    code: str
    status: int
    sentence: str | Promise
    is_common: bool


def known_problems() -> list[KnownProblem]:
    """Lists each problem once, by code: those common to all endpoints first, then those of the
    rooms.
    """
    rooms = _rooms()
    problems: dict[str, KnownProblem] = {}
    for kind in _refusals(Refusal):
        module = kind.__module__
        is_common = module.startswith(COMMON) or kind.code in OF_TOKENS
        if is_common or module.startswith(rooms):
            problems.setdefault(
                kind.code, KnownProblem(kind.code, kind.status, kind.default_sentence, is_common)
            )
    return sorted(problems.values(), key=lambda problem: (not problem.is_common, problem.code))


def _rooms() -> tuple[str, ...]:
    """Returns the packages of the rooms that have endpoints."""
    names = (operation.view_func.__module__ for operation in operations_of(api))
    return tuple({match[0] for name in names if (match := re.match(r"bocage\.\w+\.", name))})


def _refusals(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    yield kind
    for subclass in kind.__subclasses__():
        yield from _refusals(subclass)
