"""A SIRET against the official register: what it says, and what happens when it says nothing."""

import json
import time

import pytest
from django.urls import reverse

from bocage.network.company_register import Standing, standing_of
from bocage.network.models import Organisation
from tests.local_server import saying, serving
from tests.network.factories import MemberFactory, OrganisationFactory
from tests.page_text import text_of
from tests.territory.factories import CommuneFactory

SIRET = "73282932000074"


@pytest.fixture
def register(settings):
    """`register(answer)`: the instance asks this answer of a server of this machine."""
    servers = []

    def use(answer, **changes):
        server = serving(answer)
        address = server.__enter__().rpartition("/")[0]
        servers.append(server)
        settings.BOCAGE = settings.BOCAGE.model_copy(
            update={"company_register": address, "fetch_loopback": True} | changes
        )

    yield use
    for server in servers:
        server.__exit__(None, None, None)


def telling(*places):
    body = {"results": [{"siege": {"siret": "00000000000000"}, "matching_etablissements": places}]}
    return saying(body=json.dumps(body).encode())


def open_place(state="A"):
    return {"siret": SIRET, "etat_administratif": state}


@pytest.mark.parametrize(
    ("answer", "standing"),
    [
        (telling(open_place()), Standing.OPEN),
        (telling(open_place("F")), Standing.CLOSED),
        (telling(), Standing.UNKNOWN),
        (saying(body=b'{"results": []}'), Standing.UNKNOWN),
        (saying(body=b"<html>"), Standing.NOT_ANSWERED),
        (saying(body=b"[1]"), Standing.NOT_ANSWERED),
        (saying(body=b'{"results": [3]}'), Standing.NOT_ANSWERED),
        (saying(status=429), Standing.NOT_ANSWERED),
        (saying(body=b"x" * 500_000), Standing.NOT_ANSWERED),
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
    ],
)
def test_what_the_register_says_is_read(register, answer, standing):
    register(answer)

    assert standing_of(SIRET) == standing


def test_a_register_that_is_slow_is_not_waited_for(register, monkeypatch):
    from bocage.foundation.fetching import Limits

    monkeypatch.setattr(
        "bocage.network.company_register.LIMITS", Limits(octets=1_000, seconds=0.2, step_s=0.2)
    )
    register(lambda _handler: time.sleep(1))

    assert standing_of(SIRET) == Standing.NOT_ANSWERED


def test_nothing_is_asked_unless_the_instance_says_where(settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"company_register": ""})

    assert standing_of(SIRET) == Standing.NOT_ASKED


@pytest.mark.django_db
class TestThePageOfAnOrganisation:
    @pytest.fixture
    def atelier(self, client):
        atelier = OrganisationFactory(commune=CommuneFactory(boitron=True))
        leader = MemberFactory(organisation=atelier, leads_organisation=True)
        client.force_login(leader.person)
        return atelier

    def send(self, client, atelier, **values):
        sent = {"name": "Atelier", "kind": "firm", "commune": "Boitron", "siret": SIRET} | values
        address = reverse("organisation_edit", args=[atelier.slug])
        return client.post(address, sent, follow=True)

    @pytest.mark.parametrize(
        "told",
        [
            (telling(open_place()), 200, "est enregistrée"),
            (telling(open_place("F")), 422, "est fermé"),
            (telling(), 422, "ne connaît pas"),
            (saying(status=500), 200, "la clé du SIRET seule est vérifiée"),
        ],
        ids=["open", "closed", "unknown", "failing"],
    )
    def test_keeps_what_the_register_allows_and_says_what_it_checked(
        self, client, atelier, register, told
    ):
        answer, status, said = told
        register(answer)

        response = self.send(client, atelier)

        assert response.status_code == status
        assert said in text_of(response)
        atelier.refresh_from_db()
        assert atelier.siret == (SIRET if status == 200 else "")
        assert (atelier.siret_checked_at is not None) == (said == "est enregistrée")

    def test_asks_again_for_another_number_alone(self, client, atelier, register):
        register(telling(open_place()))
        self.send(client, atelier)
        register(telling())

        kept = self.send(client, atelier, name="Autre nom")
        emptied = self.send(client, atelier, siret="")

        assert (kept.status_code, emptied.status_code) == (200, 200)
        assert Organisation.objects.get(pk=atelier.pk).siret_checked_at is None
