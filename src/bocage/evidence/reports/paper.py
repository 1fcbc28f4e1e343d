"""What the papers of evidence share: the colours and the logo of the instance, and what was drawn
lately."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import OrderedDict
from threading import Lock
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from bocage.foundation.documents import accessible_pdf_of
from bocage.foundation.instance import current_instance
from bocage.foundation.models.instance import InstanceSettings

KEPT = 8

_drawn: OrderedDict[str, bytes] = OrderedDict()
_drawing = Lock()


def drawn(template: str, data: dict[str, Any]) -> bytes:
    """The document of a template, accessible by PDF/UA-1. What is asked for again as it was is not
    drawn again, and a process draws one at a time."""
    key = hashlib.sha256(json.dumps([template, data], sort_keys=True).encode()).hexdigest()
    with _drawing:
        if key not in _drawn:
            _drawn[key] = accessible_pdf_of(template, data)
            while len(_drawn) > KEPT:
                _drawn.popitem(last=False)
        _drawn.move_to_end(key)
        return _drawn[key]


def instance_facts() -> dict[str, Any]:
    """What a paper says of the instance; one query where it has a logo."""
    instance = current_instance()
    return {
        "language": (get_language() or "fr")[:2],
        "instance": instance.name,
        "tagline": instance.tagline,
        "address": settings.BOCAGE.public_url.partition("://")[2].rstrip("/"),
        "brand": instance.brand_colour,
        "accent": instance.accent_colour,
        "logo": _logo(instance.logo_digest),
    }


def _logo(digest: str) -> str:
    """The logo within a drawing, which is how a template takes one as text; or nothing."""
    if not digest:
        return ""
    content = (
        InstanceSettings.objects.filter(logo_digest=digest).values_list("logo", flat=True).first()
    )
    if not content:
        return ""
    octets = bytes(content)
    width, height = (int.from_bytes(octets[at : at + 4], "big") for at in (16, 20))
    picture = base64.b64encode(octets).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 '
        f'{width} {height}"><image width="{width}" height="{height}"'
        f' href="data:image/png;base64,{picture}"/></svg>'
    )
