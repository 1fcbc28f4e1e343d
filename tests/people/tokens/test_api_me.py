"""Oneself in the API."""

import pytest
from django.test import Client

from bocage.people.models import Role
from bocage.people.tokens.scopes import ApiScope
from tests.api.callers import program_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db

ME = "/api/v1/me"


def test_me_is_reported_to_a_token_with_what_it_opens():
    scope = ScopeFactory(of_place=True)
    person = MandateFactory(role=Role.HOST, scope=scope).person
    MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True), person=person, over=True)

    me = program_of(person, ApiScope.PROFILE_READ, ApiScope.BOOKINGS_READ).get(ME).json()

    assert (me["id"], me["name"], me["email"]) == (str(person.pk), person.name, person.email)
    assert [mandate["scope_label"] for mandate in me["mandates"]] == [scope.name]
    assert [scope["name"] for scope in me["scopes"]] == ["profile:read", "bookings:read"]


def test_me_is_nobody_without_a_token_and_closed_without_the_scope():
    assert Client().get(ME).status_code == 401
    refused = program_of(PersonFactory(), ApiScope.BOOKINGS_READ).get(ME)

    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")


@pytest.mark.parametrize("count", [1, 3])
def test_me_is_read_in_the_same_queries(count, django_assert_num_queries):
    person = PersonFactory()
    for _number in range(count):
        MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True), person=person)
    program = program_of(person)
    program.get(ME)  # The first call of an hour notes that the token serves.

    # The token with its person, the mandates, their scopes.
    with django_assert_num_queries(3):
        program.get(ME)
