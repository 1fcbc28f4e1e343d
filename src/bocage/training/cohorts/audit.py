"""The history of an enrolment, which has a page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.history.audited_models import add_audited_model
from bocage.training.programmes.models.cohorts import Enrolment

add_audited_model(
    slug="inscription",
    model=Enrolment,
    label=_("Inscription"),
    right="training.correct_enrolment",
    joined=("person", "cohort__programme__partner__scope", "cohort__programme__departement"),
    title=lambda enrolment: enrolment.display_name,
    page=lambda enrolment: reverse("cohort_learners", args=[enrolment.cohort_id]),
)
