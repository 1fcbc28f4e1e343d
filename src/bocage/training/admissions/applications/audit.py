"""The history of an application, which has a page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.people.history.audited_models import add_audited_model
from bocage.training.admissions.applications.models import Application

add_audited_model(
    slug="candidature",
    model=Application,
    label=_("Candidature"),
    right="training.manage_application",
    joined=("cohort__programme__partner__scope", "cohort__programme__departement"),
    page=lambda application: reverse(
        "application_file", args=[application.cohort_id, application.pk]
    ),
)
