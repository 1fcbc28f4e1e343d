"""The history of an enrolment, which has a page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.history.tracked import add_tracked
from bocage.training.programmes.models.cohorts import Enrolment

add_tracked(
    slug="inscription",
    model=Enrolment,
    label=_("Inscription"),
    right="training.correct_enrolment",
    joined=("person", "cohort__programme__partner__scope", "cohort__programme__departement"),
    title=lambda enrolment: enrolment.who,
    page=lambda enrolment: reverse("cohort_learners", args=[enrolment.cohort_id]),
)
