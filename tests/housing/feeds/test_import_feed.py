"""`bocage import_feed`."""

import json

import pytest
from django.core.management import CommandError, call_command

from bocage.housing.models import FeedRun, Listing, Source
from tests.housing.factories import SourceFactory
from tests.housing.feed_files import SAMPLES, line, lines, zipped
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db
FIRST, SECOND = SAMPLES / "perche-immo-1.zip", SAMPLES / "perche-immo-2.zip"


@pytest.fixture
def run_import(capsys):
    def run(*arguments):
        call_command("import_feed", *map(str, arguments), "--json")
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "annonces.zip"
        path.write_bytes(content)
        return path

    return write


def counts(report):
    names = ("read", "created", "updated", "unchanged", "withdrawn", "rejected", "price_falls")
    return tuple(report[name] for name in names)


def test_opens_a_source_and_follows_its_deliveries(run_import):
    DepartementFactory()
    options = ["--source", "perche-immo", "--create", "--departement", "61"]
    assert counts(run_import(*options, FIRST)) == (60, 60, 0, 0, 0, 0, 0)
    assert counts(run_import("--source", "perche-immo", FIRST)) == (60, 0, 0, 60, 0, 0, 0)
    assert counts(run_import("--source", "perche-immo", SECOND)) == (60, 3, 2, 55, 3, 0, 2)


def test_a_dry_run_tells_the_same_and_writes_nothing(run_import):
    DepartementFactory()
    options = ["--source", "perche-immo", "--create", "--departement", "61", "--dry-run"]
    assert counts(run_import(*options, FIRST)) == (60, 60, 0, 0, 0, 0, 0)
    assert not Source.objects.exists()
    assert not Listing.objects.exists()


def test_rejected_rows_come_with_line_column_and_reason(run_import, file):
    SourceFactory(slug="agence")
    path = file(zipped([line(), line(external_id="b", price="-1")]))
    [row] = run_import("--source", "agence", path)["rows"]
    assert (row["line"], row["column"], row["value"]) == (2, 11, "-1")
    assert "100 000 000" in row["reason"].replace("\u00a0", " ").replace("\u202f", " ")
    assert run_import("--source", "agence", path)["rows"] == [row]


def test_a_held_delivery_says_so_and_fails_until_it_is_confirmed(run_import, file, capsys):
    SourceFactory(slug="agence")
    run_import("--source", "agence", file(zipped(lines(10))))
    path = file(zipped(lines(3)))
    with pytest.raises(CommandError, match="--confirm") as refusal:
        run_import("--source", "agence", path)
    assert refusal.value.returncode == 3
    assert json.loads(capsys.readouterr().out)["status"] == "held"
    assert run_import("--source", "agence", "--confirm", path)["withdrawn"] == 7


def test_says_how_to_open_a_source(file):
    with pytest.raises(CommandError, match="--create --departement"):
        call_command("import_feed", "--source", "inconnue", str(FIRST))


def test_a_delivery_that_cannot_be_read_fails_with_its_reason(run_import, file):
    SourceFactory(slug="agence")
    with pytest.raises(CommandError, match="ZIP"):
        run_import("--source", "agence", file(b"nothing"))
    assert FeedRun.objects.get().status == FeedRun.Status.REFUSED
    with pytest.raises(CommandError, match="no such file"):
        run_import("--source", "agence", "/nowhere.zip")
