"""The day a view forgets to ask, the database still gives an owner's number to nobody else."""

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from bocage.foundation.db.hidden_rows import RowsHidden
from bocage.foundation.http.row_security import forget_reader, read_for
from bocage.housing.models import Lead, LeadOwner
from bocage.people.models import Role
from tests.databases.role_of_pages import in_the_role_of_pages
from tests.housing.factories import LeadFactory
from tests.housing.leads.factories import LeadReleaseFactory, candidate, coordinator, town_hall
from tests.housing.leads.test_visibility import PEOPLE
from tests.people.factories import MandateFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.welcome.helpers.factories import coordinator_of

pytestmark = pytest.mark.django_db

NAME, PHONE = "Odile-Lefranc", "06 99 88 77 66"
COARSER = {"a former candidate who was given the number"}
"""The wall knows what the town hall gave, not who is accompanied today."""


@pytest.fixture
def lead():
    commune = CommuneFactory(boitron=True)
    return LeadFactory(commune=commune, owner__name=NAME, owner__phone=PHONE)


def is_given(person, lead):
    with in_the_role_of_pages():
        read_for(person.pk)
        is_visible = LeadOwner.objects.filter(lead=lead).exists()
        forget_reader()
    return is_visible


@pytest.mark.usefixtures("without_the_check_of_python")
def test_the_number_is_not_there_for_who_was_not_given_it(client, lead):
    waiting, reader = candidate(), LeadReleaseFactory(lead=lead, released=True).person
    address = reverse("lead_owner", args=[lead.pk])

    client.force_login(waiting)
    refused = client.post(address)
    client.force_login(reader)
    page = client.post(address)

    assert (refused.status_code, NAME in refused.text, PHONE in refused.text) == (403, False, False)
    assert (page.status_code, NAME in page.text, PHONE in page.text) == (200, True, True)


def test_the_database_gives_owners_to_whom_the_policy_does(lead):
    for role, make_person, rights in PEOPLE:
        person = make_person(lead)
        if person.is_active and role not in COARSER:
            assert is_given(person, lead) is ("see_owner" in rights), role
    Lead.objects.update(caller="coordinator")
    assert is_given(coordinator(lead.commune), lead)
    assert not is_given(coordinator_of(DepartementFactory(sarthe=True)), lead)
    reader = LeadReleaseFactory(lead=lead, released=True).person
    Lead.objects.update(status="stale", stale_at=lead.reported_at)
    assert not is_given(reader, lead)


def test_nobody_writes_an_owner_whom_they_may_not_read(lead):
    other_lead = LeadFactory(has_owner=False)
    with in_the_role_of_pages():
        read_for(MandateFactory(role=Role.ADMIN).person.pk)
        with pytest.raises(RowsHidden), transaction.atomic():
            LeadOwner.objects.update(phone="0")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            LeadOwner.objects.create(lead=other_lead, name="Jean")
        read_for(town_hall(lead.commune).pk)
        assert LeadOwner.objects.update(name="Jean") == 1
        forget_reader()
