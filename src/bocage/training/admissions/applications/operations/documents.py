"""Documents of an application: checked, stored, and scanned by ClamAV if the instance has one.

On an instance with ClamAV, nobody can read a document before it is scanned: the worker does so
after the commit, and retries until the daemon answers.
"""

from datetime import datetime
from typing import IO
from uuid import UUID

import structlog
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.files.sent_documents import ENDINGS, read_document
from bocage.foundation.files.virus_scan import ScannerAway, is_scanner_configured, scan
from bocage.foundation.jobs.tasks import periodic
from bocage.people.models import Person
from bocage.training.admissions.applications import notifications
from bocage.training.admissions.applications.errors import DocumentThere, TooManyDocuments
from bocage.training.admissions.applications.models import (
    MAX_DOCUMENTS,
    Application,
    ApplicationDocument,
)
from bocage.training.admissions.applications.operations.applications import (
    check_draft,
    locked_application,
)

Scan = ApplicationDocument.Scan
AT_ONCE = 50
MAX_UNANSWERED = 3
"""Number of failures after which ClamAV is not called again until the next scheduled run."""

logger = structlog.get_logger("bocage.training")


def add_document(
    *,
    by: Person,
    application: Application,
    file: IO[bytes],
    name: str,
    now: datetime | None = None,
) -> ApplicationDocument:
    """Adds a document to a draft.

    Raises:
        NotAllowed: it is somebody else's application.
        DocumentUnreadable, DocumentLocked, DocumentTooLarge: the file is not a valid document.
        TooManyDocuments, DocumentThere: there are already eight, or it is already there.
        ApplicationSent, ApplicationOver: it is not a draft any more.
    """
    by.require("training.write_application", application)
    read = read_document(file, name=name)
    with transaction.atomic():
        locked = locked_application(application)
        check_draft(locked)
        if locked.documents.count() >= MAX_DOCUMENTS:
            raise TooManyDocuments
        document = ApplicationDocument(
            application=locked,
            name=read.name,
            kind=read.kind,
            octets=len(read.content),
            digest=read.digest,
            scan=Scan.WAITING if is_scanner_configured() else Scan.NONE,
            added_at=now or timezone.now(),
        )
        document.file = ContentFile(read.content, name=f"{new_identifier()}{ENDINGS[read.kind]}")
        _save_with_its_file(document)
        if document.scan == Scan.WAITING:
            notifications.have_scanned(document.pk)
    return document


def remove_document(*, by: Person, document: ApplicationDocument) -> None:
    """Removes a document from a draft, and deletes its file after the commit.

    Raises:
        NotAllowed: it is somebody else's.
        ApplicationSent, ApplicationOver: it is not a draft any more.
    """
    by.require("training.write_application", document.application)
    with transaction.atomic():
        check_draft(locked_application(document.application))
        drop_document(document)


def drop_document(document: ApplicationDocument) -> None:
    """Deletes the row of a document, and its file after the commit."""
    storage, name = document.file.storage, str(document.file.name or "")
    document.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def scan_document(*, document_id: UUID, now: datetime | None = None) -> str:
    """Scans a document with ClamAV and returns its scan state. An infected document is deleted, and
    the applicant notified. If ClamAV is unavailable, the document stays pending. Idempotent."""
    document = ApplicationDocument.objects.filter(pk=document_id).first()
    if document is None or document.scan != Scan.WAITING:
        return document.scan if document else ""
    moment = now or timezone.now()
    waiting = ApplicationDocument.objects.filter(pk=document_id, scan=Scan.WAITING)
    if not is_scanner_configured():
        waiting.update(scan=Scan.NONE)
        return str(Scan.NONE)
    with document.file.open("rb") as file:
        content = file.read()
    try:
        scanned = scan(content)
    except ScannerAway as error:
        logger.warning("scanner away", document=str(document_id), error=str(error))
        waiting.update(scanned_at=moment)
        return str(Scan.WAITING)
    with transaction.atomic():
        documents = lock_rows(ApplicationDocument.objects.all())
        locked = documents.filter(pk=document_id, scan=Scan.WAITING).first()
        if locked is None:
            return ""
        locked.scanned_at = moment
        locked.scan = Scan.CLEAN if scanned.is_clean else Scan.INFECTED
        if not scanned.is_clean:
            storage, name = locked.file.storage, str(locked.file.name)
            locked.file = ""
            transaction.on_commit(lambda: storage.delete(name))
            notifications.notify_infected(locked)
            logger.warning("document infected", document=str(document_id), virus=scanned.virus)
        locked.save(update_fields=["scan", "scanned_at", "file"])
    return str(locked.scan)


@periodic("*/5 * * * *", description=_("Cherche des virus dans les pièces qui attendent"))
def scan_waiting_documents(*, now: datetime | None = None) -> int:
    """Scans again the documents that wait for ClamAV, least recently tried first, so that one
    unscannable document cannot block the rest. Stops after three documents without a verdict.
    Returns how many got one.
    """
    waiting = ApplicationDocument.objects.filter(scan=Scan.WAITING)
    oldest = waiting.order_by(F("scanned_at").asc(nulls_first=True), "added_at", "pk")
    scanned = unanswered = 0
    for key in list(oldest.values_list("pk", flat=True)[:AT_ONCE]):
        is_silent = scan_document(document_id=key, now=now) == Scan.WAITING
        unanswered += is_silent
        scanned += not is_silent
        if unanswered == MAX_UNANSWERED:
            break
    return scanned


def _save_with_its_file(document: ApplicationDocument) -> None:
    """Saves a document; deletes its file if the row is rejected."""
    try:
        with refusing({"training_document_once": DocumentThere}):
            document.save(force_insert=True)
    except (DocumentThere, IntegrityError):
        document.file.storage.delete(str(document.file.name))
        raise
