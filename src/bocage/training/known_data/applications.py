"""What is kept about somebody who applied, or was of a jury."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.known_data import KnownRow, KnownRows, known_section
from bocage.people.models import Person
from bocage.training.models.applications import Application
from bocage.training.models.juries import Juror, JuryConflict, Reading


@known_section(
    name="training_applications",
    title=_("Mes candidatures à une formation"),
    rank=92,
    named_in=("training.Application.applicant",),
    link=("own_applications", _("Voir mes candidatures")),
)
def application_rows(person: Person, most: int | None) -> KnownRows:
    """Their applications, with what they wrote and sent, and what was answered; three queries."""
    applications = Application.objects.of(person).select_related("cohort__programme")
    whole = applications.prefetch_related("answers__question", "documents")
    for one in whole.order_by("-saved_at", "pk")[:most]:
        yield KnownRow(
            title=f"{one.cohort.programme.name} · {one.cohort.name}",
            detail=[
                str(one.get_status_display()),
                one.identity.full_name,
                one.postal_address,
                one.title,
                *(
                    f"{answer.asked or answer.question.label} {answer.words}"
                    for answer in one.answers.all()
                ),
                *(document.name for document in one.documents.all()),
                one.words if one.decided_at else "",
            ],
            url=reverse("application_detail", args=[one.pk]),
        )


@known_section(
    name="training_juries",
    title=_("Les jurys dont je suis"),
    rank=93,
    named_in=("training.Juror.person", "training.JuryConflict.person"),
)
def jury_rows(person: Person, most: int | None) -> KnownRows:
    """The juries they are of, what they wrote there, the ties that were noted; four queries."""
    jurors = Juror.objects.filter(person=person).select_related("cohort__programme")
    readings = Reading.objects.filter(juror__person=person).select_related("application")
    readings = readings.prefetch_related("corrections")
    conflicts = JuryConflict.objects.filter(person=person).select_related("application__cohort")
    for juror in jurors.order_by("-invited_at", "pk")[:most]:
        yield KnownRow(title=juror.cohort.programme.name, detail=juror.cohort.name)
    for reading in readings.order_by("-assigned_at", "pk")[:most]:
        yield KnownRow(
            title=reading.application.title,
            detail=[reading.words or str(_("Candidature lue"))]
            + [correction.why for correction in reading.corrections.all()],
        )
    for conflict in conflicts.order_by("-declared_at", "pk")[:most]:
        yield KnownRow(
            title=conflict.application.cohort.name,
            detail=f"{conflict.get_why_display()} {conflict.words}".strip(),
        )
