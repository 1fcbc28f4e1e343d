"""The tags from which components are made. They are built in: no template loads them."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import QueryDict
from django.template import Context, TemplateSyntaxError
from django.template.base import Parser, Token
from django.template.defaultfilters import date as plain_date
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, override

from bocage.foundation import navigation
from bocage.foundation.files.photo_sizes import source_set
from bocage.foundation.formatting.dates import long_date, with_ordinal
from bocage.foundation.http import flash
from bocage.foundation.http.embeds import is_embeddable
from bocage.foundation.http.shared_cards import address_in, card_of_request
from bocage.foundation.http.spam_challenge import BITS, new_challenge

register = template.Library()

register.simple_tag(source_set)

PASSED_ON = ("hx-", "data-", "aria-")
SCENES = frozenset(
    {
        "cafe",
        "coworking",
        "fablab",
        "media_library",
        "public_digital_space",
        "telework_centre",
        "third_place",
        "town_hall",
    }
)
_SLOTS = {"free": "free", "taken": "taken", "closed": "shut", "past": "past", "chosen": "chosen"}


@register.simple_tag
def new_work() -> dict[str, str | int]:
    """Returns a new proof of work for the browser of the reader of a form."""
    return {"challenge": new_challenge(), "bits": BITS}


@register.simple_tag
@cache
def icon(name: str, extra_class: str = "") -> SafeString:
    """Returns an icon of the sprite. Decorative: the text beside it has its meaning.

    Cached by name, since a list may have one on every line.
    """
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {extra_class}" if extra_class else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def written(context: Context, name: str) -> SafeString:
    """Renders a template to a string, for a page that shows it in two places: `written "…" as
    it`.
    """
    assert context.template is not None  # noqa: S101 - a tag is never outside a template
    with context.push():  # Variables of that template must not leak.
        return context.template.engine.get_template(name).render(context)


@register.simple_tag
def passed_on(attrs: Any) -> SafeString:
    """Renders the `hx-`, `data-` and `aria-` attributes given to a component, escaped.

    Any other attribute that the component does not declare is an error of the author of the
    page, and is reported at once.
    """
    extra = attrs.attrs_dict()
    unknown = [name for name in extra if not name.startswith(PASSED_ON)]
    if unknown:
        raise TemplateSyntaxError(f"This component declares no attribute {', '.join(unknown)}")
    return format_html_join(
        "",
        ' {}="{}"',
        ((name, "" if value is True else value) for name, value in extra.items()),
    )


@register.simple_tag(takes_context=True)
def public_links(context: Context, place: str) -> list[navigation.ShownLink]:
    """Returns the links that the rooms have put in the head or at the foot of the public pages."""
    return navigation.shown_links(context["request"], place)


@register.simple_tag(takes_context=True)
def this_page_in(context: Context, language: str) -> str:
    """Returns the address of the present page in another language.

    The switch keeps the search of its reader, which the canonical address leaves out.
    """
    request = context["request"]
    match = request.resolver_match
    if match is None or not match.url_name:
        return translate_url(request.get_full_path(), language)
    address = address_in(request, language)
    if not address:
        with override(language):
            return reverse("home")
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{iri_to_uri(query)}" if query else address


@register.inclusion_tag("foundation/layouts/shared_card.html", takes_context=True)
def shared_card(context: Context, title: str, description: str, picture: str) -> dict[str, Any]:
    """Returns the canonical address of the page, its languages, and the values for Open Graph."""
    card = card_of_request(
        context["request"], title=title, description=description, picture=picture.strip()
    )
    return {"card": card, "instance": context["instance"]}


@register.tag
def capture(parser: Parser, token: Token) -> "CaptureNode":
    """Stores the rendered contents of the block in a variable: `{% capture title %}…{% endcapture
    %}`, then `{{ title }}` as often as needed. Spaces and line breaks around them are stripped.
    """
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)


class CaptureNode(template.Node):
    """Node that renders a part of a template into a variable of the context."""

    def __init__(self, nodelist: template.NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        """Stores the rendered contents, and returns an empty string."""
        context[self.name] = self.nodelist.render(context).strip()
        return mark_safe("")


@register.simple_tag(takes_context=True)
def oembed_links(context: Context) -> SafeString:
    """Returns the oEmbed discovery links of the page of the request; nothing if it cannot be
    embedded.
    """
    request = context["request"]
    match = request.resolver_match
    if match is None or not is_embeddable(match.url_name or ""):
        return mark_safe("")
    query = urlencode({"url": request.build_absolute_uri()})
    address = f"{request.build_absolute_uri(reverse('oembed'))}?{query}"
    return format_html(
        '<link rel="alternate" type="application/json+oembed" href="{0}&format=json">'
        '<link rel="alternate" type="text/xml+oembed" href="{0}&format=xml">',
        address,
    )


@register.filter
def linked_data(value: dict[str, Any]) -> SafeString:
    """Returns a block of JSON-LD, which no browser runs; escaped as Django's `json_script` does."""
    block = json_script(value)
    return mark_safe(  # noqa: S308 - made by json_script, but for the name of its type
        block.replace('type="application/json"', 'type="application/ld+json"', 1)
    )


