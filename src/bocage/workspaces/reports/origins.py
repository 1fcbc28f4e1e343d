"""Where people come from, told so that nobody can be made out."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from bocage.workspaces.reports.period import ReportPeriod
from bocage.workspaces.reports.tables import ReportTable

FEWEST = 5
"""Fewer people than this are not counted out loud."""

STATEMENT = """
    SELECT commune.name, commune.departement_id, sum(visit.people),
        count(DISTINCT visit.person_id)
            + coalesce(sum(visit.people) FILTER (WHERE visit.person_id IS NULL), 0)
    FROM workspaces_visit visit JOIN territory_commune commune ON commune.code = visit.origin_id
    WHERE visit.place_id = ANY (%(places)s)
        AND visit.arrived_at >= %(start)s AND visit.arrived_at < %(end)s
    GROUP BY commune.code
    ORDER BY 3 DESC, commune.name, commune.code
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Commune from which people came. Numbers are None where they are not shown."""

    commune: str
    departement: str
    visits: int | None
    people: int | None

    @property
    def words(self) -> str:
        return few_words() if self.visits is None else str(self.visits)


def few_words() -> str:
    return _("moins de %(count)d") % {"count": FEWEST}


def origins(places: Sequence[UUID], period: ReportPeriod) -> list[Origin]:
    """Returns the communes from which visitors declared that they came, the most frequent first;
    one query.

    Those of fewer than five people come last, in the order of their names, without number.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            {
                "places": list(places),
                "start": period.interval.start,
                "end": period.interval.end,
            },
        )
        found = [Origin(*row) for row in cursor.fetchall()]
    told = [one for one in found if (one.people or 0) >= FEWEST]
    hidden = [
        Origin(one.commune, one.departement, None, None)
        for one in found
        if (one.people or 0) < FEWEST
    ]
    return [*told, *sorted(hidden, key=lambda one: (one.commune, one.departement))]


def origins_table(found: Sequence[Origin]) -> ReportTable:
    return ReportTable(
        "origine",
        _("D’où viennent les personnes"),
        [_("Commune"), _("Département"), _("Passages"), _("Personnes")],
        [
            (
                one.commune,
                one.departement,
                few_words() if one.visits is None else one.visits,
                few_words() if one.people is None else one.people,
            )
            for one in found
        ],
    )
