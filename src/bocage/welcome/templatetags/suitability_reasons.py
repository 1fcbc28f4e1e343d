"""Reasons of a ranking, rendered in Python: a page contains over a hundred, and a template takes
five times as long.
"""

from html import escape

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bocage.welcome.suitability.presentation import FactText, ReasonText

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
def suitability_reason(reason: ReasonText) -> SafeString:
    """Renders a criterion with its mark out of a hundred, its facts, and the unknown parts. All
    text is escaped by hand, as on the board (`project_cards`): a page contains a thousand strings.
    """
    facts = (FACT.format(escape(capfirst(fact.words)), _source(fact)) for fact in reason.facts)
    written = REASON.format(
        label=escape(reason.label),
        weight=escape(reason.weight),
        mark=_mark(reason),
        facts="".join(facts),
        missing=MISSING.format(escape(capfirst(reason.missing))) if reason.missing else "",
    )
    return mark_safe(written)  # noqa: S308 - each of its words is escaped


def _mark(reason: ReasonText) -> str:
    if reason.mark is None:
        return UNKNOWN.format(escape(_("pas connu")))
    return GAUGE.format(mark=reason.mark, label=escape(reason.label))


def _source(fact: FactText) -> str:
    if not fact.source:
        return ""
    if fact.url:
        return LINKED_SOURCE.format(escape(fact.url), escape(fact.source))
    return SOURCE.format(escape(fact.source))
