"""Fixtures available to all tests, and checks of the whole suite."""

import gc
import os
import socket
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http.response import HttpResponseBase
from django.template import engines
from django.test import Client, TransactionTestCase
from django.urls import get_resolver
from django.utils import translation
from pytest_django import DjangoDbBlocker

from bocage.api.response_cache import clear_response_cache
from bocage.api.webhooks.subscribed_events import cache_subscribed_events
from bocage.foundation import instance
from bocage.foundation.api import rate_limits
from bocage.foundation.http import fetching
from bocage.foundation.models import OutgoingMail
from bocage.people.models import Person
from tests import strictness
from tests.databases.emptying import empty_database
from tests.databases.pristine_database import pristine_database
from tests.databases.role_of_pages import in_the_role_of_pages
from tests.operations_of_pages import WRITES_TO, write_what_ran
from tests.pending_tasks import run_pending_tasks
from tests.reading_back import check_file
from tests.servers.geo_api import FakeGeoApi
from tests.servers.local_server import Answer, listening, serving

# A test process holds the product and twelve thousand tests: collecting garbage as often as Python
# does by default takes a tenth of the run.
gc.set_threshold(100_000, 50, 100)

# What is invented is judged by what it shows, never by the clock of a busy machine.
hypothesis.settings.register_profile(
    "suite", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("suite")

RunTasks = Callable[..., int]
DeliverMails = Callable[[], list[OutgoingMail]]


@pytest.fixture
def in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disables the demo, which has open doors and requires no second factor."""
    assert get_resolver().url_patterns  # Read while the demo is on, as the other tests expect.
    real = settings.BOCAGE.model_copy(update={"demo": False})
    monkeypatch.setattr(settings, "BOCAGE", real)


@pytest.fixture
def run_tasks() -> RunTasks:
    """`run_tasks()` runs every due task, and those they defer, here and now.

    Returns how many ran. The error of a task is raised. `until=` also runs those that are
    scheduled up to then.
    """

    def run(*, until: datetime | None = None) -> int:
        return run_pending_tasks(until=until)

    return run


@pytest.fixture
def deliver_mails(run_tasks: RunTasks) -> DeliverMails:
    """`deliver_mails()` runs every due task, and returns all mails so far, oldest first.

    Each is an OutgoingMail with `recipient`, `subject`, `text`, `html`, `kind`, `facts`,
    and `attachments.all()`.
    """

    def deliver() -> list[OutgoingMail]:
        run_tasks()
        return list(OutgoingMail.objects.order_by("id").prefetch_related("attachments"))

    return deliver


@pytest.fixture
def company_register(settings: Any) -> Iterator[Callable[[Answer], None]]:
    """`company_register(telling(open_place()))` connects the instance to a local company register
    that gives this answer (tests/servers/company_register.py)."""
    with ExitStack() as servers:

        def answer_so(answer: Answer) -> None:
            address = servers.enter_context(serving(answer)).rpartition("/")[0]
            settings.BOCAGE = settings.BOCAGE.model_copy(
                update={"company_register": address, "fetch_loopback": True}
            )

        yield answer_so


@pytest.fixture
def geo_api(settings: Any) -> Iterator[FakeGeoApi]:
    """`geo_api.will_answer(body=[…])`: the instance asks a local server that plays the official API
    of communes (tests/servers/geo_api.py)."""
    server = FakeGeoApi()
    with listening(server):
        settings.BOCAGE = settings.BOCAGE.model_copy(
            update={"geo_api": server.address, "fetch_loopback": True}
        )
        yield server
        server.released.set()


@pytest.fixture
def names_lead_to(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`names_lead_to("10.0.0.1")`: every name leads there, and this machine is not reached."""
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"fetch_loopback": False})

    def lead(*addresses: str) -> None:
        answers = [(2, 1, 6, "", (address, 443)) for address in addresses]
        monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *_args, **_options: answers)

    return lead


@pytest.fixture
def without_the_check_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """The policies of every room let everybody do everything: row-level security is left."""
    for kind in (Person, AnonymousUser):
        monkeypatch.setattr(kind, "has_perm", lambda *_args: True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The database of the tests is a copy of one that is migrated already."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = pristine_database()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Ends the sessions that a server thread or a killed process left, so the database can go."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(autouse=True, scope="session")
def _quickly_emptied() -> Iterator[None]:
    """Truncates every table after a test that commits, those of Procrastinate included."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: empty_database())
        yield


_responses: list[HttpResponseBase] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """Closes what a test was sent and did not read to its end, before its transaction is undone: a
    cursor that is left is closed in another test, which it breaks."""
    try:
        yield
    finally:
        while _responses:
            for close in _responses.pop()._resource_closers:
                close()


@pytest.fixture(autouse=True, scope="session")
def _strict_pages() -> Iterator[None]:
    """Undefined template variables, markup that the CSP stops, files that lack something, and what
    the role of pages may not do in the database fail the test that meets them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            engines["django"].engine,
            "string_if_invalid",
            strictness.FailingText("undefined"),
        )
        request = Client.request

        def checked_request(self: Client, **environment: Any) -> Any:
            with in_the_role_of_pages():
                response = request(self, **environment)
            strictness.check_page(response)
            check_file(response)
            if response.streaming:
                _responses.append(response)
            return response

        patch.setattr(Client, "request", checked_request)
        yield


@pytest.fixture(autouse=True, scope="session")
def _operations_walked(worker_id: str) -> Iterator[None]:
    """Records the operations run by each process, for `python -m tests.operations_of_pages`."""
    yield
    if folder := os.environ.get(WRITES_TO):
        write_what_ran(Path(folder), worker_id)


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """A test starts in the language of the sources, whatever page the one before has read."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test reaches this machine alone, unless it is marked `network`."""
    if request.node.get_closest_marker("network"):
        return
    for name in ("connect", "connect_ex"):
        original = getattr(socket.socket, name)
        monkeypatch.setattr(socket.socket, name, strictness.refuse_far_addresses(original))
    monkeypatch.setattr(socket, "getaddrinfo", strictness.refuse_far_names(socket.getaddrinfo))


@pytest.fixture(autouse=True)
def _defaults_of_the_instance() -> Iterator[None]:
    """The settings of the instance are the defaults, read already: query counts never depend
    on the clock. A test that saves settings has them read again, and the next starts afresh."""
    instance.remember_instance(instance.defaults())
    yield
    instance.remember_instance(instance.defaults())


@pytest.fixture(autouse=True)
def _one_minute_of_the_api(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives each test the whole quota of a minute that lasts as long as the test: the requests that
    reserve quota in the database never depend on the clock, nor on earlier tests."""
    started_at = time.time()
    monkeypatch.setattr(rate_limits, "time", SimpleNamespace(time=lambda: started_at))
    rate_limits.reset_held_allowances()


@pytest.fixture(autouse=True)
def _no_answer_of_before() -> None:
    """Clears the response cache of earlier tests, whose rows and versions no longer exist."""
    clear_response_cache()


@pytest.fixture(autouse=True)
def _no_software_to_tell() -> Iterator[None]:
    """Caches that no webhook is subscribed, until a test adds one; the worker reads this cache."""
    cache_subscribed_events(frozenset())
    yield
    cache_subscribed_events(frozenset())
