"""Personal data of applications: export, and erasure with the account."""

from contextlib import suppress

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.people.erasure import NO_MORE_WORDS, Erasure, before_erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.training.admissions.applications.models import (
    Application,
    ApplicationAnswer,
    ApplicationDocument,
)
from bocage.training.admissions.applications.operations.applications import withdraw_application
from bocage.training.admissions.juries.models import (
    Juror,
    JuryConflict,
    JuryNote,
    JuryReview,
    ScoreCorrection,
)
from bocage.training.programmes.models.identity import NO_MORE_IDENTITY


@data_section(
    name="training_applications",
    title=_("Mes candidatures à une formation"),
    rank=92,
    named_in=("training.Application.applicant",),
    link=("own_applications", _("Voir mes candidatures")),
)
def application_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's applications, with answers, documents and decisions; three queries."""
    applications = Application.objects.of(person).select_related("cohort__programme")
    whole = applications.prefetch_related("answers__question", "documents")
    for application in whole.order_by("-saved_at", "pk")[:limit]:
        yield DataItem(
            title=f"{application.cohort.programme.name} · {application.cohort.name}",
            detail=[
                str(application.get_status_display()),
                application.identity.full_name,
                application.postal_address,
                application.title,
                *(
                    f"{answer.question_label or answer.question.label} {answer.words}"
                    for answer in application.answers.all()
                ),
                *(document.name for document in application.documents.all()),
                application.words if application.decided_at else "",
            ],
            url=reverse("application_detail", args=[application.pk]),
        )


@data_section(
    name="training_juries",
    title=_("Les jurys dont je suis"),
    rank=93,
    named_in=("training.Juror.person", "training.JuryConflict.person"),
)
def jury_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the juries of the person, what they wrote there, and their conflicts; four queries."""
    jurors = Juror.objects.filter(person=person).select_related("cohort__programme")
    reviews = JuryReview.objects.filter(juror__person=person).select_related("application")
    reviews = reviews.prefetch_related("corrections")
    conflicts = JuryConflict.objects.filter(person=person).select_related("application__cohort")
    for juror in jurors.order_by("-invited_at", "pk")[:limit]:
        yield DataItem(title=juror.cohort.programme.name, detail=juror.cohort.name)
    for review in reviews.order_by("-assigned_at", "pk")[:limit]:
        yield DataItem(
            title=review.application.title,
            detail=[review.words or str(_("Candidature lue"))]
            + [correction.reason for correction in review.corrections.all()],
        )
    for conflict in conflicts.order_by("-declared_at", "pk")[:limit]:
        yield DataItem(
            title=conflict.application.cohort.name,
            detail=f"{conflict.get_relation_display()} {conflict.words}".strip(),
        )


@before_erasure(rank=510)
def applications_under_way(erasure: Erasure) -> None:
    """Withdraws the person's applications, except those already answered."""
    for application in Application.objects.filter(applicant=erasure.person).order_by("pk"):
        with suppress(Refusal):  # It was answered already.
            withdraw_application(by=erasure.person, application=application, now=erasure.now)


@erases(_("Vos candidatures : réponses, documents et lectures du jury"), rank=500)
def applications(erasure: Erasure) -> None:
    applications_of_person = Application.objects.filter(applicant=erasure.person)
    erasure.delete(
        ApplicationDocument.objects.filter(application__in=applications_of_person),
        ApplicationAnswer.objects.filter(application__in=applications_of_person),
        ScoreCorrection.objects.filter(review__application__in=applications_of_person),
        JuryConflict.objects.filter(application__in=applications_of_person),
        JuryConflict.objects.filter(person=erasure.person),
        JuryNote.objects.filter(application__in=applications_of_person),
        applications_of_person.filter(submitted_at=None),
    )
    erasure.empty(JuryReview.objects.filter(application__in=applications_of_person), words="")
    erasure.empty(
        applications_of_person, title=NO_MORE_WORDS, words="", project_id=None, **NO_MORE_IDENTITY
    )
