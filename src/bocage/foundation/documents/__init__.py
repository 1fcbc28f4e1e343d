"""PDF documents: a Typst template of a room, and the data that it shows.

    pdf = pdf_of("workspaces/documents/statement.typ", {"title": …, "lines": […]})

A template imports `/foundation/documents/preamble.typ`, which gives it `data` and sets the title,
the language, the date and the institution of the document. Texts are passed as values and never
parsed as markup. Only the templates of the product can be read, the fonts are those that come with
Typst, and equal data make equal bytes on one day (docs/decisions/statements-by-typst.md).
"""

import hashlib
import json
import logging
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from bocage.foundation.files.calls_apart import CallLimits, call_apart
from bocage.foundation.files.typesetting import typeset
from bocage.foundation.instance import current_instance

log = logging.getLogger(__name__)

TEMPLATES = Path(__file__).resolve().parents[2]
"""The folder of the rooms, beyond which a template reads nothing."""
LIMITS = CallLimits(memory=2 * 1024**3, processor_s=60, seconds=60.0)
"""Address space that the threads and fonts of Typst reserve, and far more time than any takes."""
CACHE_SIZE = 8
"""Number of public documents that a process caches."""

_cache: OrderedDict[str, bytes] = OrderedDict()
_making = Lock()


def pdf_of(template: str, data: Mapping[str, Any]) -> bytes:
    """Returns the PDF that a template makes of data; `template` is its path from the rooms.

    It declares PDF/UA-1 (ISO 14289-1). If the text has a character that no font has, Typst would
    refuse that standard: the document is then tagged, without the declaration. Typst runs in a
    process that ends afterwards, so that its memory is freed.
    """
    content = json.dumps(data, ensure_ascii=False)
    pdf, reason = call_apart(
        typeset, LIMITS, str(TEMPLATES / template), str(TEMPLATES), content, _about()
    )
    if reason is not None:
        log.warning("%s is no PDF/UA-1: %s", template, reason)
    return pdf


def cached_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """Returns the PDF of a public template, from a cache if the same was made before; a process
    makes one at a time.
    """
    content = json.dumps([template, data, _about()], sort_keys=True)
    key = hashlib.sha256(content.encode()).hexdigest()
    with _making:
        if key not in _cache:
            _cache[key] = pdf_of(template, data)
            while len(_cache) > CACHE_SIZE:
                _cache.popitem(last=False)
        _cache.move_to_end(key)
        return _cache[key]


def _about() -> dict[str, Any]:
    """Returns the metadata of a document made now, in the active language."""
    today = timezone.localdate()
    return {
        "author": str(current_instance().name),
        "language": (get_language() or settings.LANGUAGE_CODE)[:2],
        "made_on": [today.year, today.month, today.day],
    }


def pdf_response(pdf: bytes, *, filename: str) -> HttpResponse:
    """Returns a response with a private PDF, shown by the browser and saved under a name of plain
    letters.
    """
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["Cache-Control"] = "private, no-store"
    return response
