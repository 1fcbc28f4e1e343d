"""Machine-readable descriptions of the open data are valid: schema, package and catalogue."""

import csv
import json
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import rdflib
from django.urls import reverse
from pyshacl import validate
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.registry import indicators
from bocage.foundation.models import InstanceSettings
from tests.evidence.open_data.test_open_data import data_address, get_file
from tests.evidence.settled_households import add_settled_household
from tests.lasting import undone_at_the_end
from tests.territory.factories import CommuneFactory
from tests.welcome.charters.factories import CharterFactory

pytestmark = [
    pytest.mark.django_db,
    # rdflib, and pyshacl with it, read by what rdflib deprecates.
    pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning"),
]

INDICATORS = frozenset({"settled_people"})

NIGHT = date(2026, 6, 20)
SHAPES = Path(__file__).parent / "dcat_ap.shapes.ttl"
LOCN = rdflib.Namespace("http://www.w3.org/ns/locn#")
ETALAB = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
HOSTILE = 'Bocage <b>&"\x0c l’Orne\u2028]]>'


@pytest.fixture
def frictionless() -> Iterator[Any]:
    """Read where it is used: it raises the limit of every reader of tables of its process, which is
    given back."""
    limit = csv.field_size_limit()
    yield import_module("frictionless")
    csv.field_size_limit(limit)


@pytest.fixture(scope="module")
def counted_night(django_db_setup, django_db_blocker):
    with undone_at_the_end(django_db_blocker):
        for trait, households in (("boitron", 2), ("essay", 6), ("sees", 12)):
            commune = CommuneFactory(**{trait: True})
            CharterFactory(commune=commune)
            for _number in range(households):
                add_settled_household(commune, date(2026, 5, 3))
        count_night(NIGHT)
        yield


@pytest.fixture(params=["plain", "hostile"])
def settings_of_instance(request):
    if request.param == "hostile":
        InstanceSettings.objects.create(
            pk=1, name=HOSTILE[:60], contact_email="bonjour@perche.example"
        )


def graph_of(client, extension):
    graph = rdflib.Graph()
    content = get_file(client, reverse("open_data_catalogue", args=[extension]))
    return graph.parse(data=content, format={"rdf": "xml", "jsonld": "json-ld"}[extension])


def test_both_writings_of_the_catalogue_say_the_same(client, counted_night):
    assert isomorphic(graph_of(client, "rdf"), graph_of(client, "jsonld"))


@pytest.mark.parametrize("extension", ["rdf", "jsonld"])
def test_the_catalogue_has_the_shape_of_dcat_ap(
    client, counted_night, settings_of_instance, extension
):
    valid, _graph, report = validate(graph_of(client, extension), shacl_graph=str(SHAPES))

    assert valid, report


@pytest.mark.parametrize(
    "missing",
    [
        DCTERMS.title, DCTERMS.description, DCTERMS.license, DCAT.accessURL, FOAF.name,
        DCAT.contactPoint,
    ],
)  # fmt: skip
def test_the_shapes_see_what_is_missing(client, counted_night, missing):
    graph = graph_of(client, "rdf")
    graph.remove((None, missing, None))

    valid, _graph, _report = validate(graph, shacl_graph=str(SHAPES))

    assert not valid


def test_the_shapes_see_a_geometry_that_is_a_literal(client, counted_night):
    graph = graph_of(client, "rdf")
    place = next(graph.subjects(LOCN.geometry))
    graph.set((place, LOCN.geometry, rdflib.Literal("POINT(0 48)")))

    valid, _graph, _report = validate(graph, shacl_graph=str(SHAPES))

    assert not valid


def test_the_catalogue_says_what_data_gouv_fr_reads(client, counted_night):
    graph = graph_of(client, "rdf")

    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    datasets = set(graph.objects(catalogue, DCAT.dataset))
    assert datasets == set(graph.subjects(RDF.type, DCAT.Dataset))
    for dataset in datasets:
        properties = dict(graph.predicate_objects(dataset))
        assert properties[DCTERMS.license] == rdflib.URIRef(ETALAB)
        assert str(properties[DCTERMS.accrualPeriodicity]).endswith("/frequency/DAILY")
        assert str(properties[DCTERMS.identifier]) == str(dataset)
        period = properties[DCTERMS.temporal]
        assert str(graph.value(period, DCAT.endDate)) == str(NIGHT)
        assert list(graph.objects(dataset, DCAT.keyword))
    files = {str(address) for address in graph.objects(None, DCAT.downloadURL)}
    public = [indicator.name for indicator in indicators() if indicator.is_public]
    assert len(files) == 3 * len(public) + 2
    assert all("?" not in address for address in files)


def test_the_catalogue_keeps_its_addresses_from_night_to_night(client, counted_night):
    before = graph_of(client, "rdf")
    count_night(date(2026, 6, 21))
    after = graph_of(client, "rdf")

    names = [
        {node for node in graph.subjects() if isinstance(node, rdflib.URIRef)}
        for graph in (before, after)
    ]
    assert names[0] == names[1]


def package_on_disk(client, folder):
    """Returns the package with its files beside it, as if all were downloaded."""
    package = json.loads(get_file(client, reverse("open_data_package")))
    for resource in package["resources"]:
        assert resource["schema"].endswith(reverse("open_data_schema"))
        path = (
            resource["path"].partition("testserver")[2] or "/" + resource["path"].split("/", 3)[3]
        )
        (folder / resource["name"]).write_bytes(get_file(client, path))
        resource["path"] = resource["name"]
        resource["schema"] = json.loads(get_file(client, reverse("open_data_schema")))
    return package


def test_the_package_is_valid_and_so_is_each_table(client, counted_night, tmp_path, frictionless):
    package = package_on_disk(client, tmp_path)
    package["resources"] = [
        resource for resource in package["resources"] if resource["format"] == "csv"
    ]

    report = frictionless.Package.from_descriptor(package, basepath=str(tmp_path)).validate()

    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == 1 + len(
        [indicator for indicator in indicators() if indicator.is_public]
    )


def test_a_table_that_is_not_as_the_schema_says_is_seen(
    client, counted_night, tmp_path, frictionless
):
    schema = json.loads(get_file(client, reverse("open_data_schema")))
    text = get_file(client, data_address("settled_people", "csv")).decode("utf-8-sig")
    (tmp_path / "wrong.csv").write_text(text.replace("commune", "village"), encoding="utf-8")

    report = frictionless.Resource.from_descriptor(
        {"name": "wrong", "path": "wrong.csv", "schema": schema, "dialect": {"delimiter": ";"}},
        basepath=str(tmp_path),
    ).validate()

    assert not report.valid


def test_the_package_says_its_edition_and_its_licence(client, counted_night):
    count_night(date(2026, 6, 21))

    package = json.loads(get_file(client, reverse("open_data_package") + f"?nuit={NIGHT}"))

    assert package["version"] == str(NIGHT)
    assert [licence["name"] for licence in package["licenses"]] == ["etalab-2.0"]
    assert all(resource["path"].endswith(f"?nuit={NIGHT}") for resource in package["resources"])
    nights = json.loads(get_file(client, reverse("open_data_versions")))["nights"]
    assert nights == ["2026-06-21", "2026-06-20"]
