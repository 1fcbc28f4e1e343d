"""Computation of each figure. Erased projects are counted too: the data that figures need are
retained.
"""

from datetime import date, datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.welcome.ceremonies.models import Ceremony
from bocage.welcome.figures.retention import retention_figures
from bocage.welcome.figures.spans import in_hours, median_of
from bocage.welcome.figures.tables import (
    Figure,
    FigureRow,
    count,
    events,
    hours,
    people,
    share,
)
from bocage.welcome.follow_ups.formatting import after_words
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.projects.models.projects import ARRIVED, STAGES, SettlementProject
from bocage.welcome.projects.querysets import ProjectQuerySet
from bocage.welcome.relays.models import Relay
from bocage.welcome.shared.key_arrays import IsAmong
from bocage.welcome.sponsors.models import Sponsorship

Status = SettlementProject.Status
LAST_YEAR = timedelta(days=365)


def figures_of(projects: ProjectQuerySet, *, now: datetime | None = None) -> list[Figure]:
    """Computes every figure about some projects, as of now; the number of queries does not depend
    on how many there are. A project joined to another is counted once.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    distinct_projects = projects.exclude(close_reason=SettlementProject.CloseReason.MERGED)
    return [
        by_stage(distinct_projects, today),
        first_answers(distinct_projects, now),
        relays(distinct_projects, today),
        settlements(distinct_projects, today),
        *retention_figures(distinct_projects, today),
        sponsorships(distinct_projects, today),
        ceremonies(distinct_projects, today),
        follow_ups(distinct_projects, today),
    ]


def by_stage(projects: ProjectQuerySet, today: date) -> Figure:
    """Counts projects by stage today, with paused and closed ones on their own rows."""
    counts = {
        (row["status"], row["stage"]): row["households"]
        for row in projects.order_by().values("status", "stage").annotate(households=Count("pk"))
    }
    rows = [
        FigureRow(label=str(stage.label), cells=[count(counts.get((Status.OPEN, stage), 0))])
        for stage in STAGES
    ]
    for status in (Status.PAUSED, Status.CLOSED):
        number = sum(
            value for (project_status, _stage), value in counts.items() if project_status == status
        )
        rows.append(FigureRow(label=str(status.label), cells=[count(number)]))
    return Figure(
        name="etapes",
        title=_("Les projets, étape par étape"),
        definition=_(
            "Un projet est celui d’un ménage qui a confirmé son adresse. Il compte à l’étape où "
            "il se trouve à cette date ; en pause ou clos, il compte à part. Deux projets réunis "
            "comptent une fois."
        ),
        measured_on=today,
        head=_("Étape"),
        columns=[_("Ménages")],
        rows=rows,
        is_drawn=True,
    )


def first_answers(projects: ProjectQuerySet, now: datetime) -> Figure:
    """Measures how soon households receive their first answer."""
    delay = in_hours(F("answered_at") - F("sent_at"))
    periods = [
        (_("Douze derniers mois"), projects.filter(sent_at__gt=now - LAST_YEAR)),
        (_("Depuis le début"), projects),
    ]
    rows = []
    for label, sent_projects in periods:
        due = sent_projects.order_by().filter(
            Q(answered_at__isnull=False) | Q(answer_due_at__lte=now)
        )
        read = due.aggregate(
            households=Count("pk"),
            in_time=Count("pk", filter=Q(answered_at__lte=F("answer_due_at"))),
            median=median_of(delay, filter=Q(answered_at__isnull=False)),
        )
        whole = read["households"]
        rows.append(
            FigureRow(
                label=label,
                cells=[
                    count(whole),
                    share(read["in_time"], whole),
                    hours(read["median"], whole),
                ],
            )
        )
    return Figure(
        name="premieres_reponses",
        title=_("La première réponse"),
        definition=_(
            "Part des ménages qui ont reçu une première réponse d’une personne sous un jour "
            "ouvré (week-ends et jours fériés ne comptent pas), parmi ceux qui l’ont reçue ou "
            "l’attendent depuis plus longtemps. La médiane est le délai, en heures de calendrier, "
            "au-dessous duquel la moitié ont été répondus."
        ),
        measured_on=timezone.localdate(now),
        head=_("Période"),
        columns=[_("Ménages"), _("Sous un jour ouvré"), _("Délai médian")],
        rows=rows,
    )


def relays(projects: ProjectQuerySet, today: date) -> Figure:
    """Measures how town halls answer questions, commune by commune."""
    delay = in_hours(F("answered_at") - F("sent_at"))
    read = (
        Relay.objects.filter(project__in=projects)
        .exclude(status=Relay.Status.WITHDRAWN)
        .order_by("commune__name", "commune")
        .values("commune", "commune__name")
        .annotate(
            requests=Count("pk"),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            welcomed=Count("pk", filter=Q(answer=Relay.Answer.YES)),
            median=median_of(delay, filter=Q(answered_at__isnull=False)),
        )
    )
    return Figure(
        name="mairies",
        title=_("Les réponses des mairies"),
        definition=_(
            "Questions posées à une mairie au sujet d’un ménage, hors celles qui ont été "
            "retirées ; part qui a reçu une réponse, quelle qu’elle soit, et délai médian entre "
            "l’envoi et la réponse."
        ),
        measured_on=today,
        head=_("Commune"),
        columns=[_("Questions"), _("Répondues"), _("Oui"), _("Délai médian")],
        rows=[
            FigureRow(
                label=row["commune__name"],
                cells=[
                    count(row["requests"]),
                    share(row["answered"], row["requests"]),
                    people(row["welcomed"], row["requests"]),
                    hours(row["median"], row["requests"]),
                ],
            )
            for row in read
        ],
    )


def settlements(projects: ProjectQuerySet, today: date) -> Figure:
    """Counts households that came to live here, by year and commune."""
    read = (
        projects.filter(stage__in=ARRIVED)
        .order_by("-moved_in_on__year", "commune__name", "commune")
        .values("moved_in_on__year", "commune", "commune__name")
        .annotate(
            households=Count("pk"),
            grown=Sum("adults_count"),
            children=Sum("children_count"),
        )
    )
    return Figure(
        name="installations",
        title=_("Les ménages installés"),
        definition=_(
            "Ménages accompagnés qui ont emménagé, par année d’emménagement et commune ; personnes "
            "et enfants tels que déclarés par le ménage. Ceux qui sont repartis restent comptés "
            "l’année de leur arrivée."
        ),
        measured_on=today,
        head=_("Année et commune"),
        columns=[_("Ménages"), _("Personnes"), _("Dont enfants")],
        rows=[
            FigureRow(
                label=f"{row['moved_in_on__year']} · {row['commune__name']}",
                cells=[
                    count(row["households"]),
                    people(row["grown"] + row["children"], row["households"]),
                    people(row["children"], row["households"]),
                ],
            )
            for row in read
        ],
        is_drawn=True,
    )


def sponsorships(projects: ProjectQuerySet, today: date) -> Figure:
    """Measures the outcome of the requests to sponsors."""
    keys = ArraySubquery(projects.order_by().values("pk"))
    sponsorships = Sponsorship.objects.filter(IsAmong(F("project"), keys)).order_by()
    delay = in_hours(F("answered_at") - F("proposed_at"))
    read = sponsorships.aggregate(
        requests=Count("pk"),
        accepted=Count("pk", filter=Q(status__in=["active", "ended"])),
        active=Count("pk", filter=Q(status="active")),
        ended=Count("pk", filter=Q(status="ended")),
        done=Count("pk", filter=Q(status="ended", reason="done")),
        median=median_of(delay, filter=Q(answered_at__isnull=False)),
    )
    lines = [
        (_("Personnes sollicitées"), count(read["requests"])),
        (_("Ont accepté"), share(read["accepted"], read["requests"])),
        (_("Délai médian de réponse"), hours(read["median"], read["requests"])),
        (_("Parrainages en cours"), count(read["active"])),
        (_("Parrainages terminés"), count(read["ended"])),
        (_("Dont menés à leur terme"), people(read["done"], read["ended"])),
    ]
    return Figure(
        name="parrainages",
        title=_("Les parrainages"),
        definition=_(
            "Chaque question posée à un parrain ou une marraine compte une fois. Un parrainage "
            "mené à son terme est celui dont on a dit que le ménage avait pris ses marques."
        ),
        measured_on=today,
        head=_("Parrainages"),
        columns=[_("Nombre")],
        rows=[FigureRow(label=label, cells=[cell]) for label, cell in lines],
    )


def ceremonies(projects: ProjectQuerySet, today: date) -> Figure:
    """Counts the ceremonies that were held, and the households that they welcomed."""
    has_come = Q(guests__has_come=True, guests__project__in=projects)
    read = (
        Ceremony.objects.filter(
            status=Ceremony.Status.HELD, commune__departement__in=projects.values("departement")
        )
        .order_by("-starts_at__year")
        .values("starts_at__year")
        .annotate(
            held=Count("pk", distinct=True),
            communes=Count("commune", distinct=True),
            households=Count("guests", filter=has_come, distinct=True),
        )
    )
    return Figure(
        name="ceremonies",
        title=_("Les cérémonies d’accueil"),
        definition=_(
            "Cérémonies dont la commune a confirmé la tenue, l’année où elles ont eu lieu ; "
            "ménages dont la présence a été notée."
        ),
        measured_on=today,
        head=_("Année"),
        columns=[_("Cérémonies"), _("Communes"), _("Ménages présents")],
        rows=[
            FigureRow(
                label=str(row["starts_at__year"]),
                cells=[events(row["held"]), events(row["communes"]), count(row["households"])],
            )
            for row in read
        ],
    )


def follow_ups(projects: ProjectQuerySet, today: date) -> Figure:
    """Measures how many households answer follow-ups, and how they are doing."""
    read = (
        FollowUp.objects.filter(project__in=projects)
        .filter(Q(requested_at__isnull=False) | Q(answered_at__isnull=False))
        .order_by("months")
        .values("months")
        .annotate(
            requests=Count("pk"),
            answered=Count("pk", filter=Q(answered_at__isnull=False)),
            here=Count("pk", filter=Q(still_here=True)),
            well=Count("pk", filter=Q(mood__in=["very_well", "well"])),
        )
    )
    return Figure(
        name="suivis",
        title=_("Les nouvelles après l’installation"),
        definition=_(
            "Ménages à qui l’on a demandé de leurs nouvelles 1, 3, 6, 12 et 24 mois après "
            "l’emménagement, et part de ceux qui ont répondu, par écrit ou au téléphone ; parmi "
            "eux, ceux qui vivent toujours ici et ceux qui disent aller bien ou très bien."
        ),
        measured_on=today,
        head=_("Après l’emménagement"),
        columns=[_("Demandés"), _("Répondus"), _("Toujours ici"), _("Vont bien")],
        rows=[
            FigureRow(
                label=after_words(row["months"]),
                cells=[
                    count(row["requests"]),
                    share(row["answered"], row["requests"]),
                    share(row["here"], row["answered"]),
                    share(row["well"], row["answered"]),
                ],
            )
            for row in read
        ],
    )
