"""Materials given to the learners of a session, and taken away."""

from datetime import datetime
from functools import partial
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_row
from bocage.people.models import Person
from bocage.training.attendance.errors import TooManyMaterials
from bocage.training.attendance.models import SessionMaterial
from bocage.training.attendance.sent_documents import read_scanned
from bocage.training.programmes.models.sessions import CohortSession

MAX_MATERIALS = 30


def add_material(
    *,
    by: Person,
    session: CohortSession,
    title: str,
    link: str = "",
    file: IO[bytes] | None = None,
    name: str = "",
    now: datetime | None = None,
) -> SessionMaterial:
    """Adds a material to a session for its learners: a file, or an address.

    Raises:
        NotAllowed: `by` neither teaches the session nor runs its cohort.
        TooManyMaterials: there are thirty already.
        DocumentUnreadable, DocumentLocked, DocumentTooLarge: it is not a valid document.
        DocumentInfected, DocumentNotLookedAt: ClamAV found a virus, or did not answer.
    """
    by.require("training.hold_session", session)
    document = read_scanned(file, name) if file is not None else None
    with transaction.atomic():
        lock_row(session)
        if session.materials.count() >= MAX_MATERIALS:
            raise TooManyMaterials
        material = SessionMaterial(
            session=session, title=" ".join(title.split()), added_at=now or timezone.now()
        )
        if document is None:
            material.link = link
        else:
            material.kind, material.size = document.kind.value, len(document.content)
            material.file.save(str(new_identifier()), ContentFile(document.content), save=False)
        material.save()
    return material


def remove_material(*, by: Person, material: SessionMaterial) -> None:
    """Deletes a material of a session. Idempotent.

    Raises:
        NotAllowed: `by` neither teaches the session nor runs its cohort.
    """
    by.require("training.hold_session", material.session)
    with transaction.atomic():
        SessionMaterial.objects.filter(pk=material.pk).delete()
        if material.file:
            transaction.on_commit(partial(material.file.storage.delete, str(material.file.name)))
