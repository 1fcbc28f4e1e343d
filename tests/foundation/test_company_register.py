"""Lookup of a SIRET in the official register: answers, and no answer."""

import time

import pytest

from bocage.foundation.company_register import CompanyStatus, company_status
from bocage.foundation.http.fetching import Limits
from tests.servers.company_register import SIRET, open_place, telling
from tests.servers.local_server import saying


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (telling(open_place()), CompanyStatus.OPEN),
        (telling(open_place("F")), CompanyStatus.CLOSED),
        (telling(), CompanyStatus.UNKNOWN),
        (saying(body=b'{"results": []}'), CompanyStatus.UNKNOWN),
        (saying(body=b"<html>"), CompanyStatus.NOT_ANSWERED),
        (saying(body=b"[1]"), CompanyStatus.NOT_ANSWERED),
        (saying(body=b'{"results": [3]}'), CompanyStatus.NOT_ANSWERED),
        (saying(status=429), CompanyStatus.NOT_ANSWERED),
        (saying(body=b"x" * 500_000), CompanyStatus.NOT_ANSWERED),
        (saying(body=b'{"results":' + b"[" * 300_000), CompanyStatus.NOT_ANSWERED),
    ],
    ids=[
        "open",
        "closed",
        "other-places",
        "nobody",
        "page",
        "list",
        "numbers",
        "too-often",
        "huge",
        "deep",
    ],
)
def test_what_the_register_says_is_read(company_register, answer, status):
    company_register(answer)

    assert company_status(SIRET) == status


def test_a_register_that_is_slow_is_not_waited_for(company_register, monkeypatch):
    monkeypatch.setattr(
        "bocage.foundation.company_register.LIMITS", Limits(octets=1_000, seconds=0.2, step_s=0.2)
    )
    company_register(lambda _handler: time.sleep(1))

    assert company_status(SIRET) == CompanyStatus.NOT_ANSWERED


def test_nothing_is_asked_unless_the_instance_says_where(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"company_register": ""})

    assert company_status(SIRET) == CompanyStatus.NOT_CHECKED
