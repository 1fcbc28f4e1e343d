"""Identity of applicants: prefilled from their last application, corrected by the officers."""

from bocage.people.models import Person
from bocage.training.admissions.applications.models import Application
from bocage.training.cohorts.operations.identities import write_identity
from bocage.training.programmes.models.identity import Identity

NOBODY_YET = Identity(given_name="", family_name="", postal_address="")


def last_identity_of(person: Person) -> Identity:
    """Returns the identity that a person gave in their last application; empty if there is none or
    it was erased.
    """
    latest = Application.objects.of(person).exclude(family_name="").order_by("-saved_at").first()
    return latest.identity if latest is not None and not latest.identity.is_erased else NOBODY_YET


def correct_applicant(*, by: Person, application: Application, identity: Identity) -> Application:
    """Corrects the name or postal address of an applicant.

    Raises:
        NotAllowed: `by` does not run the cohort, or the application is still a draft.
        IdentityMissing: a part of it is empty.
    """
    by.require("training.manage_application", application)
    return write_identity(application, identity)
