"""Scans of sheets of paper, and what a session is taught with: opened, looked at, kept apart."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.files.sent_documents import ReadDocument, read_document
from bocage.foundation.files.virus_scan import ScannerAway, is_scanner_configured, scan
from bocage.people.models import Person
from bocage.training.errors.attendance import NobodyOnTheSheet
from bocage.training.errors.learning import (
    DocumentInfected,
    DocumentNotLookedAt,
    TooManyMaterials,
)
from bocage.training.models.attendance import AttendanceEntry, AttendanceSheet
from bocage.training.models.learning import SessionMaterial
from bocage.training.models.sessions import CohortSession
from bocage.training.operations.attendance import Signatory, enter_sheet

MOST_MATERIALS = 30


def add_sheet(
    *,
    by: Person,
    session: CohortSession,
    file: IO[bytes],
    name: str,
    signatories: Sequence[Signatory],
    now: datetime | None = None,
) -> list[AttendanceEntry]:
    """Keeps the scan of a sheet that was signed by hand, and writes down who signed it. The same
    scan is kept once.

    Raises:
        NotAllowed: `by` does not run the cohort.
        NobodyOnTheSheet: nobody signed it.
        DocumentUnreadable, DocumentLocked, DocumentTooLarge: it is no document.
        DocumentInfected, DocumentNotLookedAt: ClamAV says so, or says nothing.
        Refusal: as `enter_sheet` refuses.
    """
    by.require("training.keep_cohort", session.cohort)
    if not signatories:
        raise NobodyOnTheSheet
    document = _looked_at(file, name)
    with transaction.atomic():
        sheet = AttendanceSheet.objects.filter(session=session, digest=document.digest).first()
        if sheet is None:
            sheet = AttendanceSheet(
                session=session,
                name=document.name,
                kind=document.kind.value,
                digest=document.digest,
                added_by=by,
                added_at=now or timezone.now(),
            )
            sheet.file.save(str(new_identifier()), ContentFile(document.content))
        return enter_sheet(by=by, sheet=sheet, signatories=signatories, now=now)


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
    """Gives the learners of a session a file, or an address.

    Raises:
        NotAllowed: `by` neither teaches the session nor runs its cohort.
        TooManyMaterials: there are thirty already.
        DocumentUnreadable, DocumentLocked, DocumentTooLarge: it is no document.
        DocumentInfected, DocumentNotLookedAt: ClamAV says so, or says nothing.
    """
    by.require("training.hold_session", session)
    document = _looked_at(file, name) if file is not None else None
    with transaction.atomic():
        lock_row(session)
        if session.materials.count() >= MOST_MATERIALS:
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
    """Takes away what a session was taught with. Done twice, it is done once.

    Raises:
        NotAllowed: `by` neither teaches the session nor runs its cohort.
    """
    by.require("training.hold_session", material.session)
    with transaction.atomic():
        SessionMaterial.objects.filter(pk=material.pk).delete()
        if material.file:
            transaction.on_commit(partial(material.file.storage.delete, str(material.file.name)))


def _looked_at(file: IO[bytes], name: str) -> ReadDocument:
    """The document that was sent, looked at by ClamAV where the instance has one."""
    document = read_document(file, name=name)
    if is_scanner_configured():
        try:
            scanned = scan(document.content)
        except ScannerAway as error:
            raise DocumentNotLookedAt from error
        if not scanned.is_clean:
            raise DocumentInfected
    return document
