"""The identity of who learns: checked before anything bears it, corrected in sight."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.training.cohorts.errors import IdentityMissing
from bocage.training.programmes.models.cohorts import Enrolment
from bocage.training.programmes.models.identity import IDENTITY_FIELDS, Identity, IdentityFields


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


def correct_identity(*, by: Person, enrolment: Enrolment, identity: Identity) -> Enrolment:
    """Corrects how a learner is called, or where they live. What is signed already keeps the name
    under which it was signed.

    Raises:
        NotAllowed: `by` does not run the cohort.
        IdentityMissing: a part of it is empty.
    """
    by.require("training.correct_enrolment", enrolment)
    return write_identity(enrolment, identity)


def write_identity[Holder: IdentityFields](holder: Holder, identity: Identity) -> Holder:
    """Write an identity on a row; the history keeps what was there, who changed it and when.

    Raises:
        IdentityMissing: a part of it is empty.
    """
    checked = checked_identity(identity)
    with transaction.atomic():
        locked = lock_rows(type(holder)._default_manager.all()).get(pk=holder.pk)
        for name, value in asdict(checked).items():
            setattr(locked, name, value)
        locked.save(update_fields=list(IDENTITY_FIELDS))
    return locked
