"""Dashboard blocks of mentors, and the tab of mentors of a cohort."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.dashboard import Todo, add_section, only_with, todo_provider
from bocage.people.models import Person
from bocage.training.cohorts.tabs import add_cohort_tab, runs_cohort
from bocage.training.mentoring.models import MentorProfile, Mentorship


def mentoring(person: Person) -> dict[str, Any] | None:
    """Returns the context of the mentoring section, shown to people who may offer to mentor; None
    otherwise. Takes two queries, hence its place on the home page rather than in the menu of
    every page.
    """
    return {} if person.has_perm("training.offer_to_mentor") else None


add_section(name="mentoring", template="training/mentoring/espace.html", rank=60, context=mentoring)
add_cohort_tab(
    label=gettext_lazy("Mentors"), url_name="cohort_mentors", rank=60, is_shown=runs_cohort
)


@todo_provider
@only_with(MentorProfile, "person")
def mentorships_to_answer(person: Person) -> Iterator[Todo]:
    """Yields a to-do for each mentorship that waits for the mentor's answer; one query."""
    waiting = Mentorship.objects.filter(
        mentor__person=person, state=Mentorship.State.PROPOSED
    ).select_related("enrolment__person", "enrolment__cohort__programme")
    for mentorship in waiting.order_by("proposed_at", "pk")[:3]:
        yield Todo(
            title=_("Accompagner %(learner)s ?") % {"learner": mentorship.enrolment.display_name},
            detail=mentorship.enrolment.cohort.programme.name,
            action=_("Répondre"),
            url=reverse("mentorship", args=[mentorship.pk]),
            urgency="soon",
        )
