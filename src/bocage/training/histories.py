"""The histories of this room that have a page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.history.tracked import add_tracked
from bocage.training.models import Application, Enrolment

add_tracked(
    slug="candidature",
    model=Application,
    label=_("Candidature"),
    right="training.keep_application",
    joined=("cohort__programme__partner__scope", "cohort__programme__departement"),
    page=lambda application: reverse(
        "application_file", args=[application.cohort_id, application.pk]
    ),
)
add_tracked(
    slug="inscription",
    model=Enrolment,
    label=_("Inscription"),
    right="training.correct_enrolment",
    joined=("person", "cohort__programme__partner__scope", "cohort__programme__departement"),
    title=lambda enrolment: enrolment.who,
    page=lambda enrolment: reverse("cohort_learners", args=[enrolment.cohort_id]),
)
