"""Options of a select, rendered in Python.

A template takes ten times as long, and the forms of a page have a hundred of them.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.utils.formats import localize
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

type Option = Mapping[str, Any]


@register.simple_tag
def options_of(groups: Iterable[tuple[Any, Iterable[Option], int]]) -> SafeString:
    """Returns the options of a `<select>`, grouped as in its widget; their labels are escaped
    here.
    """
    parts = []
    for name, options, _rank in groups:
        lines = "".join(map(_option, options))
        parts.append(
            f'\n  <optgroup label="{_escaped(name)}">{lines}\n  </optgroup>' if name else lines
        )
    return mark_safe("".join(parts))  # noqa: S308 - each of its words is escaped


def _option(option: Option) -> str:
    attributes = "".join(
        f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
        for name, value in option["attrs"].items()
        if value is not False
    )
    value, label = _escaped(option["value"]), _escaped(localize(option["label"]))
    return f'\n  <option value="{value}"{attributes}>{label}</option>'


def _escaped(words: object) -> str:
    text = str(words)
    return text if isinstance(text, SafeString) else escape(text)
