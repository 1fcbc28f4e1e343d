"""Counting attempts: by networks, at once, and the work of browsers."""

from collections import Counter
from datetime import timedelta

import pytest
from django.test import RequestFactory

from bocage.people.errors import TooManyAttempts
from bocage.people.limits import (
    LONGEST_WINDOW,
    Limit,
    count_attempt,
    count_attempt_from,
    spend_work,
)
from bocage.people.models import AttemptCount
from tests.foundation.work import worked
from tests.workspaces.bookings.test_races import race

LIMIT = Limit(action="tests", amount=3, window=timedelta(hours=1))


def passes(address: str, **options: str) -> bool:
    try:
        count_attempt_from(LIMIT, address, **options)
    except TooManyAttempts:
        return False
    return True


@pytest.mark.django_db
def test_addresses_of_one_line_are_counted_together_and_a_site_has_more():
    assert [passes(f"2001:db8:0:1::{number:x}") for number in range(4)] == [True] * 3 + [False]
    assert [passes(f"2001:db8:0:{line:x}::1") for line in range(2, 20)].count(True) == 12
    assert passes("2001:db8:1::1")
    assert [passes("192.0.2.1") for _attempt in range(4)] == [True] * 3 + [False]
    assert passes("192.0.2.1", within="elsewhere")


def test_no_limit_counts_longer_than_counts_are_stored():
    with pytest.raises(ValueError, match="counted for longer"):
        Limit(action="tests", amount=1, window=LONGEST_WINDOW + timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_attempts_at_once_never_pass_the_limit():
    results = race(*[lambda: count_attempt(LIMIT, "x") for _attempt in range(12)])
    assert Counter(type(result) for result in results) == {int: 3, TooManyAttempts: 9}
    assert AttemptCount.objects.get().count == 12


@pytest.mark.django_db
def test_work_is_ours_lately_and_spent_once(rf: RequestFactory):
    work = worked()
    for wrong in (
        {},
        {**work, "challenge": "forged"},
        {**work, "work": ""},
        {**work, "work": "9" * 5000},
        {**work, "work": "1"},
    ):
        assert not spend_work(rf.post("/", wrong))
    assert spend_work(rf.post("/", work))
    assert not spend_work(rf.post("/", work))


@pytest.mark.django_db(transaction=True)
def test_work_brought_by_two_forms_at_once_opens_one_door(rf: RequestFactory):
    work = worked()
    results = race(*[lambda: spend_work(rf.post("/", work)) for _form in range(4)])
    assert sorted(result is True for result in results) == [False, False, False, True]
