"""Dashboard blocks of applications and juries."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bocage.people.dashboard import OwnRows, Todo, add_section, only_with, todo_provider
from bocage.people.models import Person
from bocage.training.admissions.applications.models import Application, SeatOffer
from bocage.training.admissions.juries.models import JuryReview
from bocage.training.cohorts.tabs import add_cohort_tab, runs_cohort
from bocage.training.programmes.models.cohorts import Cohort

MAX_TASKS = 5


def own_applications(person: Person) -> dict[str, Any] | None:
    """Returns the context of the « Mes candidatures » section: the person's last three applications
    that are not withdrawn, or None; one query.
    """
    live = Application.objects.of(person).exclude(status=Application.Status.WITHDRAWN)
    applications = list(live.select_related("cohort__programme").order_by("-saved_at", "pk")[:3])
    return {"applications": applications} if applications else None


add_cohort_tab(
    label=_("Candidatures"),
    url_name="cohort_applications",
    rank=12,
    covers=("application_file",),
    is_shown=runs_cohort,
)
add_cohort_tab(label=_("Jury"), url_name="cohort_jury", rank=14, is_shown=runs_cohort)
add_cohort_tab(label=_("Classement"), url_name="cohort_ranking", rank=16, is_shown=runs_cohort)
add_section(
    name="training_applications",
    template="training/admissions/applications/espace.html",
    rank=45,
    context=own_applications,
    only_with=OwnRows(Application, "applicant"),
)


@todo_provider
@only_with(Application, "applicant")
def seats_to_answer(person: Person) -> Iterator[Todo]:
    """Yields a to-do for each seat held for the person; one query."""
    offers = SeatOffer.objects.filter(state=SeatOffer.State.HELD, application__applicant=person)
    for offer in offers.select_related("cohort__programme").order_by("answer_by", "pk")[:MAX_TASKS]:
        yield Todo(
            title=_("Une place est gardée pour vous"),
            detail=f"{offer.cohort.programme.name} · {offer.cohort.name}",
            action=_("Répondre"),
            url=reverse("application_detail", args=[offer.application_id]),
            urgency="soon",
            due_at=offer.answer_by,
        )


@todo_provider
@only_with(Application, "applicant")
def drafts_to_send(person: Person) -> Iterator[Todo]:
    """Yields a to-do for each draft that the person can still send; one query."""
    drafts = Application.objects.of(person).filter(status="draft", cohort__state=Cohort.State.OPEN)
    for draft in drafts.select_related("cohort__programme").order_by("pk")[:MAX_TASKS]:
        yield Todo(
            title=_("Votre candidature n’est pas envoyée"),
            detail=f"{draft.cohort.programme.name} · {draft.cohort.name}",
            action=_("La reprendre"),
            url=reverse("application_detail", args=[draft.pk]),
        )


@todo_provider
def applications_to_read(person: Person) -> Iterator[Todo]:
    """Yields a to-do for the applications that the person has to read and score; one query."""
    count = JuryReview.objects.of(person).filter(given_at=None).count()
    if count:
        yield Todo(
            title=ngettext("%(count)d candidature à lire", "%(count)d candidatures à lire", count)
            % {"count": count},
            detail=_("Vos notes restent à vous seul jusqu’à ce que vous les donniez."),
            action=_("Lire et noter"),
            url=reverse("review_list"),
        )


@todo_provider
def cohorts_to_answer(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of a person who runs programmes: the cohorts whose applicants wait for an
    answer; one query.
    """
    if not person.has_perm("training.write_programmes"):
        return
    waiting = Count("applications", filter=Q(applications__status__in=Application.READ))
    cohorts = Cohort.objects.run_by(person).filter(
        state__in=(Cohort.State.OPEN, Cohort.State.SELECTING)
    )
    rows = cohorts.annotate(to_answer=waiting).filter(to_answer__gt=0).select_related("programme")
    for cohort in rows.order_by("apply_until", "pk")[:MAX_TASKS]:
        yield Todo(
            title=ngettext(
                "%(count)d candidature attend une réponse",
                "%(count)d candidatures attendent une réponse",
                cohort.to_answer,
            )
            % {"count": cohort.to_answer},
            detail=f"{cohort.programme.name} · {cohort.name}",
            action=_("Voir les candidatures"),
            url=reverse("cohort_applications", args=[cohort.pk]),
        )
