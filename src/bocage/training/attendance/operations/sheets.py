"""Scans of sheets of paper, with who signed them."""

from collections.abc import Sequence
from datetime import datetime
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.identifiers import new_identifier
from bocage.people.models import Person
from bocage.training.attendance.errors import NobodyOnTheSheet
from bocage.training.attendance.models import AttendanceEntry, AttendanceSheet
from bocage.training.attendance.operations.attendance import Signatory, enter_sheet
from bocage.training.attendance.sent_documents import read_scanned
from bocage.training.programmes.models.sessions import CohortSession


def add_sheet(
    *,
    by: Person,
    session: CohortSession,
    file: IO[bytes],
    name: str,
    signatories: Sequence[Signatory],
    now: datetime | None = None,
) -> list[AttendanceEntry]:
    """Stores the scan of a sheet signed by hand, and records who signed it. The same scan is stored
    once.

    Raises:
        NotAllowed: `by` does not run the cohort.
        NobodyOnTheSheet: nobody signed it.
        DocumentUnreadable, DocumentLocked, DocumentTooLarge: it is not a valid document.
        DocumentInfected, DocumentNotLookedAt: ClamAV found a virus, or did not answer.
        Refusal: as `enter_sheet` refuses.
    """
    by.require("training.manage_cohort", session.cohort)
    if not signatories:
        raise NobodyOnTheSheet
    document = read_scanned(file, name)
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
