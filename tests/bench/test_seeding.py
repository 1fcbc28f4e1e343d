"""What `bocage bench seed` fills an instance with."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Exists, ForeignKey, OuterRef

from bocage.bench.harness import seeding
from bocage.bench.harness.sizes import DEPARTEMENT, FRANCE, SIZES
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def without_their_row() -> dict[str, int]:
    """The foreign keys of our models that lead to a row that is not there, and how many do."""
    found = {}
    tables = set(connection.introspection.table_names())
    for model in (one for one in apps.get_models() if one._meta.db_table in tables):
        for field in model._meta.concrete_fields:
            if not isinstance(field, ForeignKey) or not field.db_constraint:
                continue
            rows = model._base_manager.filter(**{f"{field.name}__isnull": False})
            target = field.related_model._base_manager.filter(
                **{field.target_field.name: OuterRef(field.attname)}
            )
            count = rows.filter(~Exists(target)).count()
            if count:
                found[f"{model._meta.label}.{field.name}"] = count
    return found


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
    assert without_their_row() == {}, "a copy of it could not be restored"


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
