"""Dashboard blocks of attendance: sessions to sign now, and gaps for officers to regularise."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.dashboard import Todo, todo_provider
from bocage.people.models import Person
from bocage.training.attendance.formatting import session_words
from bocage.training.attendance.models import AttendanceEntry
from bocage.training.attendance.signing_time import SIGNED_WITHIN
from bocage.training.cohorts.tabs import add_cohort_tab, runs_cohort
from bocage.training.programmes.models.cohorts import Cohort, Enrolment
from bocage.training.programmes.models.sessions import CohortSession

FEW = 5

add_cohort_tab(
    label=gettext_lazy("Émargement"),
    url_name="cohort_attendance",
    rank=30,
    is_shown=runs_cohort,
)
add_cohort_tab(
    label=gettext_lazy("Documents"),
    url_name="cohort_papers",
    rank=40,
    is_shown=runs_cohort,
)


@todo_provider
def sessions_to_sign(person: Person) -> Iterator[Todo]:
    """Yields a to-do for each half-day, taking place now or over for at most two hours, that the
    person learns or teaches in and has not signed; one query.
    """
    now = timezone.now()
    signed = AttendanceEntry.objects.filter(
        Q(signer__enrolment__person=person) | Q(signer__teacher__person=person),
        session=OuterRef("pk"),
        kind=AttendanceEntry.Kind.SIGNED,
    )
    teaches = CohortSession.teachers.through.objects.filter(
        cohortsession=OuterRef("pk"), programmeteacher__person=person
    )
    learns = Enrolment.objects.learning().filter(cohort=OuterRef("cohort"), person=person)
    open_now = (
        CohortSession.objects.planned()
        .filter(period__startswith__lte=now, period__endswith__gte=now - SIGNED_WITHIN)
        .annotate(is_taught=Exists(teaches), is_learnt=Exists(learns))
        .filter(Q(is_taught=True) | Q(is_learnt=True))
        .exclude(Exists(signed))
        .order_by("period", "pk")
    )
    for session in open_now[:FEW]:
        name = "session_attendance" if session.is_taught else "session_sign"
        yield Todo(
            title=_("Émarger : %(title)s") % {"title": session.title},
            detail=session_words(session),
            action=_("Émarger"),
            url=reverse(name, args=[session.pk]),
            urgency="late",
            due_at=session.ends_at,
        )


@todo_provider
def attendance_to_complete(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of training officers: the half-days, over for more than two hours, where a
    learner has neither signed nor been noted; one query.
    """
    if not person.has_perm("training.write_programmes"):
        return
    noted = AttendanceEntry.objects.filter(
        session=OuterRef(OuterRef("pk")), signer__enrolment=OuterRef("pk")
    )
    missing = Enrolment.objects.learning().filter(cohort=OuterRef("cohort")).exclude(Exists(noted))
    over = (
        CohortSession.objects.planned()
        .filter(
            period__endswith__lt=timezone.now() - SIGNED_WITHIN,
            cohort__in=Cohort.objects.run_by(person).filter(state=Cohort.State.RUNNING),
        )
        .filter(Exists(missing))
        .order_by("period", "pk")
    )
    for session in over[:FEW]:
        yield Todo(
            title=_("Compléter l’émargement : %(title)s") % {"title": session.title},
            detail=session_words(session),
            action=_("Compléter"),
            url=reverse("session_attendance", args=[session.pk]),
            urgency="soon",
            due_at=session.ends_at,
        )
