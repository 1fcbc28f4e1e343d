"""Rows written by the fast test helpers equal those written by Django."""

from typing import Any

import pytest
from django.test import Client

from bocage.people.models import Person, Session
from bocage.territory.models import Commune
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory

pytestmark = pytest.mark.django_db


def values_of(row: Any) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_what_a_factory_makes_is_read_back_as_it_holds_it() -> None:
    person, commune = PersonFactory(language="en"), CommuneFactory(boitron=True)

    assert values_of(Person.objects.get()) == values_of(person)
    assert values_of(Commune.objects.get()) == values_of(commune)
    assert [departement.code for departement in commune.epci.departements.all()] == ["61"]


def test_what_is_there_already_is_found_and_kept_as_it_is() -> None:
    sarthe = DepartementFactory(sarthe=True)
    epci = EpciFactory(departements=[sarthe])

    first, again = CommuneFactory(boitron=True), CommuneFactory(boitron=True, name="Autre")

    assert (again, again.name) == (first, "Boitron")
    assert list(epci.departements.all()) == [sarthe]


def test_who_is_signed_in_has_one_session_and_the_next_its_own(client: Client) -> None:
    ada, noe = PersonFactory(), PersonFactory()

    client.force_login(ada)
    assert client.get("/compte/").status_code == 200
    assert Session.objects.get().person == ada

    client.force_login(noe)
    assert client.get("/compte/").status_code == 200
    assert Session.objects.get().person == noe
