"""Applications and services: declared, opened with a mandate, and listed."""

from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections
from django.test import Client
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.errors import (
    ApplicationNameMissing,
    MandateIsOver,
    RedirectAddressRefused,
    ScopesUnknown,
    TokenInvalid,
    TooManyApplications,
)
from bocage.people.models import (
    Application,
    Person,
    Role,
)
from bocage.people.operations.applications import (
    MAX_APPLICATIONS,
    declare_application,
    open_service,
)
from bocage.people.operations.mandates import end_mandate
from bocage.people.policies import holds
from bocage.people.tokens.access import caller_of
from tests.people.factories import (
    ApplicationConsentFactory,
    ApplicationFactory,
    MandateFactory,
    PersonalTokenFactory,
    PersonFactory,
    ScopeFactory,
)
from tests.people.oauth_way import BACK, calling, tokens_for

pytestmark = pytest.mark.django_db

PAGE = "/compte/applications/"


@pytest.fixture
def fresh_client(signed_in_client):
    """Returns a browser where a person signed in a moment ago."""

    def enter(person):
        client = signed_in_client(person)
        session = client.session
        session["signed_in_at"] = timezone.now().timestamp()
        session.save()
        return client

    return enter


def test_service_acts_with_one_mandate_while_it_holds():
    scope, other_scope = (ScopeFactory(of_departement=True), ScopeFactory(of_partner=True))
    mandate = MandateFactory(role=Role.COORDINATOR, scope=scope)
    MandateFactory(role=Role.TRAINING_OFFICER, scope=other_scope, person=mandate.person)
    application, secret = open_service(
        by=mandate.person, mandate=mandate, name="La chambre", scopes=["leads:read"]
    )
    basic = b64encode(f"{application.client_id}:{secret}".encode()).decode()
    answer = Client().post(
        "/oauth/token/",
        {"grant_type": "client_credentials"},
        headers={"authorization": f"Basic {basic}"},
    )
    tokens = answer.json()

    caller = caller_of(calling(tokens["access_token"]))

    assert "refresh_token" not in tokens
    assert caller.scopes == {"leads:read"}
    assert caller.person == mandate.person
    assert holds(caller.person, Role.COORDINATOR, scope)
    assert not holds(caller.person, Role.TRAINING_OFFICER, other_scope)
    caller.person.forget_mandates()
    assert not holds(caller.person, Role.TRAINING_OFFICER, other_scope)
    assert tokens_for(application, grant_type="authorization_code", code="x").status_code == 401

    end_mandate(by=mandate.person, mandate=mandate)

    with pytest.raises(TokenInvalid):
        caller_of(calling(tokens["access_token"]))
    again = {"grant_type": "client_credentials", "client_secret": secret}
    assert tokens_for(application, **again).status_code == 401


def test_service_asks_no_more_than_its_mandate_was_opened_with():
    application = ApplicationFactory(of_mandate=True, mandate__scope__of_departement=True)
    fields = {"grant_type": "client_credentials"}

    assert tokens_for(application, **fields, scope="bookings:read").status_code == 400
    assert tokens_for(application, **fields, scope="leads:read").status_code == 200


@pytest.mark.parametrize("scopes", [[], ["bookings:write"], ["everything"]])
def test_service_of_what_is_not_of_a_mandate_is_refused(scopes):
    mandate = MandateFactory(role=Role.HOST, scope__of_place=True)

    with pytest.raises(ScopesUnknown):
        open_service(by=mandate.person, mandate=mandate, name="x", scopes=scopes)


def test_service_stands_on_a_mandate_of_ones_own_that_a_mailbox_opens():
    administrator = MandateFactory()
    host = MandateFactory(role=Role.HOST, scope__of_place=True)
    over = MandateFactory(role=Role.HOST, scope__of_place=True, over=True)
    fields = {"name": "x", "scopes": ["leads:read"]}

    with pytest.raises(NotAllowed):
        open_service(by=administrator.person, mandate=administrator, **fields)
    with pytest.raises(NotAllowed):
        open_service(by=administrator.person, mandate=host, **fields)
    with pytest.raises(MandateIsOver):
        open_service(by=over.person, mandate=over, **fields)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://agenda.example/retour",
        "https://agenda/",
        "https://agenda.example/#x",
        "https://*.example/",
        "https://moi@agenda.example/",
        "https://agenda.example\\@voleur.example/",
        "javascript:alert(1)",
        "http://127.0.0.1.voleur.example/",
        "https://[::1/",
        "https://agenda.example:99999/",
        "https://agendá.example/",
        "https://agenda.example/" + "x" * 400,
    ],
)
def test_address_where_anybody_could_read_the_code_is_refused(address):
    with pytest.raises(RedirectAddressRefused):
        declare_application(
            by=PersonFactory(), name="x", redirect_addresses=[address], has_a_secret=True
        )


