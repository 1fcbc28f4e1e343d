"""Who learns, by name and postal address: checked before anything bears it, corrected in sight."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.training.errors.enrolments import IdentityMissing
from bocage.training.models import Application, Enrolment, Identity
from bocage.training.models.identity import IDENTITY_FIELDS

NOBODY_YET = Identity(given_name="", family_name="", postal_address="")


def missing_of(identity: Identity) -> list[str]:
    """What an identity does not say yet, in the words of its form."""
    words = {
        "given_name": _("votre prénom"),
        "family_name": _("votre nom de famille"),
        "postal_address": _("votre adresse postale"),
    }
    return [word for name, word in words.items() if not getattr(identity, name).strip()]


def checked_identity(identity: Identity) -> Identity:
    """The same without stray spaces.

    Raises:
        IdentityMissing: a part of it is empty.
    """
    tidied = identity.tidied()
    if not all(asdict(tidied).values()):
        raise IdentityMissing
    return tidied


def last_identity_of(person: Person) -> Identity:
    """What somebody said of themself the last time that they applied."""
    said = Application.objects.of(person).exclude(family_name="").order_by("-saved_at").first()
    return said.identity if said is not None and not said.identity.is_erased else NOBODY_YET


def correct_identity(
    *, by: Person, holder: Application | Enrolment, identity: Identity
) -> Application | Enrolment:
    """Corrects how somebody is called, or where they live; the history keeps what was there, who
    changed it and when. What is signed already keeps the name under which it was signed.

    Raises:
        NotAllowed: `by` does not run the cohort, or the application is still a draft.
        IdentityMissing: a part of it is empty.
    """
    right = "keep_application" if isinstance(holder, Application) else "correct_enrolment"
    by.require(f"training.{right}", holder)
    checked = checked_identity(identity)
    with transaction.atomic():
        rows = lock_rows(type(holder)._default_manager.all())
        locked: Application | Enrolment = rows.get(pk=holder.pk)
        for name, value in asdict(checked).items():
            setattr(locked, name, value)
        locked.save(update_fields=list(IDENTITY_FIELDS))
    return locked
