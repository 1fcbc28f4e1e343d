"""PDF documents: a Typst template of a room, and the data that it shows.

    pdf = pdf_of("workspaces/documents/statement.typ", {"title": …, "lines": […]})

The template reads its data with `json(bytes(sys.inputs.data))`. Texts go in as values and are
never read as markup, whatever a person typed in them. Only the templates of the product can be
read, the fonts are those that come with Typst, and the same data make the same bytes: nothing
depends on the machine or on the day (docs/decisions/statements-by-typst.md).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.http import HttpResponse

TEMPLATES = Path(__file__).resolve().parents[1]
"""The folder of the rooms, beyond which a template reads nothing."""

NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""What the file says of its own making: the page says the day that matters to its reader."""


def pdf_of(template: str, data: Mapping[str, Any]) -> bytes:
    """The document that a template makes of data; `template` is its path from the rooms.

    It is tagged for screen readers, so the template sets a title and a language. No standard is
    asked for: PDF/UA-1 would refuse the whole document for a character that no font has.
    """
    return _compiled(template, data, [])


def accessible_pdf_of(template: str, data: Mapping[str, Any]) -> bytes:
    """The same by PDF/UA-1 (ISO 14289-1), for a template whose every picture has its words; without
    the standard where it would refuse the whole, for a character that no font has."""
    try:
        return _compiled(template, data, ["ua-1"])
    except typst.TypstError:
        return _compiled(template, data, [])


def _compiled(template: str, data: Mapping[str, Any], standards: list[Any]) -> bytes:
    made = typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        timestamp=NO_DAY,
        pdf_standards=standards,
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst made several files of one document")
    return made


def pdf_response(pdf: bytes, *, filename: str) -> HttpResponse:
    """A private document, shown by the browser and kept under a name of plain letters."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    return response


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
