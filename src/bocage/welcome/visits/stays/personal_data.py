"""Personal data of stays: those of the person's household, feedback, and steps where they are
met.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import full_period
from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.projects.personal_data import WORDS_IN_A_HOUSEHOLD
from bocage.welcome.visits.stays.formatting import feedback_words
from bocage.welcome.visits.stays.models import Stay, StayFeedback, StayStep


@data_section(
    name="stays",
    title=gettext_lazy("Vos séjours ici"),
    rank=64,
    named_in=("welcome.HouseholdAdult.person",),
)
def own_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the stays of a person's household that it was notified of; one query."""
    stays = Stay.objects.filter(
        project__adults__person=person, project__erased_at=None, confirmed_at__isnull=False
    ).order_by("-period", "pk")
    for stay in stays[:limit]:
        yield DataItem(
            title=stay.name,
            detail=[_dates(stay), str(stay.get_status_display())],
            url=reverse("own_stay", args=[stay.pk]),
        )


@data_section(
    name="stay_feedback",
    title=gettext_lazy("Ce que vous avez dit de vos séjours"),
    rank=65,
    named_in=("welcome.StayFeedback.person",),
)
def feedback_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the feedback that a person gave on their stays; one query."""
    feedback = StayFeedback.objects.filter(person=person).select_related("stay")
    for row in feedback.order_by("-given_at", "pk")[:limit]:
        yield DataItem(title=row.stay.name, detail=feedback_words(row))


@data_section(
    name="stay_meetings",
    title=gettext_lazy("Les ménages que vous deviez rencontrer pendant un séjour"),
    rank=66,
)
def met_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the steps at which households were to meet a person, found by their address; one
    query.
    """
    steps = StayStep.objects.filter(contact_mail=person.email).order_by("-period", "pk")
    for step in steps[:limit]:
        yield DataItem(
            title=step.title,
            detail=[
                full_period(step.starts_at, step.ends_at),
                step.contact_name,
                step.contact_phone,
                str(step.get_status_display()),
            ],
        )


@data_section(
    name="stays_prepared",
    title=gettext_lazy("Les séjours que vous avez préparés"),
    rank=67,
    named_in=("welcome.Stay.prepared_by",),
)
def prepared_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the stays that a person prepared; one query."""
    stays = Stay.objects.filter(prepared_by=person).order_by("-period", "pk")
    for stay in stays[:limit]:
        yield DataItem(title=stay.name, detail=_dates(stay))


def _dates(stay: Stay) -> str:
    return full_period(stay.starts_at, stay.ends_at)


@erases(WORDS_IN_A_HOUSEHOLD, rank=301)
def feedback(erasure: Erasure) -> None:
    """Deletes the feedback that a person gave on the stays of a household that still exists."""
    feedback = StayFeedback.objects.filter(person=erasure.person, stay__project__erased_at=None)
    erasure.delete(feedback)
