"""The words of the papers of the course."""

import io

from pypdf import PdfReader


def pdf_text(pdf: bytes) -> str:
    """The words of a paper, every run of spaces (no-break too) as one."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
