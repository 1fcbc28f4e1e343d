"""Facts about communes: dated, sourced, and kept when an older file comes late."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bocage.territory.models import CommuneFact
from tests.page_text import text_of
from tests.territory.factories import CommuneFactory, FormerCommuneFactory

pytestmark = pytest.mark.django_db

HEADER = "code_commune;fait;valeur;precision;source;date\n"


def imported(tmp_path, *rows, header=HEADER):
    file = tmp_path / "faits.csv"
    file.write_text(header + "\n".join(rows) + "\n", encoding="utf-8-sig")
    answer, refused = StringIO(), StringIO()
    call_command("import_commune_facts", str(file), stdout=answer, stderr=refused)
    return answer.getvalue(), refused.getvalue()


def test_the_page_of_a_commune_tells_its_facts_with_source_and_day(client, tmp_path):
    boitron = CommuneFactory(boitron=True)
    imported(tmp_path, "61051;nearest_station;12,5;Surdon;SNCF, gares;2026-01-01")
    text = text_of(client.get(boitron.get_absolute_url()))
    assert "Gare la plus proche" in text
    assert "Surdon : 12,5 km (SNCF, gares, 1 janvier 2026)" in text


def test_a_second_import_changes_nothing_and_an_older_fact_does_not_win(tmp_path):
    CommuneFactory(boitron=True)
    row = "61051;fibre;97.5;;Arcep;2026-01-01"
    imported(tmp_path, row)
    assert "1 unchanged" in imported(tmp_path, row)[0]
    assert "1 older" in imported(tmp_path, "61051;fibre;40;;Arcep;2020-01-01")[0]
    assert "1 written" in imported(tmp_path, "61051;fibre;99;;Arcep;2026-06-01")[0]
    assert CommuneFact.objects.get().value == 99


def test_a_former_code_is_that_of_the_commune_of_today(tmp_path):
    FormerCommuneFactory(code="61307")
    imported(tmp_path, "61307;schools;2;;Éducation nationale;2026-01-01")
    assert CommuneFact.objects.get().commune_id == "61275"


@pytest.mark.parametrize(
    "row",
    [
        "99999;fibre;9;;Arcep;2026-01-01",
        "61051;plages;9;;Arcep;2026-01-01",
        "61051;fibre;-1;;Arcep;2026-01-01",
        "61051;fibre;101;;Arcep;2026-01-01",
        "61051;fibre;NaN;;Arcep;2026-01-01",
        "61051;schools;9e99;;INSEE;2026-01-01",
        "61051;fibre;9;;;2026-01-01",
        "61051;fibre;9;;Arcep;hier",
        "61051",
    ],
)
def test_a_row_that_is_no_fact_is_told_by_its_line(tmp_path, row):
    CommuneFactory(boitron=True)
    answer, refused = imported(tmp_path, row)
    assert "1 refused" in answer
    assert refused.startswith("line 2: ")
    assert not CommuneFact.objects.exists()


def test_another_table_is_refused(tmp_path):
    with pytest.raises(CommandError, match="the header lacks: valeur"):
        imported(tmp_path, header="code_commune,fait,source,date\n")
