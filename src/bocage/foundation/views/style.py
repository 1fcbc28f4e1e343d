"""The living style guide: each component as it is, with the code that writes it.

It exists in development and in the demo only, and in French: its readers write the pages.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.style_guide import find_samples

EXAMPLES_FOLDER = Path(__file__).parents[1] / "templates" / "foundation" / "style" / "examples"


@dataclass(frozen=True)
class Example:
    """Component of the style guide: its rendering, the code that draws it, and a note."""

    name: str
    title: str
    note: str
    source: str
    drawing: SafeString


@public
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Shows the style guide: the icons and swatches, and every component if the source of the
    product is there.
    """
    with translation.override("fr"):
        context = {
            "examples": _examples(request),
            "swatches": _swatches(),
            "icons": _icon_names(),
        }
        return render(request, "foundation/style/guide.html", context)


def _examples(request: HttpRequest) -> list[Example]:
    samples = find_samples("style_samples")
    if samples is None:
        return []
    drawn_with = samples.samples_of_today()
    return [
        _example(request, name, title, note, drawn_with)
        for name, (title, note) in samples.EXAMPLES.items()
    ]


def _example(
    request: HttpRequest, name: str, title: str, note: str, samples: dict[str, Any]
) -> Example:
    path = f"foundation/style/examples/{name}.html"
    drawing = render_to_string(path, samples, request)
    return Example(name, title, note, (EXAMPLES_FOLDER / f"{name}.html").read_text(), drawing)


def _built_file(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"{name} is not built: run `make frontend`")
    with open(path, encoding="utf-8") as file:
        return file.read()


def _swatches() -> list[dict[str, str]]:
    colours = json.loads(_built_file("tokens.json"))["colours"]
    return [{"name": name, **values} for name, values in colours.items()]


def _icon_names() -> list[str]:
    return re.findall(r'<symbol id="([^"]+)"', _built_file("icons.svg"))
