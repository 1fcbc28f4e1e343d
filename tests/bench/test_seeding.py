"""What `bocage bench seed` fills an instance with."""

import pytest
from django.core.management import CommandError, call_command

from bocage.bench.harness import seeding
from bocage.bench.harness.sizes import DEPARTEMENT, FRANCE, SIZES
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def test_an_empty_instance_is_filled_in_every_room(monkeypatch, capsys):
    monkeypatch.setattr(seeding, "call_command", lambda *_told, **_out: CommuneFactory(sees=True))
    monkeypatch.setattr(seeding, "finish_loading", lambda: None)

    document = seeding.seed(DEPARTEMENT, share=0.02)

    figures = document["figures"]
    for name in seeding.COUNTED:
        assert figures[f"seed.{name}"] > 0, name
    assert figures["seed.saved_searches"] >= 200
    assert figures["seed.database_mb"] > 10
    assert "7/7 vacuum" in capsys.readouterr().err


def test_an_instance_that_serves_somebody_is_left_alone(capsys):
    PersonFactory()

    with pytest.raises(CommandError):
        call_command("bench", "seed", "--size", "departement", "--json")


def test_a_departement_is_asked_less_than_a_region_or_a_country():
    asked = [size.asks(400, departement=200, quick=40) for size in SIZES.values()]
    assert asked == [40, 200, 400, 400]


def test_sizes_are_those_of_a_departement_a_region_and_a_country():
    assert list(SIZES) == ["quick", "departement", "region", "france"]
    assert (FRANCE.places, FRANCE.homes, FRANCE.saved_searches) == (3_500, 1_000_000, 1_000_000)
    assert FRANCE.territory == ("--all",)
    assert DEPARTEMENT.territory == ("61",)
