"""One at a time, by the advisory locks of the database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connections, transaction
from django.db.transaction import TransactionManagementError

from bocage.foundation.turns import takes_a_turn, wait_for_a_turn

LONGEST_S = 10


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_waits_for_the_end_of_the_first() -> None:
    told: list[str] = []
    is_taken, may_end = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            wait_for_a_turn("essai")
            is_taken.set()
            may_end.wait(LONGEST_S)
            told.append("first")
        connections.close_all()

    def second() -> None:
        is_taken.wait(LONGEST_S)
        with transaction.atomic():
            assert not takes_a_turn("essai")
            assert takes_a_turn("autre")
            may_end.set()
            wait_for_a_turn("essai")
            told.append("second")
        connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(first), pool.submit(second)]:
            one.result()
    assert told == ["first", "second"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("take", [wait_for_a_turn, takes_a_turn])
def test_a_turn_that_would_be_over_at_once_is_refused(take) -> None:
    with pytest.raises(TransactionManagementError):
        take("essai")
