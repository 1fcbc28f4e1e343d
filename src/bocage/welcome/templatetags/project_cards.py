"""Cards of the board, rendered in Python.

A board has about a hundred cards; a template takes ten times as long, and was half of the page's
response time.
"""

from html import escape

from django import template
from django.template.defaultfilters import capfirst
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import cached_by_language
from bocage.foundation.templatetags.face import icon
from bocage.welcome.pipeline.board import Card

register = template.Library()

CARD = """<article class="board-card{tone}" data-project="{project}">
<h3><a class="card-target" href="{address}">{name}</a>{unread}</h3>
<p class="board-household">{household}{commune}</p>
<p class="board-clock{clock_tone}">{late}<span>{words}{when}</span></p>
<div class="board-foot">{who}{move}</div>
</article>"""
UNREAD = """ <span class="board-unread" title="{words}">{icon}\
<span class="visually-hidden">{words}</span></span>"""
LATE = """{icon}<span class="visually-hidden">{words} </span>"""
COORDINATOR = """<span class="board-who">{name}</span>"""
NO_COORDINATOR = """<span class="board-who board-who-nobody">{words}</span>"""
MOVE = """<button form="deplacer" formaction="{address}" name="etape" value="{stage}" \
class="board-move" title="{title}">{icon}<span class="visually-hidden">{label}</span></button>"""
"""Buttons that move a card. One form of the page serves all cards: the button gives the URL and the
stage.
"""


@register.simple_tag
def project_card(card: Card) -> SafeString:
    """Renders a card of the board. User input is escaped by hand: `format_html` checks each of its
    twenty arguments, and took a sixth of the page.
    """
    project, clock = card.project, card.clock
    markup = CARD.format(
        tone=f" board-card-{clock.tone}" if clock.tone else "",
        project=project.pk,
        address=card.address,
        name=escape(project.name),
        unread=_unread() if card.is_unread else "",
        household=escape(card.household),
        commune=f" → {escape(project.commune.name)}" if project.commune else "",
        clock_tone=f" board-clock-{clock.tone}" if clock.tone else "",
        late=_late() if clock.is_late else "",
        words=escape(capfirst(clock.words)),
        when=f", <b>{escape(clock.due)}</b>" if clock.due else "",
        who=_coordinator(card),
        move=_move(card),
    )
    return mark_safe(markup)  # noqa: S308 - each of its words is escaped above


@cached_by_language
def _unread() -> SafeString:
    return format_html(UNREAD, words=_("Message non lu"), icon=icon("mail"))


@cached_by_language
def _late() -> SafeString:
    return format_html(LATE, words=_("En retard :"), icon=icon("warning"))


@cached_by_language
def _no_coordinator() -> SafeString:
    return format_html(NO_COORDINATOR, words=_("personne encore"))


def _coordinator(card: Card) -> str:
    if card.project.coordinator is None:
        return _no_coordinator()
    return COORDINATOR.format(name=escape(str(card.project.coordinator)))


def _move(card: Card) -> str:
    if card.next_stage is None or not card.move_address:
        return ""
    return MOVE.format(
        address=card.move_address,
        stage=card.next_stage.value,
        title=escape(card.move_title),
        icon=icon("arrow-right"),
        label=escape(card.move_label),
    )
