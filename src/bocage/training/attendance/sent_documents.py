"""Documents uploaded to a session, validated before they are stored."""

from typing import IO

from bocage.foundation.files.sent_documents import ReadDocument, read_document
from bocage.foundation.files.virus_scan import ScannerAway, is_scanner_configured, scan
from bocage.training.attendance.errors import DocumentInfected, DocumentNotLookedAt


def read_scanned(file: IO[bytes], name: str) -> ReadDocument:
    """Returns the document that was sent, scanned by ClamAV if the instance has it."""
    document = read_document(file, name=name)
    if is_scanner_configured():
        try:
            scanned = scan(document.content)
        except ScannerAway as error:
            raise DocumentNotLookedAt from error
        if not scanned.is_clean:
            raise DocumentInfected
    return document
