"""Dashboard blocks of learners' questionnaires, and the tab of their answers."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.dashboard import Todo, only_with, todo_provider
from bocage.people.models import Person
from bocage.training.cohorts.tabs import add_cohort_tab, runs_cohort
from bocage.training.learning.formatting import after_words
from bocage.training.learning.links import outcome_link, satisfaction_link
from bocage.training.learning.models import OutcomeFollowUp, SatisfactionAnswer
from bocage.training.programmes.models.cohorts import Enrolment

add_cohort_tab(label=gettext_lazy("Suivi"), url_name="cohort_follow", rank=50, is_shown=runs_cohort)


@todo_provider
@only_with(Enrolment, "person")
def answers_to_give(person: Person) -> Iterator[Todo]:
    """Yields the to-dos of a learner: their needs before a course, their opinion at its end, and
    news of their project afterwards; three queries.
    """
    before = Enrolment.objects.learning().filter(
        person=person, needs=None, cohort__opened_at__isnull=False
    )
    for enrolment in before.select_related("cohort__programme").order_by("enrolled_at")[:2]:
        yield Todo(
            title=_("Dire ce que vous attendez de la formation"),
            detail=enrolment.cohort.programme.name,
            action=_("Répondre"),
            url=reverse("needs_form", args=[enrolment.pk]),
        )
    pending = SatisfactionAnswer.objects.filter(enrolment__person=person, answered_at=None)
    for answer in pending.select_related("enrolment__cohort__programme").order_by("pk")[:2]:
        yield Todo(
            title=_("Donner votre avis sur la formation"),
            detail=answer.enrolment.cohort.programme.name,
            action=_("Donner mon avis"),
            url=satisfaction_link.path(answer.pk, person.pk),
        )
    outcomes = OutcomeFollowUp.objects.filter(
        enrolment__person=person, requested_at__isnull=False, reminded_at=None, answered_at=None
    )
    for outcome in outcomes.order_by("-months")[:1]:
        yield Todo(
            title=_("Raconter où en est votre projet"),
            detail=after_words(outcome.months),
            action=_("Raconter"),
            url=outcome_link.path(outcome.pk, person.pk),
        )
