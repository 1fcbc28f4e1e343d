from dataclasses import replace

import pytest

from bocage.territory.errors import UnknownDepartement
from bocage.territory.imports.decoupage_administratif import (
    CommuneRow,
    DepartementRow,
    EpciRow,
    FormerCommuneRow,
    Reference,
)
from bocage.territory.imports.positions import Position
from bocage.territory.models import Commune, Departement, Epci, FormerCommune, resolve_commune
from bocage.territory.operations.reference import Counts, import_territory
from bocage.territory.reference_data import read_reference

pytestmark = pytest.mark.django_db

BOITRON = CommuneRow("61051", "Boitron", "61", "200035111", ("61500",), 349)
MERLERAULT = CommuneRow("61275", "Merlerault-le-Pin", "61", "200035111", ("61240",), 1429)
LE_MANS = CommuneRow("72181", "Le Mans", "72", "200035111", ("72000", "72100"), 145_000)
NONANT = FormerCommuneRow("61310", "Nonant-le-Pin", "delegated", "61275")
REFERENCE = Reference(
    edition=2026,
    version="6.0.0",
    departements=[DepartementRow("61", "Orne", "28"), DepartementRow("72", "Sarthe", "52")],
    epcis=[EpciRow("200035111", "CC des Sources de l’Orne", "CC", ("61051", "61275", "72181"))],
    communes=[BOITRON, MERLERAULT, LE_MANS],
    former_communes=[NONANT],
)


def run(reference=REFERENCE, departements=("61",)):
    return import_territory(reference=reference, departements=departements)


def test_import_writes_the_communes_of_the_departement_and_no_other():
    report = run()

    assert report.communes == Counts(new=2)
    assert report.epcis == Counts(new=1)
    assert report.former_communes == Counts(new=1)
    boitron = Commune.objects.get(code="61051")
    assert (boitron.name, boitron.slug, boitron.departement.name) == (
        "Boitron",
        "boitron-61",
        "Orne",
    )
    assert (boitron.postcodes, boitron.population, boitron.edition) == (["61500"], 349, 2026)
    assert set(Commune.objects.values_list("code", flat=True)) == {"61051", "61275"}


def test_intercommunalite_is_linked_to_every_departement_that_it_lies_in():
    run()

    assert [
        departement.code for departement in Epci.objects.get().departements.order_by("code")
    ] == ["61", "72"]


def test_importing_again_changes_nothing(django_assert_max_num_queries):
    run()
    before = list(Commune.objects.order_by("pk").values())

    with django_assert_max_num_queries(24):
        report = run()

    assert report.communes == Counts(unchanged=2)
    assert report.epcis == Counts(unchanged=1)
    assert report.former_communes == Counts(unchanged=1)
    assert list(Commune.objects.order_by("pk").values()) == before


def test_none_means_every_departement():
    assert run(departements=None).communes == Counts(new=3)


def test_changed_commune_is_updated_and_counted_and_its_address_stays():
    run()
    renamed = replace(BOITRON, name="Boitron-la-Neuve", population=351)

    report = run(replace(REFERENCE, communes=[renamed, MERLERAULT, LE_MANS]))

    assert report.communes == Counts(changed=1, unchanged=1)
    boitron = Commune.objects.get(code="61051")
    assert (boitron.name, boitron.population, boitron.slug) == (
        "Boitron-la-Neuve",
        351,
        "boitron-61",
    )
    assert Commune.objects.search("la neuve") == [boitron]


def test_positions_survive_an_import():
    run()
    Commune.objects.filter(code="61051").update(
        latitude=48.5, longitude=0.2, position_source="outline"
    )

    run(replace(REFERENCE, communes=[replace(BOITRON, population=1), MERLERAULT]))

    boitron = Commune.objects.get(code="61051")
    assert (boitron.population, boitron.latitude, boitron.position_source) == (1, 48.5, "outline")


