"""Factories of facts about communes, for the tests of suitability."""

import factory

from bocage.territory.models import CommuneFact
from bocage.welcome.suitability.operations.rows import refresh_suitability
from tests.territory.factories import CommuneFactory


class CommuneFactFactory(factory.django.DjangoModelFactory):
    """Fact: four doctors, source INSEE."""

    class Meta:
        model = CommuneFact

    commune = factory.SubFactory(CommuneFactory, boitron=True)
    kind = CommuneFact.Kind.DOCTORS
    value = 4
    source = "INSEE, BPE"
    address = "https://insee.example/bpe"
    dated_on = "2024-01-01"


def three_communes():
    """Creates Boitron (fibre only), Sées (everything, at 9 km), and L’Aigle (no known fact)."""
    boitron, sees = CommuneFactory(boitron=True), CommuneFactory(sees=True)
    l_aigle = CommuneFactory(l_aigle=True)
    CommuneFactFactory(commune=boitron, kind="fibre", value=98, source="Arcep")
    CommuneFactFactory(commune=boitron, kind="doctors", value=0)
    CommuneFactFactory(commune=sees, kind="fibre", value=60, source="Arcep")
    for kind, value in (("doctors", 4), ("pharmacies", 2), ("schools", 3), ("shops", 9)):
        CommuneFactFactory(commune=sees, kind=kind, value=value)
    CommuneFactFactory(commune=sees, kind="nearest_station", value=1, detail="Sées", source="SNCF")
    CommuneFactFactory(commune=sees, kind="paris_minutes", value=135, detail="Sées", source="SNCF")
    refresh_suitability()
    return boitron, sees, l_aigle
