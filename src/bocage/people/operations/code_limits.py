"""Rate limits of sign-in codes, such that a stranger cannot lock out the owner of an address.

Requests of strangers are counted apart from those of the owner: by network, by address and network
together, by address without a proof of work, and by address at last. A browser that signed in
before, and an open session, have their own counts (docs/decisions/sign-in.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bocage.foundation.http.networks import site_of
from bocage.people.errors import TooManyAttempts, TooManyCodes, WorkNeeded
from bocage.people.limits import Limit, count_attempt, count_attempt_from
from bocage.people.models import KnownBrowser, Person

CODES_FROM_A_NETWORK = Limit(action="sign_in.network", amount=60, window=timedelta(minutes=15))
"""A training room of twenty people shares one address of the network."""
CODES_WITHOUT_WORK = Limit(action="sign_in.plain", amount=2, window=timedelta(hours=1))
"""Limit for an address, from unknown browsers: from the third code, a proof of work is required."""
CODES_WITHOUT_WORK_A_DAY = Limit(action="sign_in.plain_day", amount=6, window=timedelta(days=1))
CODES_OF_A_PAIR = Limit(action="sign_in.pair", amount=5, window=timedelta(minutes=15))
"""Limit for one address from one network (a /48 in IPv6): a stranger uses up their own."""
CODES_OF_A_PAIR_A_DAY = Limit(action="sign_in.pair_day", amount=8, window=timedelta(days=1))
CODES_FOR_AN_ADDRESS = Limit(action="sign_in.address", amount=40, window=timedelta(days=1))
"""Limit for an address with proofs of work: five networks or more must work a whole day to reach
it.
"""
CODES_OF_A_BROWSER = Limit(action="sign_in.browser", amount=5, window=timedelta(minutes=15))
"""Limit for one person from a browser where they signed in before, which no stranger can use up."""
CODES_OF_A_BROWSER_A_DAY = Limit(action="sign_in.browser_day", amount=20, window=timedelta(days=1))
CODES_OF_A_PERSON = Limit(action="sign_in.person", amount=5, window=timedelta(minutes=15))
"""Limit for an open session, to confirm an identity or another address."""
CODES_OF_A_PERSON_A_DAY = Limit(action="sign_in.person_day", amount=20, window=timedelta(days=1))


def count_code_of_a_stranger(
    address: str, network_address: str, *, has_worked: bool, now: datetime
) -> None:
    """Counts a code for an address, requested from a browser that is not known for it.

    A request that a narrow limit refuses is not counted by a wide one, so that a stopped stranger
    uses up nothing more.

    Raises:
        WorkNeeded: the third without work in an hour, or the seventh in a day.
        TooManyCodes: from this network, for this address from this network, or for this
            address.
    """
    with _code_limit_refusal():
        count_attempt_from(CODES_FROM_A_NETWORK, network_address, now=now)
    if not has_worked:
        _count_without_work(address, now)
    with _code_limit_refusal():
        pair = f"{address}:{site_of(network_address)}"
        count_attempt(CODES_OF_A_PAIR, pair, now=now)
        count_attempt(CODES_OF_A_PAIR_A_DAY, pair, now=now)
        if has_worked:
            count_attempt(CODES_FOR_AN_ADDRESS, address, now=now)


def count_code_of_a_browser(browser: KnownBrowser, *, now: datetime) -> None:
    """Counts a code for the person of a known browser.

    Raises:
        TooManyAttempts: the sixth in a quarter of an hour, or the twenty-first in a day.
    """
    count_attempt(CODES_OF_A_BROWSER, str(browser.pk), now=now)
    count_attempt(CODES_OF_A_BROWSER_A_DAY, str(browser.pk), now=now)


def count_code_of_a_person(person: Person, *, now: datetime) -> None:
    """Counts a code that a person requests in an open session.

    Raises:
        TooManyAttempts: the sixth in a quarter of an hour, or the twenty-first in a day.
    """
    count_attempt(CODES_OF_A_PERSON, str(person.pk), now=now)
    count_attempt(CODES_OF_A_PERSON_A_DAY, str(person.pk), now=now)


def count_code_for_another_address(person: Person, address: str, *, now: datetime) -> None:
    """Counts a code for the new address of an account, which may be that of a stranger.

    Raises:
        TooManyAttempts: as `count_code_of_a_person`.
        TooManyCodes: for this address.
    """
    count_code_of_a_person(person, now=now)
    with _code_limit_refusal():
        count_attempt(CODES_FOR_AN_ADDRESS, address, now=now)


def _count_without_work(address: str, now: datetime) -> None:
    try:
        count_attempt(CODES_WITHOUT_WORK, address, now=now)
        count_attempt(CODES_WITHOUT_WORK_A_DAY, address, now=now)
    except TooManyAttempts as refusal:
        raise WorkNeeded(until=refusal.until, now=now) from None


@contextmanager
def _code_limit_refusal() -> Iterator[None]:
    try:
        yield
    except TooManyAttempts as refusal:
        raise TooManyCodes(until=refusal.until, now=refusal.now) from None
