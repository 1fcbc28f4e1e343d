"""How the pages of a project, and that of a commune, draw what each subject tells.

{% load told_sections %}
{% told_section shown %}
"""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def told_section(context: template.Context, shown: Any) -> SafeString:
    """A section that one subject tells: its template reads its context by the names of it, or
    whole as `section`, and nothing of the page around."""
    return get_template(shown.template).render(
        {**shown.context, "section": shown.context}, context["request"]
    )
