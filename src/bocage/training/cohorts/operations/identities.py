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
    """Returns the labels of the parts that an identity lacks."""
    words = {
        "given_name": _("votre prénom"),
        "family_name": _("votre nom de famille"),
        "postal_address": _("votre adresse postale"),
    }
    return [word for name, word in words.items() if not getattr(identity, name).strip()]


def checked_identity(identity: Identity) -> Identity:
    """Returns the identity without stray spaces.

    Raises:
        IdentityMissing: a part of it is empty.
    """
    tidied = identity.tidied()
    if not all(asdict(tidied).values()):
        raise IdentityMissing
    return tidied


def correct_identity(*, by: Person, enrolment: Enrolment, identity: Identity) -> Enrolment:
    """Corrects the name or postal address of a learner. Existing signatures keep the name under
    which they were made.

    Raises:
        NotAllowed: `by` does not run the cohort.
        IdentityMissing: a part of it is empty.
    """
    by.require("training.correct_enrolment", enrolment)
    return write_identity(enrolment, identity)


def write_identity[Holder: IdentityFields](holder: Holder, identity: Identity) -> Holder:
    """Stores an identity on a row; the history retains the former one, its author and time.

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
