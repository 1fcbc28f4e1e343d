"""Findings: a sentence, a table, and a chart."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from bocage.foundation.formatting.findings import (
    MAX_BARS,
    Chart,
    Drawing,
    Point,
    Series,
    UnevenSeries,
)
from tests.sample_charts import COMMUNES, MONTHS, YEARS

EXAMPLE = "foundation/style/examples/chart.html"


def chart(*series, **fields):
    fields = {
        "name": "essai",
        "finding": "Deux de plus",
        "drawing": Drawing.COLUMNS,
        "head": "Année",
        **fields,
    }
    return Chart(series=series, **fields)


def many(number):
    return Series("Visites", [Point(str(index), index, str(index)) for index in range(number)])


def test_the_table_has_a_line_for_each_label_and_a_figure_for_each_series():
    finding = chart(
        Series("Sées", [Point("2025", 2, "2"), Point("2026", None, "secret", is_provisional=True)]),
        Series("Orne", [Point("2025", 9, "9"), Point("2026", 7, "7", is_provisional=True)]),
    )

    assert [tuple(row) for row in finding.rows] == [
        ("2025", False, [("Sées", "2"), ("Orne", "9")]),
        ("2026", True, [("Sées", "secret"), ("Orne", "7")]),
    ]


def test_series_that_make_no_table_are_refused():
    with pytest.raises(UnevenSeries):
        chart(Series("a", [Point("2025", 1, "1")]), Series("b", [Point("2026", 1, "1")]))


def test_a_chart_of_secrets_has_nothing_to_show():
    finding = chart(Series("a", [Point("2026", None, "secret")]))

    assert not finding.has_figures
    assert not chart(Series("a", [])).has_figures
    assert render_to_string(EXAMPLE, {"chart_of_years": finding}).strip() == ""


def test_the_alternative_says_the_finding_and_its_extremes():
    words = YEARS.alternative

    assert words.startswith(YEARS.finding)
    assert "42 (2026)" in words
    assert "21 (2024)" in words


def test_the_server_draws_few_points_as_bars_and_many_as_columns():
    assert chart(many(MAX_BARS)).plain_bars.bars[1].value == 1
    assert chart(many(MAX_BARS)).plain_columns is None
    assert chart(many(MAX_BARS + 1)).plain_bars is None
    assert len(chart(many(MAX_BARS + 1)).plain_columns.columns) == MAX_BARS + 1
    assert MONTHS.plain_bars is MONTHS.plain_columns is None


def test_the_script_is_given_no_value_of_a_secret():
    data = json.loads(json.dumps(YEARS.data, cls=DjangoJSONEncoder))

    assert data["series"][0]["points"][0] == {
        "label": "2023",
        "value": None,
        "text": "secret",
        "day": None,
        "provisional": False,
        "marked": False,
    }
    assert data["target"]["value"] == 50
    assert (
        json.loads(json.dumps(MONTHS.data, cls=DjangoJSONEncoder))["series"][0]["points"][0]["day"]
        == "2026-01-01"
    )


def test_words_of_people_cannot_end_the_script_of_the_data():
    finding = chart(Series("</script><script>x", [Point("2026", 1, "1")]))

    assert "</script><script>x" not in render_to_string(EXAMPLE, {"chart_of_years": finding})


@pytest.mark.parametrize("sample", [YEARS, COMMUNES, MONTHS])
def test_without_scripts_every_value_is_in_the_page(sample):
    page = render_to_string(EXAMPLE, {"chart_of_years": sample})

    assert all(point.text in page for sery in sample.series for point in sery.points)
    assert sample.finding in page
    assert 'data-download="png"' in page.split("chart-downloads")[1]
