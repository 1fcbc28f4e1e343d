"""Facts about communes: dated, with a source, and never overwritten by an older file."""

import gzip
import json
import zipfile
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from bocage.territory.events import CommuneFactsChanged
from bocage.territory.fact_kinds import FACT_MEASURES, FactKind
from bocage.territory.models import CommuneFact
from bocage.territory.operations import commune_facts
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory, FormerCommuneFactory

pytestmark = pytest.mark.django_db

HEADER = "code_commune;indicateur;valeur;precision;source;date;unité;adresse\n"


def import_rows(tmp_path, *rows, header=HEADER, form="bocage", **options):
    file = tmp_path / "faits.csv"
    file.write_text(header + "\n".join(rows) + "\n", encoding="utf-8-sig")
    return import_file(file, form=form, **options)


def import_file(file, *, form="bocage", **options):
    answer, refused = StringIO(), StringIO()
    call_command("import_facts", str(file), form=form, stdout=answer, stderr=refused, **options)
    return answer.getvalue(), refused.getvalue()


def figures(kind):
    return dict(CommuneFact.objects.filter(kind=kind).values_list("commune", "value"))


# The form of Bocage.


def test_the_page_of_a_commune_tells_its_facts_with_source_and_day(client, tmp_path):
    boitron = CommuneFactory(boitron=True)
    import_rows(tmp_path, "61051;nearest_station;12,5;Surdon;SNCF, gares;2026-01-01;;")
    text = text_of(client.get(boitron.get_absolute_url()))
    assert "Gare la plus proche" in text
    assert "Surdon : 12,5 km (SNCF, gares, 1er janvier 2026)" in text


def test_any_other_indicator_has_its_own_name_and_unit(client, tmp_path):
    boitron = CommuneFactory(boitron=True)
    import_rows(
        tmp_path,
        "61051;Ensoleillement;1690;;Météo-France;2025;heures par an;https://meteo.example/a?b=1&c=2",
        "61051;Cinémas;1;Le Rex;CNC;30/06/2026;;",
    )
    page = client.get(boitron.get_absolute_url())
    text = text_of(page)
    assert "Ensoleillement" in text
    assert "heures par an (Météo-France, 1er janvier 2025)" in text
    assert "Le Rex : 1 (CNC, 30 juin 2026)" in text
    assert 'href="https://meteo.example/a?b=1&amp;c=2"' in page.content.decode()


def test_facts_stand_in_the_order_of_their_kinds(client, tmp_path):
    boitron = CommuneFactory(boitron=True)
    import_rows(
        tmp_path,
        *(
            f"61051;{kind};1;;INSEE;2026-01-01;;"
            for kind in ("Cinémas", "paris_minutes", "doctors", "schools", "fibre")
        ),
    )
    text = text_of(client.get(boitron.get_absolute_url()))
    labels = ("Logements raccordables", "Écoles", "Médecins", "Paris, en train", "Cinémas")
    places = [text.index(label) for label in labels]
    assert places == sorted(places)


def test_columns_stand_in_any_order_and_what_is_missing_comes_from_the_command(tmp_path):
    CommuneFactory(boitron=True)
    import_rows(
        tmp_path,
        "12.5,61051,fibre",
        header="Valeur,Code commune,Fait\n",
        source="Arcep",
        date="2026-06-30",
    )
    fact = CommuneFact.objects.get()
    assert (fact.value, fact.source, str(fact.dated_on)) == (Decimal("12.5"), "Arcep", "2026-06-30")


def test_a_second_import_changes_nothing_and_an_older_fact_does_not_win(tmp_path):
    CommuneFactory(boitron=True)
    row = "61051;fibre;97.5;;Arcep;2026-01-01;;"
    import_rows(tmp_path, row)
    assert "1 unchanged" in import_rows(tmp_path, row)[0]
    assert "1 older" in import_rows(tmp_path, "61051;fibre;40;;Arcep;2020-01-01;;")[0]
    assert "1 written" in import_rows(tmp_path, "61051;fibre;99;;Arcep;2026-06-01;;")[0]
    assert CommuneFact.objects.get().value == 99


