"""« Gardons le contact » within another page: `{% contact_form "orne12" %}`, with the code of a
campaign or none."""

from typing import Any

from django import template
from django.http import Http404

from bocage.outreach.contact.forms.contact import contact_form

register = template.Library()


@register.inclusion_tag("outreach/contact/fields.html", name="contact_form", takes_context=True)
def show_contact_form(context: dict[str, Any], code: str = "") -> dict[str, Any]:
    """Renders the contact form, which posts to its own page; renders nothing if no département can
    answer."""
    try:
        form = contact_form(code)
    except Http404:
        form = None
    return {"form": form, "csrf_token": context.get("csrf_token", "")}
