"""Inhabitants and pupils year after year: read from a table, and shown as a trend."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from bocage.territory.models import CommuneFact, YearlyFigure
from bocage.territory.trends import MAX_YEARS, trends_of
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory, FormerCommuneFactory
from tests.territory.test_commune_facts import import_rows

pytestmark = pytest.mark.django_db

HEADER = "code_commune;série;année;valeur;source;adresse\n"


def import_figures(tmp_path, *rows, header=HEADER, **options):
    return import_rows(tmp_path, *rows, header=header, form="series", **options)


def years(kind, commune="61051"):
    figures = YearlyFigure.objects.filter(kind=kind, commune=commune)
    return dict(figures.values_list("year", "value"))


def population(commune, **values):
    for year, value in values.items():
        YearlyFigure.objects.create(
            commune=commune,
            kind="population",
            year=int(year.removeprefix("y")),
            value=value,
            source="Insee",
        )


# Reading the table.


def test_a_table_of_series_is_read_and_read_again(tmp_path):
    CommuneFactory(boitron=True)
    rows = (
        "61051;population;2017;361;Insee;https://insee.example/a",
        "61051;population;2023;349;Insee;",
        "61051;Élèves;2025;31;Académie;",
    )
    assert "3 written" in import_figures(tmp_path, *rows)[0]
    assert "3 unchanged" in import_figures(tmp_path, *rows)[0]
    assert years("population") == {2017: 361, 2023: 349}
    assert years("pupils") == {2025: 31}
    assert not CommuneFact.objects.exists()


def test_a_year_that_is_read_again_is_corrected_and_the_others_stay(tmp_path):
    CommuneFactory(boitron=True)
    import_figures(tmp_path, "61051;population;2017;361;Insee;", "61051;population;2023;349;Insee;")
    answer, _refused = import_figures(tmp_path, "61051;population;2017;360;Insee;")
    assert "1 written" in answer
    assert years("population") == {2017: 360, 2023: 349}


def test_columns_may_be_named_otherwise_and_the_source_comes_from_the_command(tmp_path):
    CommuneFactory(boitron=True)
    import_figures(
        tmp_path,
        "42,2024,élèves,61051",
        header="Valeur,Rentrée,Indicateur,Code INSEE\n",
        source="Académie de Normandie",
    )
    assert YearlyFigure.objects.get().source == "Académie de Normandie"
    assert years("pupils") == {2024: 42}


def test_a_dry_run_shows_the_figures_and_keeps_none(tmp_path):
    CommuneFactory(boitron=True)
    answer, _refused = import_figures(tmp_path, "61051;population;2017;361;Insee;", dry_run=True)
    assert "Boitron (61051), population 2017: 361 (new; Insee, 2017-01-01)" in answer
    assert not YearlyFigure.objects.exists()


def test_report_of_a_dry_run_is_written_as_json(tmp_path):
    CommuneFactory(boitron=True)
    answer, _refused = import_figures(
        tmp_path, "61051;population;2017;361;Insee;", dry_run=True, json=True
    )
    items = json.loads(answer)["shown"]
    assert [(item["code"], item["indicator"], item["value"]) for item in items] == [
        ("61051", "population 2017", "361")
    ]


def test_years_of_communes_that_have_merged_add_up(tmp_path):
    FormerCommuneFactory(code="61307")
    FormerCommuneFactory(code="61308", name="Autre")
    import_figures(
        tmp_path,
        "61307;population;1999;300;Insee;",
        "61308;population;1999;200;Insee;",
        "61307;population;2023;290;Insee;",
        "61275;population;2023;1429;Insee;",
    )
    assert years("population", "61275") == {1999: 500, 2023: 1429}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("99999;population;2023;9;Insee;", "commune"),
        ("Boitron;population;2023;9;Insee;", "code_commune"),
        ("61051;;2023;9;Insee;", "serie"),
        ("61051;fibre;2023;9;Insee;", "serie"),
        ("61051;population;;9;Insee;", "annee"),
        ("61051;population;23;9;Insee;", "annee"),
        ("61051;population;1789;9;Insee;", "annee"),
        ("61051;population;2101;9;Insee;", "annee"),
        ("61051;population;２０２３;9;Insee;", "annee"),
        ("61051;population;2023-01-01;9;Insee;", "annee"),
        ("61051;population;2023;-9;Insee;", "valeur"),
        ("61051;population;2023;9,5;Insee;", "valeur"),
        ("61051;population;2023;10000000;Insee;", "valeur"),
        ("61051;population;2023;NaN;Insee;", "valeur"),
        ("61051;population;2023;;Insee;", "valeur"),
        ("61051;population;2023;9;;", "source"),
        ("61051;population;2023;9;=1+1;", "source"),
        ("61051;population;2023;9;Insee;javascript:alert(1)", "adresse"),
    ],
)
def test_row_without_a_yearly_figure_is_reported(tmp_path, row, column):
    CommuneFactory(boitron=True)
    answer, refused = import_figures(tmp_path, row)
    assert "1 refused" in answer
    assert refused.startswith(f"line 2, {column}: ")
    assert not YearlyFigure.objects.exists()


def test_an_empty_table_says_what_its_header_lacks(tmp_path):
    file = tmp_path / "vide.csv"
    file.write_text("code_commune;valeur\n")
    with pytest.raises(Exception, match="the header lacks: serie, annee"):
        call_command("import_facts", str(file), form="series", stdout=StringIO())


@pytest.mark.parametrize(
    "fields",
    [{"year": 1500}, {"value": -1}, {"source": ""}],
    ids=["a year of no census", "less than nobody", "no source"],
)
def test_the_database_refuses_what_is_no_figure_of_a_year(fields):
    commune = CommuneFactory(boitron=True)
    values = {"kind": "pupils", "year": 2025, "value": 31, "source": "Académie"}
    with pytest.raises(IntegrityError):
        YearlyFigure.objects.create(commune=commune, **values | fields)


def test_the_database_keeps_one_figure_a_year():
    commune = CommuneFactory(boitron=True)
    population(commune, y2023=349)
    with pytest.raises(IntegrityError):
        population(commune, y2023=350)


# The trend.


@pytest.mark.parametrize(
    ("figures", "sentence"),
    [
        ({"y2013": 372, "y2023": 349}, "De 2013 à 2023 : de 372 à 349 habitants (−6 %)"),
        ({"y2013": 300, "y2023": 330}, "De 2013 à 2023 : de 300 à 330 habitants (+10 %)"),
        ({"y2013": 1000, "y2023": 1001}, "De 2013 à 2023 : de 1 000 à 1 001 habitants"),
        ({"y2013": 0, "y2023": 3}, "De 2013 à 2023 : de 0 à 3 habitants"),
        ({"y2013": 349, "y2023": 349}, "Habitants en 2023, comme en 2013 : 349"),
        ({"y2023": 349}, "En 2023, habitants : 349"),
    ],
    ids=["fewer", "more", "about as many", "from nobody", "as many", "one year"],
)
def test_trend_is_written_in_one_sentence(figures, sentence):
    commune = CommuneFactory(boitron=True)
    population(commune, **figures)
    [trend] = trends_of(commune)
    assert " ".join(trend.sentence.split()) == sentence


@pytest.mark.parametrize(
    ("language", "kind", "last", "sentence"),
    [
        ("fr", "pupils", 1, "De la rentrée 2015 à la rentrée 2025 : de 12 à 1 élève (−92 %)"),
        ("fr", "pupils", 0, "De la rentrée 2015 à la rentrée 2025 : de 12 à 0 élève (−100 %)"),
        ("fr", "pupils", 2, "De la rentrée 2015 à la rentrée 2025 : de 12 à 2 élèves (−83 %)"),
        ("fr", "population", 1, "De 2015 à 2025 : de 12 à 1 habitant (−92 %)"),
        ("en", "pupils", 1, "From the autumn of 2015 to that of 2025: from 12 to 1 pupil (−92%)"),
        ("en", "pupils", 2, "From the autumn of 2015 to that of 2025: from 12 to 2 pupils (−83%)"),
        ("en", "population", 1, "From 2015 to 2025: from 12 to 1 inhabitant (−92%)"),
    ],
)
def test_one_is_not_written_in_the_plural(language, kind, last, sentence):
    commune = CommuneFactory(boitron=True)
    for year, value in ((2015, 12), (2025, last)):
        YearlyFigure.objects.create(
            commune=commune, kind=kind, year=year, value=value, source="Registre"
        )
    [trend] = trends_of(commune)
    with translation.override(language):
        assert " ".join(trend.sentence.split()) == sentence


def test_a_chart_draws_the_first_year_the_last_and_some_between():
    commune = CommuneFactory(boitron=True)
    population(commune, **{f"y{year}": 400 - year % 100 for year in range(1990, 2024)})
    [trend] = trends_of(commune)
    years = [figure.year for figure in trend.charted_figures]
    assert len(years) == MAX_YEARS
    assert (years[0], years[-1]) == (1990, 2023)
    assert years == sorted(set(years))


def test_the_page_of_a_commune_shows_its_series_with_table_and_source(client, tmp_path):
    boitron = CommuneFactory(boitron=True)
    CommuneFactory(sees=True)
    import_figures(
        tmp_path,
        "61051;population;2017;361;Insee;https://insee.example/a?b=1&c=2",
        "61051;population;2023;349;Insee;https://insee.example/a?b=1&c=2",
        "61051;pupils;2025;31;Académie;",
        "61464;population;2023;4168;Insee;",
    )
    page = client.get(boitron.get_absolute_url())
    text = " ".join(text_of(page).split())
    assert "Habitants, année par année" in text
    assert "De 2017 à 2023 : de 361 à 349 habitants (−3 %)." in text
    assert "À la rentrée 2025, élèves : 31." in text
    assert "4 168" not in text.split("Habitants, année par année")[1]
    assert page.content.decode().count('href="https://insee.example/a?b=1&amp;c=2"') == 1


def test_the_page_of_a_commune_without_series_has_no_table_of_years(client):
    boitron = CommuneFactory(boitron=True)
    assert "année par année" not in text_of(client.get(boitron.get_absolute_url()))


def test_trends_take_one_query_whatever_their_length():
    commune = CommuneFactory(boitron=True)
    for figures in ({"y2023": 349}, {"y2021": 351, "y2022": 350}):
        population(commune, **figures)
        with CaptureQueriesContext(connection) as queries:
            assert trends_of(commune)[0].sentence
        assert len(queries) == 1
