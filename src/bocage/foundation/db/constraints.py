"""Refusals for the constraints of the database, recognised by the name that PostgreSQL gives.

The name is read in the diagnostic of the error, never in its text: the text of a broken unique
constraint repeats the values of the row, which people typed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from bocage.foundation.errors import Refusal

PARTITION_NUMBER = re.compile(r"_\d+$")
"""End of the name of a partition's constraint: the rest is its table's name (deploy/partitions)."""


def constraint_of(error: IntegrityError) -> str:
    """Returns the name of the broken constraint, as PostgreSQL or a trigger gives it ("" if neither
    does).
    """
    diagnostic = getattr(error.__cause__, "diag", None)
    name = getattr(diagnostic, "constraint_name", None) or ""
    return PARTITION_NUMBER.sub("", name)


def refused_by(rule: str) -> str:
    """Returns the statement by which a trigger refuses a row, as the constraint of this name
    would.
    """
    return (
        "RAISE EXCEPTION USING ERRCODE = 'check_violation', "
        f"CONSTRAINT = '{rule}', MESSAGE = 'refused by {rule}';"
    )


@contextmanager
def refusing(refusals: Mapping[str, Refusal | Callable[[], Refusal]]) -> Iterator[None]:
    """Runs a block, or a decorated function, in a transaction whose broken constraints become
    refusals.

    Within a transaction of the caller it is a savepoint: the caller may go on after the refusal.

    Args:
        refusals: by name of constraint, a class of refusal, a refusal or a function that
            makes one.

    Raises:
        Refusal: the one of the constraint that the block broke; all its writes are rolled back.
        IntegrityError: the block broke a constraint that is not among them.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        refusal = refusals.get(constraint_of(error))
        if refusal is None:
            raise
        raise (refusal if isinstance(refusal, Refusal) else refusal()) from error


@contextmanager
def giving_way(*constraints: str) -> Iterator[None]:
    """Runs a block in a transaction, and ignores the violation of one of these constraints.

    For rows that two transactions may write at once: the block returns the row that it wrote, and
    the code after the block returns the row that was there first.

    Raises:
        IntegrityError: the block broke another constraint.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint_of(error) not in constraints:
            raise
