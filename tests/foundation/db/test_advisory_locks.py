"""Mutual exclusion by the advisory locks of the database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connections, transaction
from django.db.transaction import TransactionManagementError

from bocage.foundation.db.advisory_locks import (
    session_advisory_lock,
    take_advisory_lock,
    try_advisory_lock,
)

LONGEST_S = 10


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_waits_for_the_end_of_the_first() -> None:
    order: list[str] = []
    is_taken, may_end = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            take_advisory_lock("essai")
            is_taken.set()
            may_end.wait(LONGEST_S)
            order.append("first")
        connections.close_all()

    def second() -> None:
        is_taken.wait(LONGEST_S)
        with transaction.atomic():
            assert not try_advisory_lock("essai")
            assert try_advisory_lock("autre")
            may_end.set()
            take_advisory_lock("essai")
            order.append("second")
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(first), pool.submit(second)]:
            future.result()
    assert order == ["first", "second"]


@pytest.mark.django_db(transaction=True)
def test_lock_is_held_over_several_transactions() -> None:
    def is_free() -> bool:
        with transaction.atomic():
            is_taken = try_advisory_lock("essai")
        connections.close_all()
        return is_taken

    with ThreadPoolExecutor(1) as pool:
        with session_advisory_lock("essai"):
            assert not pool.submit(is_free).result(LONGEST_S)
        assert pool.submit(is_free).result(LONGEST_S)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("take", [take_advisory_lock, try_advisory_lock])
def test_lock_that_would_be_left_at_once_is_refused(take) -> None:
    with pytest.raises(TransactionManagementError):
        take("essai")
