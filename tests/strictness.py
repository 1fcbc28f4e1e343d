"""Checks that apply to all tests: undefined variables, markup forbidden by the CSP, network
access."""

import inspect
import ipaddress
import re
import socket
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.template.base import Node

SAFE_SCRIPT_TYPES = {"application/json", "application/ld+json", "importmap"}

# Parsing a whole page takes longer than rendering most: these tags show where a fault may be.
TAGS_THAT_MATTER = re.compile(
    r"""<(?:form|input|script|style)\b(?:[^"'>]|"[^"]*"|'[^']*')*>|</(?:form|script|style)\s*>""",
    re.IGNORECASE,
)
ATTRIBUTES_THAT_MATTER = re.compile(r"""[\s"'/](?:style|on|hx-on)[^\s"'>=]*\s*=""", re.IGNORECASE)


class UndefinedVariable(Exception):
    """A template of ours names something that its context does not hold."""


class FailingText(str):
    """Django's `string_if_invalid`: it fails in the templates of the product, and is the usual
    nothing in those of libraries. A component declares its optional attributes with `<c-vars>`."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: object) -> str:
        name = _template_being_rendered()
        if "/bocage/" in name:
            raise UndefinedVariable(f"{variable} in {name}")
        return ""


def _template_being_rendered() -> str:
    frame = inspect.currentframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return str(node.origin.name)
        frame = frame.f_back
    return ""


class NetworkRefused(Exception):
    """A test without the `network` mark reached for another machine."""


def refuse_far_addresses(connect: Any) -> Any:
    """Wraps `socket.connect`, which then reaches this machine alone."""

    def wrapper(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
            raise NetworkRefused(f"{address[0]}: mark the test with pytest.mark.network")
        return connect(self, address)

    return wrapper


def refuse_far_names(getaddrinfo: Any) -> Any:
    """Wraps `socket.getaddrinfo` so that it never calls a name server."""

    def wrapper(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None and not _is_here(host):
            raise NetworkRefused(f"{host}: mark the test with pytest.mark.network")
        return getaddrinfo(host, *args, **kwargs)

    return wrapper


def _is_here(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {"", "localhost", socket.gethostname()}:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def check_page(response: HttpResponse) -> None:
    """Fails a page whose markup our Content-Security-Policy or CSRF protection would stop.

    Raises:
        AssertionError: what is wrong, and where.
    """
    faults = find_faults(response)
    assert faults == [], "; ".join(faults)


def find_faults(response: HttpResponse) -> list[str]:
    """Returns the markup faults of a page, with their positions; none for other content."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    if response.streaming or not is_page or hasattr(response, "_csp_config"):
        return []
    if "Content-Encoding" in response.headers:  # Cached pages were checked when they were rendered.
        return []
    page = response.content.decode()
    few_tags = "".join(TAGS_THAT_MATTER.findall(page))
    may_be_faulty = ATTRIBUTES_THAT_MATTER.search(page) or _faults_in(few_tags)
    return _faults_in(page) if may_be_faulty else []


def _faults_in(markup: str) -> list[str]:
    reader = _MarkupReader()
    reader.feed(markup)
    reader.close()
    return reader.faults


class _MarkupReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open_post_form = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        for name in values:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.faults.append(f"<{tag} {name}=…> is stopped by the CSP")
        if tag == "form" and values.get("method", "").lower() == "post":
            self.open_post_form = values.get("action") or "(this page)"
        if values.get("name") == "csrfmiddlewaretoken":
            self.open_post_form = ""
        if tag == "style" and not values.get("nonce"):
            self.faults.append("<style> without a nonce is stopped by the CSP")
        if tag == "script" and not _is_let_run(values):
            self.faults.append("<script> without a nonce is stopped by the CSP")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.open_post_form:
            self.faults.append(f"The form to {self.open_post_form} has no CSRF token")
            self.open_post_form = ""


def _is_let_run(script: dict[str, str]) -> bool:
    return bool(script.get("nonce") or script.get("src") or script.get("type") in SAFE_SCRIPT_TYPES)
