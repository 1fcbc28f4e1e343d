"""Every endpoint is tried with values that its description allows, and with others.

Schemathesis reads the product's description, generates requests, and checks each response against
it: status, type, schema, and no server error. Links between operations are followed too: listed
items are read, bookings are moved and cancelled. Few examples of each, the same on every machine.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from schemathesis.config import SchemathesisConfig

from bocage.api.description import description
from bocage.people.models import Role
from bocage.people.operations.tokens import secret_digest
from bocage.people.tokens.scopes import ApiScope
from tests.network.gatherings.factories import GatheringFactory
from tests.people.factories import MandateFactory, PersonalTokenFactory, ScopeFactory
from tests.territory.factories import CommuneFactory
from tests.training.factories import CohortFactory
from tests.welcome.relays.factories import RelayFactory
from tests.welcome.sponsors.factories import SponsorProfileFactory
from tests.workspaces.factories import BookingFactory, PlaceFactory, ResourceFactory

FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

SECRET = "bocage_the-same-on-every-machine"
# A cursor must be ours, an end come after its beginning: what fits a schema may still be refused.
schema = schemathesis.openapi.from_dict(
    description(),
    config=SchemathesisConfig.from_dict(
        {"checks": {"positive_data_acceptance": {"enabled": False}}}
    ),
)
schema.app = get_wsgi_application()


@schema.auth()
class Token:
    """Sends the token, of which schemathesis then knows that it is one."""

    def get(self, _case: Any, _context: Any) -> str:
        return f"Bearer {SECRET}"

    def set(self, case: Any, data: str, _context: Any) -> None:
        case.headers = {**(case.headers or {}), "Authorization": data}


@pytest.fixture(autouse=True)
def _world(db: None, settings: Any) -> Iterator[None]:
    """Creates one of most objects, and the token of a coordinator with a booking."""
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"api_requests_per_minute": 10**9})
    CommuneFactory(sees=True)
    desk = ResourceFactory(place=PlaceFactory(boitron=True))
    person = MandateFactory(role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True)).person
    RelayFactory()
    SponsorProfileFactory()
    GatheringFactory()
    CohortFactory()
    BookingFactory(resource=desk, booked_for=person, created_by=person)
    PersonalTokenFactory(person=person, scopes=list(ApiScope), digest=secret_digest(SECRET))
    # Both ends of a request close the connections that are old: the test lives in this one.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@FEW
def test_endpoint_answers_as_described(case: Any) -> None:
    with transaction.atomic():
        case.call_and_validate()
        transaction.set_rollback(True)


def test_links_lead_where_they_say() -> None:
    machine = schema.as_state_machine()
    run_state_machine_as_test(machine, settings=settings(FEW, stateful_step_count=6))
