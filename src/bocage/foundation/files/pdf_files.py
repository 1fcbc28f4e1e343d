"""Opens PDF files of others. Called in a process apart (`calls_apart`)."""

import io

from bocage.foundation.files.apart_process import CallLimits

LIMITS = CallLimits(memory=300 * 1024 * 1024, processor_s=20, seconds=60.0)


class PdfUnreadable(Exception):
    """Error raised when the file is not a readable PDF."""


class PdfLocked(PdfUnreadable):
    """Error raised when the PDF needs a password."""


def count_pages(content: bytes) -> int:
    """Returns the number of pages of a PDF, after opening its first page.

    Raises:
        PdfLocked: the file needs a password.
        PdfUnreadable: the file does not open, or has no page.
    """
    from pypdf import PdfReader  # Imported here: processes that read no PDF start faster.

    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if is_locked else len(reader.pages)
        if pages:
            _first = reader.pages[0].mediabox
    except MemoryError:
        raise
    # A file made to harm may fail in any way that its reader did not think of.
    except Exception as error:
        raise PdfUnreadable from error
    if is_locked:
        raise PdfLocked
    if not pages:
        raise PdfUnreadable
    return pages
