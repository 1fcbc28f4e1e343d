"""Condition on a column by the keys of other rows."""

import pytest

from bocage.foundation.db.among import is_among
from bocage.territory.models import Commune, Epci
from tests.territory.factories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db


def test_the_keys_are_read_once_before_the_rows() -> None:
    sees, alencon = (
        CommuneFactory(sees=True),
        CommuneFactory(alencon=True, epci=EpciFactory(alencon=True)),
    )
    epcis = Epci.objects.filter(pk=sees.epci_id)

    communes = Commune.objects.filter(is_among("epci", epcis.values("pk")))

    assert sees.epci_id != alencon.epci_id
    assert list(communes) == [sees]
    assert "InitPlan" in communes.explain()


def test_no_keys_are_no_rows() -> None:
    CommuneFactory(sees=True)
    assert not Commune.objects.filter(is_among("epci", Epci.objects.none().values("pk"))).exists()
