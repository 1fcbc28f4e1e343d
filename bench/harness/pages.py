"""Parser of pages: the action and the fields of their forms, and their `meta`."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageForm:
    """A form, with the value that each field has before anybody touches it."""

    action: str = ""
    method: str = "get"
    fields: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    """The values that a radio group or a list offers, in their order."""


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._form: PageForm | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = PageForm(
                attributes.get("action", ""), attributes.get("method", "get").lower()
            )
            self.forms.append(self._form)
        elif self._form is not None:
            self._read_field(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""

    def _read_field(self, tag: str, attributes: dict[str, str]) -> None:
        assert self._form is not None  # noqa: S101 - called inside a form alone
        name = attributes.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._offer(
                self._select, attributes.get("value", ""), is_selected="selected" in attributes
            )
        elif tag == "input" and name and attributes.get("type") in {"radio", "checkbox"}:
            self._offer(name, attributes.get("value", "on"), is_selected="checked" in attributes)
        elif tag in {"input", "textarea"} and name and attributes.get("type") != "submit":
            self._form.fields[name] = attributes.get("value", "")

    def _offer(self, name: str, value: str, *, is_selected: bool) -> None:
        assert self._form is not None  # noqa: S101 - called inside a form alone
        self._form.choices.setdefault(name, []).append(value)
        if is_selected:
            self._form.fields[name] = value


def read_forms(page: str) -> list[PageForm]:
    """Returns every form of a page, in order."""
    reader = _FormReader()
    reader.feed(page)
    return reader.forms


def posting_form(page: str, *, having: str) -> PageForm:
    """Returns the first form that posts and has the field `having`.

    Raises:
        LookupError: the page has none.
    """
    for form in read_forms(page):
        if form.method == "post" and (having in form.fields or having in form.choices):
            return form
    raise LookupError(f"no form with the field {having}")


class _MetaReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.contents: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "meta" and "name" in attributes:
            self.contents.setdefault(attributes["name"], attributes.get("content", ""))


def read_meta(page: str, *, name: str) -> str:
    """Returns the content of the first `meta` of that name.

    Raises:
        LookupError: the page has none.
    """
    reader = _MetaReader()
    reader.feed(page)
    if name not in reader.contents:
        raise LookupError(f"no meta named {name}")
    return reader.contents[name]
