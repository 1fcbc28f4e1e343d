"""Applications found by the address of a page."""

from uuid import UUID

from django.http import Http404

from bocage.foundation.http.access import finder
from bocage.training.admissions.applications.models import Application

find_application = finder(Application.objects.with_rights(), application_id="pk")


def find_cohort_application(
    cohort_id: UUID, application_id: UUID, **_address: object
) -> Application:
    """Returns the application of a cohort.

    Raises:
        Http404: there is none.
    """
    application = find_application(application_id)
    if application.cohort_id != cohort_id:
        raise Http404
    return application