@pytest.mark.parametrize("address", [BACK, "http://127.0.0.1/", "http://[::1]:8080/retour"])
def test_address_of_a_site_or_of_a_program_is_taken(address):
    application, secret = declare_application(
        by=PersonFactory(), name="x", redirect_addresses=[address], has_a_secret=False
    )

    assert secret == application.client_secret == ""
    assert application.redirect_uri_allowed(address)


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_application_without_a_name_is_refused(name):
    with pytest.raises(ApplicationNameMissing):
        declare_application(
            by=PersonFactory(), name=name, redirect_addresses=[BACK], has_a_secret=True
        )


@pytest.mark.django_db(transaction=True)
def test_application_by_many_at_once_is_never_one_too_many():
    person = PersonFactory()
    ApplicationFactory.create_batch(MAX_APPLICATIONS - 1, user=person)
    start = Barrier(4)

    def declare(_number):
        try:
            current = Person.objects.get(pk=person.pk)
            start.wait()
            declare_application(by=current, name="x", redirect_addresses=[BACK], has_a_secret=True)
        except TooManyApplications:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(declare, range(4))) == 1


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"redirect_uris": ""}, "ways_in"),
        ({"service_scopes": ["leads:read"]}, "ways_in"),
        ({"authorization_grant_type": "implicit"}, "ways_in"),
        ({"authorization_grant_type": "password"}, "ways_in"),
        (
            {"of_mandate": True, "mandate__scope__of_departement": True, "service_scopes": []},
            "ways",
        ),
        ({"user": None}, "somebody"),
        ({"skip_authorization": True}, "always_asks"),
    ],
)
def test_database_refuses_what_an_application_cannot_be(fields, rule):
    with pytest.raises(IntegrityError, match=rule):
        ApplicationFactory(**fields)


def test_application_is_declared_from_the_page_and_removed_by_who_declared_it(
    fresh_client, signed_in_client
):
    person = PersonFactory()
    client = fresh_client(person)
    fields = {"name": "Agenda", "redirect_addresses": BACK, "has_a_secret": "on"}

    refused = client.post(f"{PAGE}declarer/", fields | {"redirect_addresses": "http://x.example"})
    assert "Donnez d’une à cinq adresses" in refused.content.decode()
    page = client.post(f"{PAGE}declarer/", fields).content.decode()

    application = Application.objects.get()
    assert application.client_id in page
    assert "client_secret" in page
    assert "client_secret" not in client.get(PAGE).content.decode()
    address = f"{PAGE}{application.pk}/supprimer/"
    assert signed_in_client(PersonFactory()).post(address).status_code == 404
    assert client.post(address).url == PAGE
    assert not Application.objects.exists()


def test_service_is_opened_from_the_page_by_who_holds_a_mandate(fresh_client):
    assert fresh_client(PersonFactory()).get(f"{PAGE}service/").status_code == 404
    assert fresh_client(MandateFactory().person).get(f"{PAGE}service/").status_code == 404
    mandate = MandateFactory(role=Role.TRAINING_OFFICER, scope=ScopeFactory(of_partner=True))
    client = fresh_client(mandate.person)
    fields = {"name": "Le logiciel", "mandate": str(mandate.pk), "scopes": ["leads:read"]}

    stranger_mandate = MandateFactory(role=Role.HOST, scope__of_place=True)
    client.post(f"{PAGE}service/", fields | {"mandate": str(stranger_mandate.pk)})
    client.post(f"{PAGE}service/", fields | {"scopes": ["bookings:read"]})
    assert not Application.objects.exists()
    client.post(f"{PAGE}service/", fields)

    assert Application.objects.get().mandate == mandate


@pytest.mark.parametrize("count", [1, 3])
def test_applications_are_listed_in_the_same_queries(
    signed_in_client, count, django_assert_num_queries
):
    person = PersonFactory()
    ApplicationConsentFactory.create_batch(count, person=person)
    ApplicationFactory.create_batch(count, user=person)
    PersonalTokenFactory.create_batch(count, person=person)
    client = signed_in_client(person)
    client.get("/compte/")  # The first page of a day notes that the session is seen.

    # The session with its person, the mandates, then the tokens, the consents, the applications.
    with django_assert_num_queries(5):
        client.get(PAGE)
