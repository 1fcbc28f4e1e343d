"""Cards of places, rendered in Python.

A page of results has twelve; a template takes three times as long, two fifths of the time of the
page.
"""

from dataclasses import dataclass
from html import escape

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.files.photo_sizes import source_set
from bocage.foundation.formatting.times import (
    cached_by_language,
    format_day,
    format_period,
    full_period,
)
from bocage.foundation.formatting.typography import NO_BREAK
from bocage.foundation.templatetags.face import icon, place_scene
from bocage.territory.travel_formatting import format_way, format_way_from
from bocage.workspaces.search.place_finding import Choice, FoundPlace, free_words
from bocage.workspaces.search.place_search import PlaceSearch
from bocage.workspaces.templatetags.place_words import opening_words

register = template.Library()

CARD = """<li class="card card-link card-flush place-card" data-place="{key}">
{picture}{number}
<div class="card-body">
<h3><a class="card-target" href="{address}">{name}</a></h3>
<p class="soft">{where}</p>
<p class="place-card-day"><span class="visually-hidden">{day}{no_break}: </span>{state}{fibre}</p>
{offer}
</div>
</li>"""
PHOTO = """<img class="photo photo-card" src="{address}" srcset="{widths}" sizes="{sizes}" \
alt="{words}" width="{width}" height="{height}" loading="lazy">"""
SIZES = "(min-width: 40rem) 24rem, 100vw"
"""Approximate width of a card, in a list beside its map and on a telephone."""
DRAWING = """<div class="photo photo-card">{}</div>"""
NUMBER = """<span class="place-number" aria-hidden="true">{}</span>"""
STATE = """<span class="chip{tone}">{words}</span>"""
SMALL = """<p class="small soft">{}</p>"""
FORM = """<form method="post" action="{address}" class="card-action">\
<input type="hidden" name="csrfmiddlewaretoken" value="{token}">\
<input type="hidden" name="cle" value="{key}">\
<button type="submit" class="btn btn-small" name="choix" value="{rank}">{words}</button></form>"""
LINK = """<p class="card-action"><a class="btn btn-small" href="{address}">{words}</a></p>"""
ACTION = """{verb}<span class="visually-hidden"> {name}, {period}</span>"""


@dataclass(frozen=True)
class _Card:
    """Found place, the search that found it, and who reads it."""

    result: FoundPlace
    search: PlaceSearch
    rank: int
    """Rank among the bookable items of the page."""
    is_signed_in: bool
    token: str
    key: str


@register.simple_tag(takes_context=True)
def place_card(context: Context, result: FoundPlace, rank: int, number: int = 0) -> SafeString:
    """Returns the card of a place in a list: with its `number` on the map, and one tap to book the
    requested moment. User text is escaped here, by hand, as on the cards of homes.
    """
    card = _Card(
        result=result,
        search=context["search"],
        rank=rank,
        is_signed_in=context["user"].is_authenticated,
        token=str(context["csrf_token"]),
        key=str(context.get("key", "")),
    )
    place = result.place
    html = CARD.format(
        key=place.pk,
        picture=_picture(result),
        number=NUMBER.format(number) if number else "",
        address=escape(_address(card)),
        name=escape(place.name),
        where=escape(_location(card)),
        day=escape(format_day(result.day)),
        no_break=NO_BREAK,
        state=_state(result),
        fibre=_fibre() if place.has_fibre else "",
        offer=_offer(card),
    )
    return mark_safe(html)  # noqa: S308 - each of its words is escaped above


def _picture(result: FoundPlace) -> str:
    photo = result.photo
    if photo is None:
        return DRAWING.format(place_scene(result.place.kind))
    address = escape(photo.get_absolute_url())
    return PHOTO.format(
        address=address,
        widths=source_set(address, photo.width),
        sizes=SIZES,
        words=escape(photo.alternative_text),
        width=photo.width,
        height=photo.height,
    )


def _address(card: _Card) -> str:
    """Returns the page of the place, with the day and the moment that were searched."""
    address = card.result.place.get_absolute_url()
    if not card.search.day:
        return address
    choice = card.result.choice
    return f"{address}?{choice.query if choice else f'jour={card.result.day.isoformat()}'}"


def _location(card: _Card) -> str:
    far, commune = card.result.distance_m, card.result.place.commune.name
    if far is None:
        return commune
    sought = card.search.commune
    return f"{commune} · {format_way_from(far, sought.name) if sought else format_way(far)}"


def _state(result: FoundPlace) -> str:
    if not result.opened.is_open:
        return STATE.format(tone="", words=escape(_("fermé")))
    tone = " chip-good" if result.free > 2 else " chip-warn" if result.free else ""
    return STATE.format(tone=tone, words=escape(free_words(result)))


@cached_by_language
def _fibre() -> SafeString:
    return format_html(' <span class="chip">{}{}</span>', icon("wifi"), _("fibre"))


def _offer(card: _Card) -> str:
    choice = card.result.choice
    if not card.search.day or choice is None:
        day = capfirst(format_day(card.result.day))
        return SMALL.format(escape(f"{day}{NO_BREAK}: {opening_words(card.result.opened)}"))
    return SMALL.format(escape(_choice_words(choice))) + _action(card, choice)


def _choice_words(choice: Choice) -> str:
    """Returns « Salle de réunion · 6 places · jeudi 3 décembre, 9 h – 12 h 30 »."""
    parts = []
    if choice.space is not None:
        parts.append(choice.space.name)
        if choice.space.capacity > 1:
            count = choice.space.capacity
            parts.append(ngettext("%(count)d place", "%(count)d places", count) % {"count": count})
    return " · ".join([*parts, format_period(*choice.period)])


def _action(card: _Card, choice: Choice) -> str:
    verb = _("Demander") if choice.needs_acceptance else _("Réserver")
    words = ACTION.format(
        verb=escape(verb),
        name=escape(card.result.place.name),
        period=escape(full_period(*choice.period)),
    )
    address = escape(choice.booking_url)
    if not card.is_signed_in:
        return LINK.format(address=address, words=words)
    return FORM.format(
        address=address,
        token=escape(card.token),
        key=escape(card.key),
        rank=card.rank,
        words=words,
    )
