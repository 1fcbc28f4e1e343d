"""Figures of the course: one line per programme, their total, and the definition of each column."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from bocage.people.models import Person
from bocage.training.learning.indicators import Counts, outcomes, satisfied
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.models.sessions import CohortSession


@dataclass(frozen=True, kw_only=True)
class Column:
    """A figure and its definition."""

    label: str
    definition: str


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """The figures of one programme, or of all of them."""

    name: str
    partner: str
    cells: list[int]
    labels: list[str]

    @property
    def labelled(self) -> list[tuple[str, int]]:
        """Figures with the names of their columns, for the cards shown on phones."""
        return list(zip(self.labels, self.cells, strict=True))


@dataclass(frozen=True, kw_only=True)
class FigureTable:
    """Table of figures, shown on a page and exported to a spreadsheet."""

    columns: list[Column]
    rows: list[FigureRow]
    total: FigureRow


def figure_rows(person: Person) -> FigureTable:
    """Returns the figures of the programmes that a person runs or follows; a constant number of
    queries.
    """
    programmes = list(
        Programme.objects.followed_by(person).select_related("partner").order_by("name", "pk")
    )
    keys = [programme.pk for programme in programmes]
    counts: list[tuple[Column, Counts]] = [*_columns(keys), *_answered(keys)]
    labels = [column.label for column, _count in counts]
    rows = [
        FigureRow(
            labels=labels,
            name=programme.name,
            partner=programme.partner.name,
            cells=[count.get(programme.pk, (0, 0))[0] for _column, count in counts],
        )
        for programme in programmes
    ]
    total = FigureRow(
        labels=labels,
        name=_("Ensemble"),
        partner="",
        cells=[sum(row.cells[place] for row in rows) for place in range(len(counts))],
    )
    return FigureTable(columns=[column for column, _count in counts], rows=rows, total=total)


def _columns(keys: list[UUID]) -> list[tuple[Column, Counts]]:
    return [_cohorts_opened(keys), *_seats_by_state(keys), _hours_planned(keys)]


def _cohorts_opened(keys: list[UUID]) -> tuple[Column, Counts]:
    cohorts = Cohort.objects.filter(programme__in=keys, opened_at__isnull=False).order_by()
    column = Column(
        label=_("Promotions"),
        definition=_("Celles dont les candidatures ont été ouvertes, annulées comprises."),
    )
    return column, _alone(dict(cohorts.values_list("programme").annotate(Count("pk"))))


def _seats_by_state(keys: list[UUID]) -> list[tuple[Column, Counts]]:
    by_programme = (
        Enrolment.objects.filter(cohort__programme__in=keys)
        .order_by()
        .values("cohort__programme")
        .annotate(
            seated=Count("pk", filter=~Q(state="withdrawn")),
            completed=Count("pk", filter=Q(state="completed")),
            left=Count("pk", filter=Q(state="withdrawn") & ~Q(end_reason="cancelled")),
        )
        .values_list("cohort__programme", "seated", "completed", "left")
    )
    rows = {key: counts for key, *counts in by_programme}
    columns = (
        Column(
            label=_("Apprenants"),
            definition=_("Places occupées, ou gardées jusqu’au bout de la formation."),
        ),
        Column(label=_("Allés au bout"), definition=_("Inscriptions terminées avec la formation.")),
        Column(
            label=_("Partis avant"),
            definition=_(
                "Inscriptions terminées avant la fin, quelle qu’en soit la raison ; les "
                "promotions annulées n’y sont pas."
            ),
        ),
    )
    return [
        (column, _alone({key: counts[place] for key, counts in rows.items()}))
        for place, column in enumerate(columns)
    ]


def _hours_planned(keys: list[UUID]) -> tuple[Column, Counts]:
    sessions = CohortSession.objects.filter(
        cohort__programme__in=keys, state="planned", cohort__opened_at__isnull=False
    )
    minutes: dict[UUID, int] = {}
    for session in (
        sessions.only("state", "period", "cohort__programme").select_related("cohort").order_by()
    ):
        key = session.cohort.programme_id
        minutes[key] = minutes.get(key, 0) + session.minutes
    column = Column(
        label=_("Heures prévues"),
        definition=_("Durée des séances des promotions ouvertes, sans celles qui sont annulées."),
    )
    return column, _alone({key: count // 60 for key, count in minutes.items()})


def _alone(counts: Mapping[UUID, int]) -> Counts:
    """Returns counts without a denominator of their own, as (count, count)."""
    return {key: (count, count) for key, count in counts.items()}


def _answered(keys: list[UUID]) -> list[tuple[Column, Counts]]:
    happy, became = satisfied(keys), outcomes(keys)
    return [
        (
            Column(label=_("Avis donnés"), definition=_("Réponses au questionnaire de fin.")),
            {key: (of, of) for key, (_yes, of) in happy.items()},
        ),
        (
            Column(
                label=_("Contents"),
                definition=_("Ceux qui l’ont trouvée bien ou très bien dans l’ensemble."),
            ),
            happy,
        ),
        (
            Column(
                label=_("Entreprises créées"),
                definition=_("Par la dernière réponse de chacun, à 3, 6 ou 12 mois."),
            ),
            {key: (outcome.created, outcome.answered) for key, outcome in became.items()},
        ),
        (
            Column(
                label=_("Emplois"),
                definition=_("Emplois de ces entreprises, celui du créateur compris."),
            ),
            {key: (outcome.jobs, outcome.answered) for key, outcome in became.items()},
        ),
        (
            Column(
                label=_("Venus s’installer"),
                definition=_(
                    "Ceux qui vivaient ailleurs et disent s’être installés ici, par la dernière "
                    "réponse de chacun."
                ),
            ),
            {key: (outcome.settled, outcome.answered) for key, outcome in became.items()},
        ),
    ]
