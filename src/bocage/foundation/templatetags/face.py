"""The tags from which components are made. They are built in: no template loads them."""

from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm
from django.template import Context, TemplateSyntaxError
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bocage.foundation import navigation, notices

register = template.Library()

PASSED_ON = ("hx-", "data-", "aria-")


@register.simple_tag
def icon(name: str, extra_class: str = "") -> SafeString:
    """An icon of the sprite. Decorative: the words beside it say what it means."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {extra_class}" if extra_class else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag
def passed_on(attrs: Any) -> SafeString:
    """Writes the `hx-`, `data-` and `aria-` attributes given to a component, escaped.

    Any other attribute that the component does not declare is a mistake of whoever wrote
    the page, and is said at once.
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
    """The links that the rooms have put in the head or at the foot of the public pages."""
    return navigation.shown_links(context["request"], place)


@register.simple_tag(takes_context=True)
def this_page_in(context: Context, language: str) -> str:
    """The address of this very page in another language."""
    return translate_url(context["request"].get_full_path(), language)


@register.filter
def undo_url(message: Message) -> str:
    """Where to post in order to undo what a message announces, or nothing."""
    return notices.undo_url_of(message)


@register.filter
def listed_errors(form: BaseForm) -> list[dict[str, str]]:
    """Every error of a form with the field to which it leads, for the summary on top."""
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
    """The id of what takes the focus: the first choice of a group, else the input itself."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)
