"""Personal data of learners' answers: export, and erasure with the account."""

from django.utils.translation import gettext_lazy as _

from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.training.learning.formatting import after_words
from bocage.training.learning.models import NeedsStatement, OutcomeFollowUp, SatisfactionAnswer
from bocage.training.mentoring.models import MentorNote
from bocage.training.programmes.models.cohorts import Enrolment
from bocage.training.programmes.models.identity import NO_MORE_IDENTITY
from bocage.training.programmes.models.sessions import TrainingCalendar


@data_section(
    name="training_answers",
    title=_("Mes réponses sur ma formation et mon projet"),
    rank=94,
    named_in=("training.Enrolment.person",),
)
def answer_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the person's answers before, at the end of and after their courses; three queries."""
    needs = NeedsStatement.objects.filter(enrolment__person=person)
    opinions = SatisfactionAnswer.objects.filter(
        enrolment__person=person, answered_at__isnull=False
    )
    outcomes = OutcomeFollowUp.objects.filter(enrolment__person=person, answered_at__isnull=False)
    for need in needs.select_related("enrolment__cohort__programme").order_by("pk")[:limit]:
        yield DataItem(
            title=need.enrolment.cohort.programme.name,
            detail=[need.expects, need.arrangements],
        )
    for opinion in opinions.select_related("enrolment__cohort__programme").order_by("pk")[:limit]:
        yield DataItem(
            title=opinion.enrolment.cohort.programme.name,
            detail=[str(opinion.get_overall_display()), opinion.best, opinion.better],
        )
    for outcome in outcomes.order_by("-due_on", "pk")[:limit]:
        yield DataItem(
            title=after_words(outcome.months),
            detail=[
                str(outcome.get_business_display()),
                outcome.siret,
                str(outcome.get_home_display()),
                outcome.words,
            ],
        )


@erases(_("Ce que vous avez dit de vos formations"), rank=510)
def learning(erasure: Erasure) -> None:
    enrolments = Enrolment.objects.filter(person=erasure.person)
    erasure.delete(
        TrainingCalendar.objects.filter(person=erasure.person),
        NeedsStatement.objects.filter(enrolment__in=enrolments),
        MentorNote.objects.filter(mentorship__enrolment__in=enrolments),
    )
    erasure.empty(enrolments, ended_note="", **NO_MORE_IDENTITY)
    erasure.empty(SatisfactionAnswer.objects.filter(enrolment__in=enrolments), best="", better="")
    erasure.empty(
        OutcomeFollowUp.objects.filter(enrolment__in=enrolments),
        words="",
        siret="",
        siret_status="",
        siret_looked_up_at=None,
    )
