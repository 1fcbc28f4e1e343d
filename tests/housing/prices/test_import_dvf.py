"""Prices of sale from the open file of sales, whatever stands in it."""

import gzip
import json
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bocage.housing.models import CommunePrice, PropertyKind
from tests.territory.factories import CommuneFactory, FormerCommuneFactory

pytestmark = pytest.mark.django_db

COLUMNS = (
    "id_mutation,date_mutation,numero_disposition,nature_mutation,valeur_fonciere,adresse_numero,"
    "adresse_nom_voie,code_postal,code_commune,nom_commune,code_departement,code_type_local,"
    "type_local,surface_reelle_bati,nombre_pieces_principales,surface_terrain,longitude,latitude"
)


def row(number, *, price="120000", kind="Maison", surface="100", nature="Vente", **values):
    commune, day = values.get("commune", "61051"), values.get("day", "2024-03-05")
    return (
        f"{number},{day},000001,{nature},{price},3,RUE DU PUITS,61500,{commune},Boitron,61,"
        f"1,{kind},{surface},5,800,0.28,48.57"
    )


def write_file(tmp_path, *rows, name="dvf.csv"):
    text = "\n".join([COLUMNS, *rows]) + "\n"
    file = tmp_path / name
    if name.endswith(".gz"):
        file.write_bytes(gzip.compress(text.encode()))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("61.csv", text)
    else:
        file.write_text(text)
    return file


def run_import(file):
    answer = StringIO()
    call_command("import_dvf", str(file), "--json", stdout=answer)
    return json.loads(answer.getvalue())


@pytest.fixture(autouse=True)
def boitron():
    return CommuneFactory(boitron=True)


@pytest.mark.parametrize("name", ["dvf.csv", "dvf.csv.gz", "dvf.zip"])
def test_median_and_quartiles_of_each_commune_kind_and_year(tmp_path, name):
    rows = [row(f"2024-{number}", price=str(100_000 + 10_000 * number)) for number in range(5)]
    report = run_import(write_file(tmp_path, *rows, name=name))
    assert (report["mutations"], report["sales"], report["groups"]) == (5, 5, 1)
    price = CommunePrice.objects.get()
    assert (price.commune_id, price.kind, price.year, price.sales) == (
        "61051",
        PropertyKind.HOUSE,
        2024,
        5,
    )
    assert (price.low_eur_m2, price.median_eur_m2, price.high_eur_m2) == (1_100, 1_200, 1_300)


def test_a_home_with_its_dependencies_and_its_plots_is_one_sale(tmp_path):
    rows = [
        row("1"),
        row("1"),
        row("1", kind="Dépendance", surface=""),
        row("1", kind="", surface=""),
    ]
    report = run_import(write_file(tmp_path, *rows))
    assert (report["rows"], report["mutations"], report["sales"]) == (4, 1, 1)
    assert CommunePrice.objects.get().median_eur_m2 == 1_200


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([row("1", nature="Echange")], "not a sale"),
        ([row("1", nature="Vente en l'état futur d'achèvement")], "not a sale"),
        ([row("1"), row("1", surface="60")], "not one home alone"),
        ([row("1"), row("1", kind="Appartement", surface="40")], "not one home alone"),
        (
            [row("1"), row("1", kind="Local industriel. commercial ou assimilé", surface="80")],
            "not one home alone",
        ),
        ([row("1", kind="", surface="")], "not one home alone"),
        ([row("1"), row("1", commune="61156")], "in several communes"),
        ([row("1", price="")], "price, surface or date not told"),
        ([row("1", price="beaucoup")], "price, surface or date not told"),
        ([row("1", price="nan")], "price, surface or date not told"),
        ([row("1", surface="")], "price, surface or date not told"),
        ([row("1", day="")], "price, surface or date not told"),
        ([row("1", price="1")], "outlier"),
        ([row("1", price="9e9")], "outlier"),
        ([row("1", surface="2")], "outlier"),
        ([row("1", surface="6000")], "outlier"),
        ([row("1", price="6000")], "outlier"),
        ([row("1", day="0001-01-01")], "outlier"),
    ],
)
def test_what_is_no_sale_of_one_home_is_left_out_and_counted(tmp_path, rows, reason):
    report = run_import(write_file(tmp_path, *rows))
    assert report["left_out"] == {reason: 1}
    assert not CommunePrice.objects.exists()


def test_a_second_import_changes_nothing_but_its_day(tmp_path):
    file = write_file(tmp_path, row("1"), row("2", price="140000"))
    run_import(file)
    before = CommunePrice.objects.values("commune", "kind", "year", "sales", "median_eur_m2").get()
    run_import(file)
    assert (
        CommunePrice.objects.values("commune", "kind", "year", "sales", "median_eur_m2").get()
        == before
    )


def test_a_merged_commune_is_that_of_today(tmp_path):
    FormerCommuneFactory(code="61307")
    run_import(write_file(tmp_path, row("1", commune="61307")))
    assert CommunePrice.objects.get().commune_id == "61275"


def test_sales_elsewhere_are_counted(tmp_path):
    assert run_import(write_file(tmp_path, row("1", commune="13055")))["elsewhere"] == 1


def test_a_file_of_another_kind_is_refused_and_nothing_is_lost(tmp_path):
    run_import(write_file(tmp_path, row("1")))
    file = tmp_path / "autre.csv"
    for content in (b"a,b\n1,2\n", b"", b"\xff\xfe\x00", gzip.compress(b"x" * 10)[:12]):
        file.write_bytes(content)
        with pytest.raises(CommandError):
            run_import(file)
    for name in ("faux.zip", "faux.csv.gz"):
        wrong = tmp_path / name
        wrong.write_bytes(b"not what its name says")
        with pytest.raises(CommandError):
            run_import(wrong)
    with pytest.raises(CommandError):
        run_import(tmp_path / "absent.csv")
    assert CommunePrice.objects.count() == 1
