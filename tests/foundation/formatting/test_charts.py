"""Charts drawn by the server."""

import pytest
from django.utils.translation import override

from bocage.foundation.formatting.charts import (
    LABEL_LENGTH,
    Bar,
    BarChart,
    Cell,
    ColumnChart,
    HeatMap,
    format_percent,
    shortened,
)


@pytest.mark.parametrize(("language", "words"), [("fr", "15\u00a0%"), ("en", "15%")])
def test_a_percentage_is_written_as_its_language_does(language, words):
    with override(language):
        assert format_percent(14.6) == words


def test_bars_are_as_long_as_their_share_of_the_longest():
    chart = BarChart("Titre", [Bar("a", 2, "2"), Bar("b", 4, "4"), Bar("c", 0, "0")])

    assert [bar.width for bar in chart.drawn_bars()] == ["164.0", "328.0", "0.0"]


def test_a_bar_never_leaves_the_picture():
    chart = BarChart("Titre", [Bar("a", 150, "150"), Bar("b", -1, "-1")], full_scale=100)

    assert [bar.width for bar in chart.drawn_bars()] == ["328.0", "0.0"]


def test_bars_of_nothing_are_drawn_empty():
    assert [bar.width for bar in BarChart("Titre", [Bar("a", 0, "0")]).drawn_bars()] == ["0.0"]
    assert BarChart("Titre", []).height == 0


def test_a_long_name_is_shortened():
    assert len(shortened("x" * 200)) == LABEL_LENGTH
    assert shortened("Poste 1") == "Poste 1"


@pytest.mark.parametrize(
    ("percent", "level", "text"),
    [(None, "none", ""), (0, "0", "0"), (1, "1", "1"), (50, "3", "50"), (100, "5", "100")],
)
def test_a_cell_is_as_dark_as_its_value_and_tells_it(percent, level, text):
    assert (Cell(percent).level, Cell(percent).text) == (level, text)


def test_a_heat_map_has_a_row_for_each_line_and_a_head_for_each_column():
    chart = HeatMap("Titre", ["lun", "mar"], [("9 h", [Cell(10), Cell(None)])])

    assert [name for name, _middle in chart.heads()] == ["lun", "mar"]
    assert [len(row.cells) for row in chart.drawn_rows()] == [2]
    assert HeatMap("Titre", [], []).height > 0


def test_columns_stand_on_the_ground_and_the_largest_is_named():
    chart = ColumnChart("Titre", [Bar("lun", 0, "0"), Bar("mar", 400, "400"), Bar("mer", 1, "1")])

    assert [(bar.column.label, bar.height) for bar in chart.drawn_columns()] == [
        ("mar", "96.0"),
        ("mer", "2.0"),
    ]
    assert {float(bar.top) + float(bar.height) for bar in chart.drawn_columns()} == {chart.ground}
    assert (chart.highest.label, chart.first.label, chart.last.label) == ("mar", "lun", "mer")
    assert list(ColumnChart("Titre", [Bar("lun", 0, "0")]).drawn_columns()) == []
