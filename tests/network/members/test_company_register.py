"""A SIRET that an organisation gives, against the official register."""

import pytest
from django.urls import reverse

from bocage.network.models import Organisation
from tests.network.factories import MemberFactory, OrganisationFactory
from tests.pages.page_text import text_of
from tests.servers.company_register import SIRET, open_place, telling
from tests.servers.local_server import saying
from tests.territory.factories import CommuneFactory


@pytest.mark.django_db
class TestThePageOfAnOrganisation:
    @pytest.fixture
    def atelier(self, client):
        atelier = OrganisationFactory(commune=CommuneFactory(boitron=True))
        leader = MemberFactory(organisation=atelier, leads_organisation=True)
        client.force_login(leader.person)
        return atelier

    def send(self, client, atelier, **values):
        fields = {"name": "Atelier", "kind": "firm", "commune": "Boitron", "siret": SIRET} | values
        address = reverse("organisation_edit", args=[atelier.slug])
        return client.post(address, fields, follow=True)

    @pytest.mark.parametrize(
        "case",
        [
            (telling(open_place()), 200, "est enregistrée"),
            (telling(open_place("F")), 422, "est fermé"),
            (telling(), 422, "ne connaît pas"),
            (saying(status=500), 200, "la clé du SIRET seule est vérifiée"),
        ],
        ids=["open", "closed", "unknown", "failing"],
    )
    def test_keeps_what_the_register_allows_and_says_what_it_checked(
        self, client, atelier, company_register, case
    ):
        answer, status, sentence = case
        company_register(answer)

        response = self.send(client, atelier)

        assert response.status_code == status
        assert sentence in text_of(response)
        atelier.refresh_from_db()
        assert atelier.siret == (SIRET if status == 200 else "")
        assert (atelier.siret_checked_at is not None) == (sentence == "est enregistrée")

    def test_asks_again_for_another_number_alone(self, client, atelier, company_register):
        company_register(telling(open_place()))
        self.send(client, atelier)
        company_register(telling())

        renamed = self.send(client, atelier, name="Autre nom")
        emptied = self.send(client, atelier, siret="")

        assert (renamed.status_code, emptied.status_code) == (200, 200)
        assert Organisation.objects.get(pk=atelier.pk).siret_checked_at is None
