"""What learners are asked, and what mentors wait for."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.espace import WaitingTask, add_section, waiting_tasks
from bocage.people.models import Person
from bocage.training.cohort_tabs import add_cohort_tab, runs_it
from bocage.training.learner_links import outcome_link, satisfaction_link
from bocage.training.learning_words import after_words
from bocage.training.models.cohorts import Enrolment
from bocage.training.models.learning import OutcomeFollowUp, SatisfactionAnswer
from bocage.training.models.mentors import Mentorship


def mentoring(person: Person) -> dict[str, Any] | None:
    """To who may help those who start; two queries, so that it stands on the home of the Espace
    and not in the menu of every page."""
    return {} if person.has_perm("training.offer_to_mentor") else None


add_section(name="mentoring", template="training/mentors/espace.html", rank=60, context=mentoring)
add_cohort_tab(label=gettext_lazy("Suivi"), url_name="cohort_follow", rank=50, is_shown=runs_it)
add_cohort_tab(label=gettext_lazy("Mentors"), url_name="cohort_mentors", rank=60, is_shown=runs_it)


@waiting_tasks
def answers_to_give(person: Person) -> Iterator[WaitingTask]:
    """For learners: needs before, opinion at the end, news afterwards; three queries."""
    before = Enrolment.objects.learning().filter(
        person=person, needs=None, cohort__opened_at__isnull=False
    )
    for enrolment in before.select_related("cohort__programme").order_by("enrolled_at")[:2]:
        yield WaitingTask(
            title=_("Dire ce que vous attendez de la formation"),
            detail=enrolment.cohort.programme.name,
            action=_("Répondre"),
            url=reverse("needs_say", args=[enrolment.pk]),
        )
    asked = SatisfactionAnswer.objects.filter(enrolment__person=person, answered_at=None)
    for answer in asked.select_related("enrolment__cohort__programme").order_by("pk")[:2]:
        yield WaitingTask(
            title=_("Donner votre avis sur la formation"),
            detail=answer.enrolment.cohort.programme.name,
            action=_("Donner mon avis"),
            url=satisfaction_link.path(answer.pk, person.pk),
        )
    outcomes = OutcomeFollowUp.objects.filter(
        enrolment__person=person, asked_at__isnull=False, reminded_at=None, answered_at=None
    )
    for outcome in outcomes.order_by("-months")[:1]:
        yield WaitingTask(
            title=_("Raconter où en est votre projet"),
            detail=after_words(outcome.months),
            action=_("Raconter"),
            url=outcome_link.path(outcome.pk, person.pk),
        )


@waiting_tasks
def mentorships_to_answer(person: Person) -> Iterator[WaitingTask]:
    """For mentors: who waits for their answer; one query."""
    waiting = Mentorship.objects.filter(
        mentor__person=person, state=Mentorship.State.PROPOSED
    ).select_related("enrolment__person", "enrolment__cohort__programme")
    for one in waiting.order_by("proposed_at", "pk")[:3]:
        yield WaitingTask(
            title=_("Accompagner %(learner)s ?") % {"learner": one.enrolment.who},
            detail=one.enrolment.cohort.programme.name,
            action=_("Répondre"),
            url=reverse("mentorship", args=[one.pk]),
            urgency="soon",
        )
