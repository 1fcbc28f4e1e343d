"""The suite's own guards, each shown to stop what it is there to stop."""

import socket
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.template import Context, Engine, Origin, Template, engines

from tests.strictness import NetworkRefused, UndefinedVariable, check_page, find_faults


def render(source: str, origin: str) -> str:
    engine: Engine = engines["django"].engine
    return Template(source, origin=Origin(origin), engine=engine).render(Context({"known": 1}))


@pytest.mark.parametrize(
    "source",
    [
        "{{ unknown }}",
        "{{ unknown.attribute }}",
        "{{ unknown|default:'x' }}",
        "{{ known.attribute }}",
        "{% load i18n %}{% blocktranslate %}Bonjour {{ unknown }}{% endblocktranslate %}",
    ],
)
def test_an_undefined_variable_fails_in_our_templates(source: str) -> None:
    with pytest.raises(UndefinedVariable):
        render(source, "/src/bocage/foundation/templates/page.html")


def test_an_undefined_variable_passes_in_a_condition_and_in_libraries() -> None:
    template = "/src/bocage/foundation/templates/page.html"
    assert render("{% if unknown %}yes{% else %}no{% endif %}", template) == "no"
    assert render("[{{ unknown }}]", "/site-packages/allauth/page.html") == "[]"


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<p style="color: red">', "<p style=…> is stopped"),
        ('<a onclick="go()">', "<a onclick=…> is stopped"),
        ('<a hx-on:click="go()">', "<a hx-on:click=…> is stopped"),
        ("<script>go()</script>", "<script> without a nonce"),
        ("<style>p {}</style>", "<style> without a nonce"),
        ('<form method="post" action="/x/"><button></form>', "The form to /x/ has no CSRF token"),
        ('<FORM data-help="a > b" method=post><p></FORM>', "The form to .this page. has no CSRF"),
    ],
)
def test_markup_that_would_be_stopped_fails(markup: str, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        check_page(HttpResponse(f"<main>{markup}</main>"))


@pytest.mark.parametrize(
    "markup",
    [
        '<form method="post"><input name="csrfmiddlewaretoken" value="x"></form>',
        '<form method="get"></form>',
        '<script nonce="x">go()</script><script src="/a.js"></script>',
        '<script type="application/json">{}</script>',
        '<!-- <form method="post"></form> --><p>one = two</p>',
        '<script nonce="x">const one = "<style></style>"</script>',
    ],
)
def test_markup_that_would_pass_passes(markup: str) -> None:
    assert find_faults(HttpResponse(markup)) == []


def test_another_machine_cannot_be_reached() -> None:
    with pytest.raises(NetworkRefused):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkRefused):
        socket.create_connection(("bocage.example", 80), timeout=1)
    with socket.socket(socket.AF_INET6) as far, pytest.raises(NetworkRefused):
        far.connect(("2001:db8::1", 80))


def test_this_machine_can_be_reached(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()[:2]
        with socket.create_connection(address, timeout=1) as connection:
            assert connection.getpeername() == address
