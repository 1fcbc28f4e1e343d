"""Addresses as pictures that a telephone reads (docs/decisions/workspaces-codes-to-scan.md)."""

from io import BytesIO
from typing import Any

from django.utils.safestring import SafeString, mark_safe


def qr_code(address: str) -> SafeString:
    """Returns the QR code of an address as SVG, black on white whatever the scheme of the page."""
    picture = _draw_code(address).svg_inline(dark="#000", light="#fff", omitsize=True, border=4)
    return mark_safe(picture)  # noqa: S308 - drawn by segno from one of our own addresses


def qr_picture(address: str, kind: str) -> bytes:
    """Returns the QR code of an address as a file, `png` (for a page of text or a screen) or `svg`
    (for a printer).
    """
    content = BytesIO()
    _draw_code(address).save(content, kind=kind, scale=16, dark="#000", light="#fff", border=4)
    return content.getvalue()


def _draw_code(address: str) -> Any:
    import segno  # Few pages draw a code: no start of an instance waits for it.

    return segno.make(address, error="m", micro=False)
