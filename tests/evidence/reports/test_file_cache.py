"""A file of the current edition is generated once, and only stored if it is complete."""

from datetime import date

import pytest
from django.urls import reverse

from bocage.evidence.open_data.file_cache import caching
from bocage.evidence.operations.snapshots import count_night
from tests.territory.factories import CommuneFactory

INDICATORS = frozenset({"welcoming_communes"})
NIGHT, NEXT = date(2026, 6, 20), date(2026, 6, 21)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The data folder of the test."""
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"data_dir": tmp_path})
    return tmp_path / "kept" / "open-data"


def files_in(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def get_file(client, address):
    answer = client.get(address)
    return b"".join(answer.streaming_content)


@pytest.mark.django_db
def test_second_reader_has_the_file_that_the_first_had_made(
    client, folder, django_assert_max_num_queries
):
    CommuneFactory(boitron=True)
    count_night(NIGHT)
    address = reverse("open_data_all", args=["csv"])
    first = get_file(client, address)

    with django_assert_max_num_queries(3):
        assert get_file(client, address) == first
    assert files_in(folder) == ["fr.preuves.csv"]


@pytest.mark.django_db
def test_next_night_has_its_own_file_and_nights_before_are_not_kept(client, folder):
    CommuneFactory(boitron=True)
    count_night(NIGHT)
    address = reverse("open_data_all", args=["csv"])
    get_file(client, address)
    count_night(NEXT)

    get_file(client, f"{address}?nuit={NIGHT}")
    assert len(files_in(folder)) == 1
    get_file(client, address)
    assert len(list(folder.iterdir())) == 1


def test_file_that_a_reader_left_half_way_is_not_kept(folder):
    parts = caching(iter(["a", "b"]), folder / "v" / "fr.preuves.csv")
    next(parts)
    parts.close()

    assert files_in(folder) == []


def test_disk_that_refuses_keeps_nobody_from_reading(folder, monkeypatch):
    def refuse(*_args, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bocage.evidence.open_data.file_cache.NamedTemporaryFile", refuse)

    assert b"".join(caching(iter(["a", b"b"]), folder / "v" / "fr.preuves.csv")) == b"ab"
    assert files_in(folder) == []
