"""Published figures: no reader can compute hidden cells from the published ones."""

from random import Random

import pytest
from django.utils import timezone

from bocage.welcome.figures.confidentiality import as_published, secret_places
from bocage.welcome.figures.relations import Relation, relations_of
from bocage.welcome.figures.tables import Figure, FigureRow, Place, count, is_few, people, share

UPPER_BOUND = 10**6


def table(name, rows):
    """Returns a figure with rows, each with a label and its cells."""
    return Figure(
        name=name,
        title=name,
        definition="",
        measured_on=timezone.localdate(),
        head="",
        columns=[str(number) for number in range(len(rows[0][1]))],
        rows=[FigureRow(label=label, cells=cells) for label, cells in rows],
    )


def texts(figure):
    return {
        row.label: [cell.text.replace("\u00a0", " ") for cell in row.cells] for row in figure.rows
    }


def line(label, here_count, gone_count, unknown):
    """Returns a row of the retention figure."""
    cells = [
        share(here_count, here_count + gone_count),
        count(here_count + gone_count + unknown),
        count(gone_count),
        count(unknown),
    ]
    return label, cells


def column(*numbers):
    """Returns the cells and the relation of a total above its parts."""
    figure = table("t", [(str(line), [count(number)]) for line, number in enumerate(numbers)])
    cells = dict(figure.cells_by_place())
    relation = Relation(
        whole=[Place("t", 0, 0)],
        parts=[Place("t", line, 0) for line in range(1, len(numbers))],
    )
    return {place.line for place in secret_places(cells, [relation])}


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((30, 10, 20), set()),
        ((30, 0, 30), set()),
        ((23, 3, 20), {1, 2}),
        ((33, 3, 10, 20), {1, 2}),
        ((34, 2, 2, 10, 20), {1, 2, 3}),
        ((8, 4, 4), {1, 2}),
        ((3, 1, 2), {0, 1, 2}),
        ((4, 4, 0), {0, 1}),
    ],
)
def test_one_more_cell_is_hidden_where_a_total_would_tell(numbers, expected):
    assert column(*numbers) == expected


def test_remainder_of_a_total_is_hidden_too():
    whole_place, part_place = Place("t", 0, 0), Place("t", 1, 0)
    cells = {whole_place: count(20), part_place: count(17)}
    nested = Relation(whole=[whole_place], parts=[part_place], leaves_a_rest=True)

    assert secret_places(cells, [nested]) == {part_place}
    assert secret_places({**cells, part_place: count(12)}, [nested]) == set()


def test_a_share_tells_neither_a_few_nor_all_but_a_few():
    assert share(2, 20).is_of_few
    assert share(18, 20).is_of_few
    assert not share(10, 20).is_of_few
    assert not share(20, 20).is_of_few
    assert people(3, 12).is_of_few


def test_departures_of_a_commune_cannot_be_computed():
    figure = table(
        "toujours_ici_12",
        [
            line("Ensemble", 40, 13, 7),
            line("Avec", 20, 6, 5),
            line("Sans", 20, 7, 2),
            line("Club", 20, 6, 0),
            line("Hors du club", 20, 7, 7),
            line("Boitron", 20, 8, 0),
            line("Essay", 20, 5, 7),
        ],
    )

    (published_figure,) = as_published([figure])

    assert texts(published_figure)["Sans"][3] == "secret"
    assert texts(published_figure)["Avec"][3] == "secret"
    assert texts(published_figure)["Ensemble"] == ["75 %", "60", "13", "7"]
    assert texts(published_figure)["Boitron"] == ["71 %", "28", "8", "0"]


def bounds_of(cells, secret, relations):
    """Returns the bounds that a reader can infer for each hidden cell, by propagating all sums."""
    bounds = {
        place: (0, UPPER_BOUND) if place in secret else (cell.counted_value, cell.counted_value)
        for place, cell in cells.items()
    }
    for _round in range(30):
        previous_bounds = dict(bounds)
        for relation in relations:
            if relation.leaves_a_rest:
                continue
            for place in (*relation.whole, *relation.parts):
                own_places, other_places = (
                    (relation.whole, relation.parts)
                    if place in relation.whole
                    else (relation.parts, relation.whole)
                )
                beside = [bounds[position] for position in own_places if position != place]
                facing = [bounds[position] for position in other_places]
                lowest = sum(low for low, _high in facing) - sum(high for _low, high in beside)
                highest = sum(high for _low, high in facing) - sum(low for low, _high in beside)
                low, high = bounds[place]
                bounds[place] = (max(low, lowest), min(high, highest))
        if bounds == previous_bounds:
            break
    return bounds


@pytest.mark.parametrize("seed", range(60))
def test_a_patient_reader_finds_no_small_number(seed):
    random = Random(seed)
    households = [
        (
            random.choice("ABCDE"[: random.randint(2, 5)]),
            random.random() < 0.7,
            random.random() < 0.3,
            random.choice(["here"] * 6 + ["gone", "unknown"]),
        )
        for _number in range(random.choice([6, 15, 40, 120]))
    ]

    def row(label, condition):
        states = [state for *facts, state in households if condition(*facts)]
        return line(label, *(states.count(state) for state in ("here", "gone", "unknown")))

    figure = table(
        "toujours_ici_12",
        [
            row("Ensemble", lambda *_facts: True),
            row("Avec", lambda _commune, sponsor, _club: sponsor),
            row("Sans", lambda _commune, sponsor, _club: not sponsor),
            row("Club", lambda _commune, _sponsor, club: club),
            row("Hors", lambda _commune, _sponsor, club: not club),
            *(row(name, lambda commune, *_facts, name=name: commune == name) for name in "ABCDE"),
        ],
    )
    cells, relations = dict(figure.cells_by_place()), relations_of([figure])

    secret = secret_places(cells, relations)
    bounds = bounds_of(cells, secret, relations)

    disclosures = [
        place
        for place in secret
        if is_few(cells[place].counted_value) and len(set(bounds[place])) == 1
    ]
    assert disclosures == []
