"""Personal data of cohorts: export, and the enrolment that ends with the account."""

from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.people.erasure import Erasure, before_erasure
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.training.cohorts.operations.enrolments import leave_cohort
from bocage.training.programmes.models.cohorts import Enrolment
from bocage.training.programmes.models.programmes import ProgrammeTeacher
from bocage.training.programmes.presentation import days_words


@data_section(
    name="training_enrolments",
    title=_("Les formations que je suis"),
    rank=90,
    named_in=("training.Enrolment.person",),
    link=("own_training", _("Voir mes séances")),
)
def enrolment_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the cohorts in which the person has or had a seat; one query."""
    enrolments = Enrolment.objects.filter(person=person).select_related("cohort__programme")
    for enrolment in enrolments.order_by("-enrolled_at", "pk")[:limit]:
        yield DataItem(
            title=f"{enrolment.cohort.programme.name}, {enrolment.cohort.name}",
            detail=[
                days_words(enrolment.cohort),
                enrolment.display_name,
                enrolment.postal_address,
                str(enrolment.get_state_display()),
                str(enrolment.get_end_reason_display()),
                enrolment.ended_note,
            ],
            url=enrolment.cohort.programme.get_absolute_url(),
        )


@data_section(
    name="training_taught",
    title=_("Les formations où j’enseigne"),
    rank=91,
    named_in=("training.ProgrammeTeacher.person",),
)
def teacher_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the programmes that the person teaches; one query."""
    teachings = ProgrammeTeacher.objects.filter(person=person).select_related("programme")
    for teaching in teachings.order_by("programme__name", "pk")[:limit]:
        yield DataItem(
            title=teaching.programme.name,
            detail=teaching.biography,
            url=teaching.programme.get_absolute_url(),
        )


@before_erasure(rank=500)
def seats(erasure: Erasure) -> None:
    """Ends the person's seats, except those that are over or cannot be left any more."""
    for enrolment in Enrolment.objects.filter(person=erasure.person).order_by("pk"):
        with suppress(Refusal):  # It is over, or begun too long ago to be left.
            leave_cohort(
                by=None, enrolment=enrolment, reason=Enrolment.EndReason.LEARNER, now=erasure.now
            )
