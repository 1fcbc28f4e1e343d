"""Origins of the people who come, in counts too large for anybody to be recognised."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from bocage.workspaces.reports.period import ReportPeriod
from bocage.workspaces.reports.tables import ReportTable

MIN_COUNT = 5
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
    """Commune of origin of visitors. Numbers are None where they are hidden."""

    commune: str
    departement: str
    visits: int | None
    people: int | None

    @property
    def words(self) -> str:
        return few_words() if self.visits is None else str(self.visits)


def few_words() -> str:
    return _("moins de %(count)d") % {"count": MIN_COUNT}


def origins(places: Sequence[UUID], period: ReportPeriod) -> list[Origin]:
    """Returns the communes declared by visitors as their origin, most frequent first; one query.

    Communes of fewer than five people come last, by name, without a number.
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
        rows = [Origin(*row) for row in cursor.fetchall()]
    frequent = [origin for origin in rows if (origin.people or 0) >= MIN_COUNT]
    hidden = [
        Origin(origin.commune, origin.departement, None, None)
        for origin in rows
        if (origin.people or 0) < MIN_COUNT
    ]
    return [*frequent, *sorted(hidden, key=lambda origin: (origin.commune, origin.departement))]


def origins_table(origins_: Sequence[Origin]) -> ReportTable:
    return ReportTable(
        "origine",
        _("D’où viennent les personnes"),
        [_("Commune"), _("Département"), _("Passages"), _("Personnes")],
        [
            (
                origin.commune,
                origin.departement,
                few_words() if origin.visits is None else origin.visits,
                few_words() if origin.people is None else origin.people,
            )
            for origin in origins_
        ],
    )
