"""Uploaded documents, whose type is detected from their content, never from their name.

A file name may end in `.pdf` whatever the content. The file is parsed by the library of its type,
and refused if it does not open. The exact bytes are stored, under the original name, sanitised,
with the extension of its content.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.files.calls_apart import CallExceeded, call_apart
from bocage.foundation.files.pdf_files import LIMITS as PDF_LIMITS
from bocage.foundation.files.pdf_files import PdfLocked, PdfUnreadable, count_pages
from bocage.foundation.files.picture_files import LIMITS as PICTURE_LIMITS
from bocage.foundation.files.picture_files import (
    PictureTooLarge,
    PictureUnreadable,
    format_of_picture,
)

LARGEST_DOCUMENT = 10 * 1024 * 1024
MAX_PAGES = 300
LONGEST_NAME = 80
PLAIN_NAME = "document"


class DocumentKind(StrEnum):
    """Media types of the documents that we can open."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"


ENDINGS = {
    DocumentKind.PDF: ".pdf",
    DocumentKind.JPEG: ".jpg",
    DocumentKind.PNG: ".png",
    DocumentKind.WEBP: ".webp",
}
OF_PICTURES = {"JPEG": DocumentKind.JPEG, "PNG": DocumentKind.PNG, "WEBP": DocumentKind.WEBP}
FIRST_BYTES_OF_A_PDF = b"%PDF-"


class DocumentUnreadable(Refusal):
    status = 400
    default_sentence = _(
        "Ce fichier n’est ni un PDF ni une image (JPEG, PNG ou WebP), quoi qu’en dise son nom, ou "
        "il est abîmé. Enregistrez-le en PDF et envoyez-le de nouveau."
    )


class DocumentLocked(Refusal):
    status = 400
    default_sentence = _(
        "Ce PDF demande un mot de passe : personne ne pourrait le lire. Envoyez-le sans protection."
    )


class DocumentTooLarge(Refusal):
    status = 413
    default_sentence = _("Un document pèse 10 Mo au plus et a 300 pages au plus.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """Document that opened: its bytes, its type, its sanitised name, and its SHA-256."""

    content: bytes
    kind: DocumentKind
    name: str
    digest: str


def read_document(file: IO[bytes], *, name: str) -> ReadDocument:
    """Opens an uploaded document.

    Raises:
        DocumentTooLarge: it weighs too much, or has too many pages.
        DocumentLocked: the PDF needs a password.
        DocumentUnreadable: its type is not accepted, or it does not open.
    """
    content = file.read(LARGEST_DOCUMENT + 1)
    if len(content) > LARGEST_DOCUMENT:
        raise DocumentTooLarge
    is_pdf = content.startswith(FIRST_BYTES_OF_A_PDF)
    kind = _kind_of_pdf(content) if is_pdf else _kind_of_picture(content)
    return ReadDocument(
        content=content,
        kind=kind,
        name=safe_name(name, kind),
        digest=hashlib.sha256(content).hexdigest(),
    )


def safe_name(name: str, kind: DocumentKind) -> str:
    """Returns the name of an uploaded document without its path and invisible characters, and with
    the extension of its content.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    safe = "".join(
        character if character.isalnum() or character in " -_.’'()" else " " for character in last
    )
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", safe.strip())
    plain = re.sub(r"[\s.]+", " ", stem).strip()[:LONGEST_NAME].strip()
    return (plain or PLAIN_NAME) + ENDINGS[kind]


def document_response(file: IO[bytes], *, kind: str, name: str) -> FileResponse:
    """Returns a response that downloads a private document: no browser runs anything of it beside
    our pages, whatever it holds.
    """
    response = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _kind_of_pdf(content: bytes) -> DocumentKind:
    try:
        pages = call_apart(count_pages, PDF_LIMITS, content)
    except PdfLocked as error:
        raise DocumentLocked from error
    except (PdfUnreadable, CallExceeded) as error:
        raise DocumentUnreadable from error
    if pages > MAX_PAGES:
        raise DocumentTooLarge
    return DocumentKind.PDF


def _kind_of_picture(content: bytes) -> DocumentKind:
    try:
        form = call_apart(format_of_picture, PICTURE_LIMITS, content, tuple(OF_PICTURES))
    except PictureTooLarge as error:
        raise DocumentTooLarge from error
    except (PictureUnreadable, CallExceeded) as error:
        raise DocumentUnreadable from error
    return OF_PICTURES[form]
