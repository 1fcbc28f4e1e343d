"""Retries of what lost a conflict between transactions."""

import pytest
from django.db import OperationalError, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from bocage.foundation.db.retries import ATTEMPTS, retry_on_conflict


class Operation:
    """Fails so many times with an error of PostgreSQL, then answers."""

    def __init__(self, failures: int, kind: type[Exception] = DeadlockDetected) -> None:
        self.failures, self.kind, self.runs = failures, kind, 0

    def __call__(self) -> str:
        self.runs += 1
        if self.runs <= self.failures:
            raise OperationalError from self.kind()
        return "done"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("failures", [0, 1, ATTEMPTS - 1])
def test_operation_that_lost_a_conflict_is_run_again(failures) -> None:
    operation = Operation(failures)

    assert retry_on_conflict(operation.__call__)() == "done"
    assert operation.runs == failures + 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("operation", "runs"),
    [(Operation(ATTEMPTS), ATTEMPTS), (Operation(1, LockNotAvailable), 1)],
)
def test_operation_that_goes_on_losing_or_fails_otherwise_is_given_up(operation, runs) -> None:
    with pytest.raises(OperationalError):
        retry_on_conflict(operation.__call__)()

    assert operation.runs == runs


@pytest.mark.django_db
def test_operation_within_a_transaction_is_not_run_again() -> None:
    operation = Operation(1)

    with transaction.atomic(), pytest.raises(OperationalError):
        retry_on_conflict(operation.__call__)()

    assert operation.runs == 1
