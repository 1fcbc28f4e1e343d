"""Why a commune suits, written out.

A page of the ranking says over a hundred reasons, and a template takes five times as long to say
the same.
"""

from __future__ import annotations

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bocage.welcome.suitability.words import ToldFact, ToldReason

register = template.Library()

REASON = """<div><dt>{label} <span class="soft small">{weight}</span></dt>
<dd>{mark}
{facts}
{missing}</dd></div>"""
UNKNOWN = """<span class="chip chip-warn">{}</span>"""
GAUGE = """<span class="suit-gauge"><progress class="progress-line" value="{mark}" max="100" \
aria-label="{label}">{mark}</progress><b>{mark}</b></span>"""
FACT = """<p>{} {}</p>"""
MISSING = """<p class="soft small">{}</p>"""
SOURCE = """<span class="soft small">({})</span>"""
LINKED_SOURCE = """<span class="soft small">(<a href="{}" rel="external nofollow">{}</a>)</span>"""


@register.simple_tag
def suitability_reason(reason: ToldReason) -> SafeString:
    """A wish with its mark out of a hundred, the facts of it, and what is not known."""
    return format_html(
        REASON,
        label=reason.label,
        weight=reason.weight,
        mark=_mark(reason),
        facts=format_html_join("", FACT, ((capfirst(f.words), _source(f)) for f in reason.facts)),
        missing=format_html(MISSING, capfirst(reason.missing)) if reason.missing else "",
    )


def _mark(reason: ToldReason) -> SafeString:
    if reason.mark is None:
        return format_html(UNKNOWN, _("pas connu"))
    return format_html(GAUGE, mark=reason.mark, label=reason.label)


def _source(fact: ToldFact) -> str:
    if not fact.source:
        return ""
    if fact.url:
        return format_html(LINKED_SOURCE, fact.url, fact.source)
    return format_html(SOURCE, fact.source)
