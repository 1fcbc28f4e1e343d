from datetime import date

from bocage.welcome.figures.tables import Figure, FigureRow, count
from bocage.welcome.templatetags.figure_lines import figure_lines


def figure_of(labels):
    return Figure(
        name="communes",
        title="Communes",
        definition="",
        measured_on=date(2026, 3, 2),
        head="Commune",
        columns=["Ménages <b>"],
        rows=[FigureRow(label=label, cells=[count(number)]) for number, label in enumerate(labels)],
        is_drawn=True,
    )


def test_lines_name_their_column_and_write_no_markup_of_others():
    html = figure_lines(figure_of(["<script>x</script>", "boitron"]))

    assert html == (
        '<tr><th scope="row">&lt;script&gt;x&lt;/script&gt;</th>'
        '<td class="number" data-label="Ménages &lt;b&gt;">0</td></tr>'
        '<tr><th scope="row">Boitron</th>'
        '<td class="number" data-label="Ménages &lt;b&gt;">1</td></tr>'
    )


def test_a_chart_draws_all_lines_where_they_are_few_and_the_longest_where_they_are_many():
    short_figure, long_figure = (
        figure_of(["Boitron", "Sées"]),
        figure_of([f"Commune {n}" for n in range(40)]),
    )

    assert (short_figure.draws_longest, long_figure.draws_longest) == (0, 15)
    assert [bar.label for bar in short_figure.chart.bars] == ["Boitron", "Sées"]
    assert [bar.label for bar in long_figure.chart.bars][:2] == ["Commune 39", "Commune 38"]
    assert len(long_figure.chart.bars) == 15
