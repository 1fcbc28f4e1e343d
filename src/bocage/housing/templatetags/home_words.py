"""Words of the room: prices, falls, how long ago, surfaces, and the drawing of a home.

{% load home_words %}
{{ home|home_price }} <span>{{ home|price_change }}</span>
"""

from datetime import datetime, timedelta
from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bocage.foundation.formatting.dates import long_date
from bocage.foundation.formatting.money import whole_euros
from bocage.foundation.templatetags.face import icon
from bocage.housing.criteria.kinds import EnergyClass, Offer, PropertyKind
from bocage.housing.market.models.dwellings import Dwelling

register = template.Library()

PRICE_CHANGE_SHOWN_FOR = timedelta(days=60)
"""Time for which a card shows a change of price."""
NEW_FOR = timedelta(days=4)
A_MONTH = (Offer.RENTAL,)
SCENES = {PropertyKind.HOUSE: "house", PropertyKind.APARTMENT: "apartment"}


@register.filter
def euros(amount: int | None) -> str:
    """Returns a text such as « 180 000 € »; empty without an amount."""
    return "" if amount is None else whole_euros(amount)


@register.filter
def home_price(home: Dwelling) -> str:
    """Returns a text such as « 180 000 € », « 650 € par mois »."""
    return price_in_words(home.price_eur, home.offer)


def price_in_words(amount: int, offer: str) -> str:
    """Returns an amount as its offer states it: at once, by the month, by the week."""
    if offer in A_MONTH:
        return _("%(price)s par mois") % {"price": whole_euros(amount)}
    return whole_euros(amount)


@register.filter
def price_fell(home: Dwelling) -> bool:
    """Checks whether the price of a home fell, recently enough to be shown."""
    return _shows_price_change(home) and home.price_eur < (home.previous_price_eur or 0)


@register.filter
def price_change(home: Dwelling) -> str:
    """Returns a text such as « baisse de 3 % il y a 2 jours »; nothing where the price stays, or
    changed long ago.
    """
    if not _shows_price_change(home) or home.price_changed_at is None:
        return ""
    before = home.previous_price_eur or 0
    percent = round(abs(home.price_eur - before) * 100 / before)
    values = {"percent": max(percent, 1), "when": since(home.price_changed_at)}
    if home.price_eur < before:
        return _("baisse de %(percent)s %% %(when)s") % values
    return _("hausse de %(percent)s %% %(when)s") % values


def _shows_price_change(home: Dwelling) -> bool:
    return bool(
        home.price_changed_at
        and home.previous_price_eur
        and home.previous_price_eur != home.price_eur
        and timezone.now() - home.price_changed_at < PRICE_CHANGE_SHOWN_FOR
    )


@register.filter
def is_new(home: Dwelling) -> bool:
    """Checks whether a home came on the market in the last four days."""
    return home.is_on_the_market and timezone.now() - home.first_seen_at < NEW_FOR


@register.filter
def since(moment: datetime) -> str:
    """Returns a text such as « il y a 3 h », « hier », « il y a 2 jours », « le 4 mars 2026 »."""
    now = timezone.now()
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return _("à l’instant")
    if minutes < 60:
        return _("il y a %(n)d min") % {"n": minutes}
    days = (timezone.localdate(now) - timezone.localdate(moment)).days
    if days == 0:
        return _("il y a %(n)d h") % {"n": minutes // 60}
    if days == 1:
        return _("hier")
    if days <= 30:
        return ngettext("il y a %(n)d jour", "il y a %(n)d jours", days) % {"n": days}
    return _("le %(day)s") % {"day": long_date(moment)}


@register.filter
def square_metres(surface: float | None) -> str:
    """Returns a text such as « 1 200 m² »."""
    return "" if surface is None else f"{number_format(surface, 0, force_grouping=True)} m²"


@register.filter
def is_labelled(energy_class: str) -> bool:
    """Checks whether an energy class is a letter, not the reason of its absence."""
    return bool(energy_class) and energy_class not in {EnergyClass.BLANK, EnergyClass.NOT_SUBJECT}


@register.filter
def scene_tone(home: Dwelling) -> str:
    """Returns the classes that colour and mirror the drawing of a home: constant for a home."""
    number = home.pk.int
    tone = ("", "scene-slate", "scene-brick", "scene-ochre")[number % 4]
    return f"{tone} scene-turned" if number // 4 % 2 else tone


@register.simple_tag
def home_scene(kind: str) -> SafeString:
    """Returns the drawing shown for a home without a photo."""
    return _scene(SCENES.get(PropertyKind(kind), "land"))


@register.simple_tag
def energy_label(letter: str) -> SafeString:
    """Returns the letter of the diagnosis on its colour."""
    return _label(letter, get_language() or "")


@register.simple_tag
def home_signs(home: Dwelling) -> SafeString:
    """Returns the chips of a card: energy, a place for a desk, fibre, a change of price."""
    language = get_language() or ""
    signs = []
    if is_labelled(home.energy_class):
        signs.append(_label(home.energy_class, language))
    if home.has_office_room:
        signs.append(_chip("desk", language))
    if home.has_fibre:
        signs.append(_chip("wifi", language))
    if change := price_change(home):
        tone = " chip-good" if price_fell(home) else ""
        signs.append(format_html('<span class="chip{}">{}</span>', tone, change))
    return mark_safe(" ".join(signs))  # noqa: S308 - each is markup of its own


@cache
def _label(letter: str, _language: str) -> SafeString:
    """Renders the label, cached per language: nearly every card of a list has one."""
    return format_html(
        '<span class="energy energy-{0}" title="{1}">'
        '<span class="visually-hidden">{2} </span>{0}</span>',
        letter,
        _("Classe énergie %(letter)s") % {"letter": letter},
        _("Classe énergie"),
    )


@cache
def _chip(sign: str, _language: str) -> SafeString:
    words = {"desk": _("bureau"), "wifi": _("fibre")}
    return format_html('<span class="chip">{}{}</span>', icon(sign), words[sign])


@cache
def _scene(scene: str) -> SafeString:
    return render_to_string(f"housing/homes/scenes/{scene}.html")