def test_of_two_rows_about_one_fact_the_later_stays(tmp_path):
    CommuneFactory(boitron=True)
    import_rows(
        tmp_path,
        "61051;fibre;50;;Arcep;2026-06-01;;",
        "61051;fibre;40;;Arcep;2026-01-01;;",
        "61051;doctors;1;;INSEE;2026-01-01;;",
        "61051;doctors;2;;INSEE;2026-01-01;;",
    )
    assert figures("fibre") == {"61051": 50}
    assert figures("doctors") == {"61051": 2}


def test_nothing_is_kept_by_a_dry_run_that_tells_the_same(tmp_path, monkeypatch):
    CommuneFactory(boitron=True)
    published = []
    monkeypatch.setattr(commune_facts, "publish", published.append)
    row = "61051;fibre;97.5;;Arcep;2026-01-01;;"
    assert "1 written" in import_rows(tmp_path, row, dry_run=True)[0]
    assert not CommuneFact.objects.exists()
    assert published == []
    import_rows(tmp_path, row)
    assert published == [CommuneFactsChanged(count=1)]


def test_report_is_written_as_json(tmp_path):
    CommuneFactory(boitron=True)
    answer, _refused = import_rows(
        tmp_path,
        "61051;fibre;9;;Arcep;2026-01-01;;",
        "61051;fibre;x;;Arcep;2026-01-01;;",
        json=True,
    )
    assert json.loads(answer) == {
        "form": "bocage",
        "dry_run": False,
        "read": 2,
        "written": 1,
        "unchanged": 0,
        "older": 0,
        "refused_count": 1,
        "refused": [{"line": 3, "column": "valeur", "reason": "not a figure: 'x'"}],
        "shown": [],
    }


# Communes that have merged.


def test_a_former_code_is_that_of_the_commune_of_today(tmp_path):
    FormerCommuneFactory(code="61307")
    import_rows(tmp_path, "61307;nearest_school;2;;Éducation nationale;2026-01-01;;")
    assert CommuneFact.objects.get().commune_id == "61275"


def test_counts_of_former_communes_add_up_and_other_figures_are_refused(tmp_path):
    FormerCommuneFactory(code="61307")
    FormerCommuneFactory(code="61308", name="Autre")
    _answer, refused = import_rows(
        tmp_path,
        "61307;schools;2;;INSEE;2026-01-01;;",
        "61308;schools;1;;INSEE;2026-01-01;;",
        "61307;nearest_school;2;;INSEE;2026-01-01;;",
        "61308;nearest_school;5;;INSEE;2026-01-01;;",
    )
    assert figures("schools") == {"61275": 3}
    assert figures("nearest_school") == {}
    assert refused.splitlines() == [
        f"line {line}, commune: one of several former communes of 61275: the whole is not known"
        for line in (4, 5)
    ]


def test_the_code_of_today_wins_over_those_of_before(tmp_path):
    FormerCommuneFactory(code="61307")
    import_rows(
        tmp_path,
        "61307;schools;7;;INSEE;2026-01-01;;",
        "61275;schools;2;;INSEE;2026-01-01;;",
    )
    assert figures("schools") == {"61275": 2}


# Tables that are none.


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("99999;fibre;9;;Arcep;2026-01-01;;", "commune"),
        ("Boitron;fibre;9;;Arcep;2026-01-01;;", "code_commune"),
        (";fibre;9;;Arcep;2026-01-01;;", "commune"),
        ("61051;;9;;Arcep;2026-01-01;;", "indicateur"),
        ("61051;other;9;;Arcep;2026-01-01;;", "indicateur"),
        ("61051;" + "a" * 81 + ";9;;Arcep;2026-01-01;;", "indicateur"),
        ("61051;fibre;-1;;Arcep;2026-01-01;;", "valeur"),
        ("61051;fibre;101;;Arcep;2026-01-01;;", "valeur"),
        ("61051;vacant_homes;101;;INSEE;2026-01-01;;", "valeur"),
        ("61051;fibre;NaN;;Arcep;2026-01-01;;", "valeur"),
        ("61051;fibre;sNaN;;Arcep;2026-01-01;;", "valeur"),
        ("61051;fibre;Infinity;;Arcep;2026-01-01;;", "valeur"),
        ("61051;schools;9e99;;INSEE;2026-01-01;;", "valeur"),
        ("61051;fibre;9;;;2026-01-01;;", "source"),
        ("61051;fibre;9;;=HYPERLINK(1);2026-01-01;;", "source"),
        ("61051;@SUM(A1);9;;Arcep;2026-01-01;;", "indicateur"),
        ("61051;fibre;9;+cmd|x;Arcep;2026-01-01;;", "precision"),
        ("61051;fibre;9;;Arcep;hier;;", "date"),
        ("61051;fibre;9;;Arcep;2026-02-30;;", "date"),
        ("61051;fibre;9;;Arcep;;;", "date"),
        ("61051;fibre;9;;Arcep;2026-01-01;;javascript:alert(1)", "adresse"),
        ("61051;fibre;9;;Arcep;2026-01-01;;https://[", "adresse"),
        ("61051", "indicateur"),
    ],
)
def test_row_without_a_fact_is_reported_with_its_line_and_column(tmp_path, row, column):
    CommuneFactory(boitron=True)
    answer, refused = import_rows(tmp_path, row)
    assert "1 refused" in answer
    assert refused.startswith(f"line 2, {column}: ")
    assert not CommuneFact.objects.exists()