def test_positions_are_given_to_the_new_communes_alone():
    positions = {"61051": Position(48.5, 0.2, "geonames")}
    first = import_territory(reference=REFERENCE, departements=["61"], positions=positions)
    new_positions = {"61051": Position(48.9, 0.9, "geonames")}

    second = import_territory(reference=REFERENCE, departements=["61"], positions=new_positions)

    assert (first.located, second.located) == (1, 0)
    assert Commune.objects.get(code="61051").latitude == 48.5


def test_commune_that_is_no_longer_listed_is_marked_and_found_by_its_successor():
    run()
    merged = replace(
        REFERENCE,
        edition=2027,
        communes=[MERLERAULT, LE_MANS],
        former_communes=[NONANT, FormerCommuneRow("61051", "", "merged", "61275")],
    )

    report = run(merged)

    assert report.communes == Counts(changed=1, gone=1)
    boitron = Commune.objects.get(code="61051")
    assert (boitron.is_current, boitron.edition) == (False, 2026)
    assert resolve_commune("61051").code == "61275"


def test_name_of_a_commune_that_is_gone_finds_its_successor():
    run()
    merged = replace(
        REFERENCE,
        communes=[MERLERAULT, LE_MANS],
        former_communes=[NONANT, FormerCommuneRow("61051", "", "merged", "61275")],
    )
    run(merged)

    [match] = Commune.objects.search("boitron")
    assert match.code == "61275"
    assert match.found_as["name"] == "Boitron"


def test_commune_that_comes_back_is_current_again():
    run()
    run(replace(REFERENCE, communes=[MERLERAULT, LE_MANS]))

    report = run()

    assert report.communes == Counts(changed=1, unchanged=1)
    assert Commune.objects.get(code="61051").is_current


def test_gone_intercommunalite_is_marked_and_an_unlisted_former_name_forgotten():
    run()

    report = run(
        replace(
            REFERENCE,
            epcis=[],
            communes=[replace(BOITRON, epci=None), replace(MERLERAULT, epci=None)],
            former_communes=[],
        )
    )

    assert report.epcis.gone == 1
    assert not Epci.objects.get().is_current
    assert report.former_communes.gone == 1
    assert not FormerCommune.objects.exists()


def test_namesakes_of_one_departement_have_their_code_in_their_address():
    namesake = replace(BOITRON, code="61052")
    run(replace(REFERENCE, communes=[BOITRON, namesake]))

    assert set(Commune.objects.values_list("slug", flat=True)) == {
        "boitron-61-61051",
        "boitron-61-61052",
    }


def test_new_namesake_of_a_known_commune_leaves_it_its_address():
    run()
    run(replace(REFERENCE, communes=[BOITRON, replace(BOITRON, code="61052"), MERLERAULT]))

    assert Commune.objects.get(code="61051").slug == "boitron-61"
    assert Commune.objects.get(code="61052").slug == "boitron-61-61052"


def test_unknown_departement_is_refused_and_nothing_is_written():
    with pytest.raises(UnknownDepartement, match="99"):
        run(departements=["61", "99"])

    assert not Departement.objects.exists()


def test_progress_reaches_its_end():
    steps = []

    import_territory(
        reference=REFERENCE,
        departements=["61"],
        progress=lambda step, count, total: steps.append((step, count, total)),
    )

    assert steps == [("communes", 0, 2), ("communes", 2, 2)]


def test_reference_data_of_the_installed_edition_holds_the_orne():
    reference = read_reference()
    report = import_territory(reference=reference, departements=["61"])

    assert reference.edition >= 2026
    assert reference.errors == []
    assert report.communes.new == Commune.objects.count() > 370
    boitron = Commune.objects.select_related("epci").get(code="61051")
    assert (boitron.name, boitron.slug, boitron.postcodes) == ("Boitron", "boitron-61", ["61500"])
    assert boitron.epci.name == "CC des Sources de l’Orne"
    assert resolve_commune("61310").name == "Merlerault-le-Pin"
    assert Commune.objects.search("nonant le pin")[0].name == "Merlerault-le-Pin"
