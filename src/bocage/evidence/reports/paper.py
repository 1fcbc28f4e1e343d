"""Colours and logo of the instance for the documents of evidence."""

import base64
from typing import Any

from django.conf import settings

from bocage.foundation.instance import current_instance
from bocage.foundation.models.instance import InstanceSettings


def instance_facts() -> dict[str, Any]:
    """Returns the identity of the instance for printed documents (names, address, colours, logo);
    one query if it has a logo.
    """
    instance = current_instance()
    return {
        "instance": instance.name,
        "tagline": instance.tagline,
        "address": settings.BOCAGE.public_url.partition("://")[2].rstrip("/"),
        "brand": instance.brand_colour,
        "accent": instance.accent_colour,
        "logo": _logo(instance.logo_digest),
    }


def _logo(digest: str) -> str:
    """Returns the logo inside an SVG, the form in which a template takes it as text; or an empty
    string.
    """
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
