"""Sums that a reader of the figures can compute: which cells add up to which others.

Secondary suppression relies on them (see `confidentiality`). A figure that gains a total, or counts
a part of another figure, must declare it here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bocage.welcome.figures.tables import Figure, Place

BETWEEN = " · "
"""Separator between the year and the commune, in the rows of settled households."""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """Relation between cells: the cells of the whole add up to those of the parts. A remainder of
    the parts, if any, is published nowhere.
    """

    whole: Sequence[Place]
    parts: Sequence[Place]
    leaves_a_rest: bool = False


def relations_of(figures: Sequence[Figure]) -> list[Relation]:
    """Lists every relation between cells, within a figure and between two; none for a figure that
    has no row yet.
    """
    by_name = {figure.name: figure for figure in figures}
    all_relations: list[Relation] = []
    for name, relations in (
        ("etapes", _stages),
        ("premieres_reponses", _first_answers),
        ("mairies", _town_halls),
        ("toujours_ici_12", _retention),
        ("toujours_ici_24", _retention),
        ("parrainages", _sponsorships),
    ):
        if name in by_name:
            all_relations += relations(by_name[name], by_name)
    all_relations += [*_of_two_years(by_name), *_of_the_settled(by_name)]
    figure_places = {place for figure in figures for place, _cell in figure.cells_by_place()}
    return [
        relation
        for relation in all_relations
        if figure_places.issuperset((*relation.whole, *relation.parts))
    ]


def _stages(figure: Figure, figures_by_name: Mapping[str, Figure]) -> Iterator[Relation]:
    """Yields the relation to the first answers, which count the same projects, except those of
    today.
    """
    if "premieres_reponses" in figures_by_name:
        yield Relation(
            whole=[Place("premieres_reponses", 1, 0)],
            parts=[Place(figure.name, line, 0) for line in range(len(figure.rows))],
        )


def _first_answers(figure: Figure, _figures_by_name: Mapping[str, Figure]) -> Iterator[Relation]:
    """Yields the relations between all years and the last year, which is a part of them."""
    for column in (0, 1):
        yield Relation(
            whole=[Place(figure.name, 1, column)],
            parts=[Place(figure.name, 0, column)],
            leaves_a_rest=True,
        )


def _town_halls(figure: Figure, _figures_by_name: Mapping[str, Figure]) -> Iterator[Relation]:
    """Yields, for each row, the relation between the answers and those that are yes."""
    for line in range(len(figure.rows)):
        yield Relation(
            whole=[Place(figure.name, line, 1)],
            parts=[Place(figure.name, line, 2)],
            leaves_a_rest=True,
        )


def _retention(figure: Figure, _figures_by_name: Mapping[str, Figure]) -> Iterator[Relation]:
    """Yields the relations of retention: with and without a sponsor, in the club or not, and the
    communes each add up to all households; present, left and unknown add up to each row.
    """
    name, lines = figure.name, range(len(figure.rows))
    for column in range(4):
        for parts in ((1, 2), (3, 4), lines[5:]):
            yield Relation(
                whole=[Place(name, 0, column)],
                parts=[Place(name, line, column) for line in parts],
            )
    for line in lines:
        yield Relation(
            whole=[Place(name, line, 1)],
            parts=[Place(name, line, column) for column in (0, 2, 3)],
        )


def _sponsorships(figure: Figure, _figures_by_name: Mapping[str, Figure]) -> Iterator[Relation]:
    """Yields the relations of sponsorships: accepted ones are active or ended."""
    _proposed, accepted, _delay, active, ended, finished = (
        Place(figure.name, line, 0) for line in range(6)
    )
    yield Relation(whole=[accepted], parts=[active, ended])
    yield Relation(whole=[ended], parts=[finished], leaves_a_rest=True)


def _of_two_years(by_name: Mapping[str, Figure]) -> Iterator[Relation]:
    """Yields the relations between years: households counted after two years are counted after
    one.
    """
    if not {"toujours_ici_12", "toujours_ici_24"} <= set(by_name):
        return
    one_year = _lines(by_name["toujours_ici_12"])
    for label, line in _lines(by_name["toujours_ici_24"]).items():
        if label in one_year:
            yield Relation(
                whole=[Place("toujours_ici_12", one_year[label], 1)],
                parts=[Place("toujours_ici_24", line, 1)],
                leaves_a_rest=True,
            )


def _of_the_settled(by_name: Mapping[str, Figure]) -> Iterator[Relation]:
    """Yields the relations to settled households: those settled for a year or more are a part of
    them, in total and in each commune.
    """
    if not {"installations", "toujours_ici_12"} <= set(by_name):
        return
    places_by_commune: dict[str, list[Place]] = {}
    for line, row in enumerate(by_name["installations"].rows):
        commune = row.label.split(BETWEEN, 1)[-1]
        places_by_commune.setdefault(commune, []).append(Place("installations", line, 0))
    one_year = _lines(by_name["toujours_ici_12"])
    all_places = [place for places in places_by_commune.values() for place in places]
    yield Relation(whole=all_places, parts=[Place("toujours_ici_12", 0, 1)], leaves_a_rest=True)
    for commune, places in places_by_commune.items():
        if commune in one_year:
            part = Place("toujours_ici_12", one_year[commune], 1)
            yield Relation(whole=places, parts=[part], leaves_a_rest=True)


def _lines(figure: Figure) -> dict[str, int]:
    return {row.label: line for line, row in enumerate(figure.rows)}
