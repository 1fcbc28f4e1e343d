"""Sessions found by the address of a page."""

from uuid import UUID

from bocage.foundation.http.access import finder
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.sessions import CohortSession

find_session = finder(
    CohortSession.objects.with_rights().prefetch_related("teachers"), session_id="pk"
)


def find_cohort_of_session(session_id: UUID, **_address: object) -> Cohort:
    """Returns the cohort of a session, on which the right to run it is checked."""
    cohort: Cohort = find_session(session_id).cohort
    return cohort
