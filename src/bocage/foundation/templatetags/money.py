"""Amounts of money on a page.

{% load money %}
{{ charge.amount_cents|euros }}
"""

from django import template

from bocage.foundation.formatting.money import format_euros

register = template.Library()


@register.filter
def euros(cents: int) -> str:
    """Formats cents as euros: « 12,50 € »."""
    return format_euros(cents)