@register.filter
def phone_address(number: str) -> str:
    """Returns the `tel:` address of a telephone number, however people wrote it: digits, and its
    +.
    """
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return f"tel:{'+' if number.strip().startswith('+') else ''}{digits}"


@register.filter
def undo_url(message: Message) -> str:
    """Returns the address to which to post to undo what a message announces, or an empty string."""
    return flash.undo_url_of(message)


@register.filter
def mend_url(message: Message) -> str:
    """Returns the address of the page where the cause of a refusal is mended, or an empty
    string.
    """
    return flash.mend_url_of(message)


@register.filter
def listed_errors(form: BaseForm) -> list[dict[str, str]]:
    """Lists the errors of a form for the summary on top, each with the label and the input to which
    it leads.
    """
    if not form.is_bound:
        return []
    listed: list[dict[str, str]] = []
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else None
        label = "" if field is None else str(field.label)
        target = "" if field is None or field.is_hidden else _first_input(field)
        listed += [{"label": label, "target": target, "sentence": str(error)} for error in errors]
    return listed


def _first_input(field: Any) -> str:
    """Returns the id of the focused input: the first choice of a group, else the input itself."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)


@register.simple_tag(takes_context=True)
def page_address(context: Context, parameter: str, number: int) -> str:
    """Returns the address of another page of the same list, with the present search."""
    query: QueryDict = context["request"].GET.copy()
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def list_file_addresses(context: Context, name: str) -> dict[str, str]:
    """Returns the addresses of the files of a list, with the present search; of the present page
    without a `name` (bocage.foundation.http.list_exports).
    """
    request = context["request"]
    match, query = request.resolver_match, request.GET.copy()
    query.pop("page", None)
    captured = {} if name else match.captured_kwargs
    file_route = name or f"{match.url_name}_file"
    return {
        extension: reverse(file_route, kwargs={**captured, "extension": extension})
        + (f"?{query.urlencode()}" if query else "")
        for extension in ("csv", "xlsx")
    }


@register.filter
def page_numbers(page: Page) -> list[int]:
    """Returns the page numbers to show around the current page; 0 stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else 0 for number in numbers]


@register.simple_tag
def availability_strip(slots: Iterable[str], label: str) -> SafeString:
    """Draws a day at a glance: a bar for each part, `free`, `taken`, `closed`, `past` or `chosen`.

    `label` is the text alternative for screen readers.
    """
    bars = [
        f'<rect x="{at * 10}" width="8.5" height="10" rx="2" class="{_SLOTS[slot]}"/>'
        for at, slot in enumerate(slots)
    ]
    return format_html(
        '<svg class="strip" viewBox="0 0 {} 10" preserveAspectRatio="none" role="img" '
        'aria-label="{}">{}</svg>',
        max(len(bars) * 10 - 1.5, 1),
        label,
        mark_safe("".join(bars)),  # noqa: S308 - made of our own class names and numbers
    )


@register.simple_tag
def place_scene(kind: str) -> SafeString:
    """Returns the drawing for a place without a photo, one for each kind of place."""
    return _drawn_scene(kind if kind in SCENES else "telework_centre")


@cache
def _drawn_scene(scene: str) -> SafeString:
    return render_to_string(f"foundation/landscape/places/{scene}.html")


@register.filter
def initials(name: str) -> str:
    """Returns the initials of a person or an organisation: one for one word, two for more."""
    words = [word for word in re.split(r"[\s’'-]+", name) if word[:1].isalnum()]
    initials = words[:1] if len(words) == 1 else [*words[:1], *words[-1:]]
    return "".join(word[0].upper() for word in initials)


@register.filter("date", expects_localtime=True, is_safe=False)
def written_date(value: date | datetime | str | None, form: str = "DATE_FORMAT") -> str:
    """Formats a date by Django's own filter, with the first of a month as French writes it: « 1er
    novembre ».

    The machine-readable form (`c`) has whole seconds: HTML allows no microseconds.
    """
    if form == "c" and isinstance(value, datetime):
        value = value.replace(microsecond=0)
    return plain_date(value, with_ordinal(value, form))


@register.filter
def age(moment: datetime) -> str:
    """Returns how long ago a moment was, in words: « il y a 2 min », « hier », « le 31 octobre 2026
    ».
    """
    now = timezone.now()
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return gettext("à l’instant")
    if minutes < 60:
        return ngettext("il y a %(n)s min", "il y a %(n)s min", minutes) % {"n": minutes}
    days = (timezone.localdate(now) - timezone.localdate(moment)).days
    if days == 0:
        return gettext("il y a %(n)s h") % {"n": minutes // 60}
    if days == 1:
        return gettext("hier")
    return gettext("le %(day)s") % {"day": long_date(moment)}