def test_lines_are_counted_as_in_the_file(tmp_path):
    CommuneFactory(boitron=True)
    _answer, refused = import_rows(
        tmp_path,
        '61051;fibre;9;"en deux\nlignes";Arcep;2026-01-01;;',
        "",
        "61051;fibre;x;;Arcep;2026-01-01;;",
    )
    assert refused.startswith("line 5, valeur: ")
    assert CommuneFact.objects.get().detail == "en deux lignes"


def test_first_refusals_are_reported_and_all_are_counted(tmp_path):
    answer, refused = import_rows(tmp_path, *["x"] * 500)
    assert "500 refused" in answer
    assert refused.splitlines()[-1] == "… and 300 more"


@pytest.mark.parametrize("content", [b"", b"\n", b"code_commune,fait,source,date\n", b"\x00" * 300])
def test_another_table_is_refused(tmp_path, content):
    file = tmp_path / "autre.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError, match="the header lacks: "):
        import_file(file)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("latin.csv", (HEADER + "61051;Marché;1;;Été;2026;;\n").encode("cp1252"), "CSV UTF-8"),
        ("utf16.csv", (HEADER + "61051;fibre;1;;a;2026;;\n").encode("utf-16"), "CSV UTF-8"),
        ("long.csv", HEADER.encode() + b"a" * 200_000, "longer than any row"),
        ("quotes.csv", HEADER.encode() + b'"' + b"a;\n" * 90_000, "no row of a table"),
        ("no.zip", b"PK", "not a ZIP"),
        ("no.csv.gz", b"no", "cannot be read"),
        ("wide.csv", b";".join(b"c%d" % n for n in range(500)) + b"\n", "the header lacks"),
    ],
)
def test_unreadable_file_is_refused_with_one_sentence(tmp_path, name, content, words):
    CommuneFactory(boitron=True)
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        import_file(file)
    assert not CommuneFact.objects.exists()


def test_missing_file_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        import_file(tmp_path / "none.csv")


def test_tables_in_gzip_and_in_zip_are_read(tmp_path):
    CommuneFactory(boitron=True)
    content = (HEADER + "61051;fibre;9;;Arcep;2026-01-01;;\n").encode()
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(content))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("faits.csv", content)
        archive.writestr("metadata_faits.csv", "what the columns are")
    assert "1 written" in import_file(tmp_path / "a.csv.gz")[0]
    assert "1 unchanged" in import_file(tmp_path / "b.zip")[0]


def test_a_source_on_the_command_line_is_read_with_the_same_suspicion(tmp_path):
    with pytest.raises(CommandError, match="--source looks like a formula"):
        import_rows(tmp_path, source="=1+1")


# What is measured.


def test_every_kind_is_known():
    assert set(FACT_MEASURES) == set(FactKind)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "other", "indicator": ""},
        {"kind": "fibre", "indicator": "Fibre"},
        {"kind": "fibre", "value": 101},
        {"kind": "doctors", "value": -1},
        {"kind": "doctors", "source": ""},
    ],
)
def test_the_database_refuses_what_is_no_fact(fields):
    commune = CommuneFactory(boitron=True)
    with pytest.raises(IntegrityError):
        CommuneFact.objects.create(
            **{"commune": commune, "value": 1, "source": "INSEE", "dated_on": "2026-01-01"} | fields
        )
