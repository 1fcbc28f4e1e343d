"""Security headers of every response, and cookies of a production instance."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

CLOSED = {"'none'"}
SELF_ONLY = {"'self'"}
PRINT_SETTINGS = """
import json
from django.conf import settings
names = (
    *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "DEBUG"),
    *("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"),
)
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


@pytest.mark.django_db
def test_a_page_lets_nothing_in_but_what_is_ours_or_carries_its_nonce(client: Client) -> None:
    pages = [client.get("/connexion/")["Content-Security-Policy"] for _visit in range(2)]
    policy = {words[0]: set(words[1:]) for words in (part.split() for part in pages[0].split("; "))}
    assert policy["object-src"] == policy["frame-ancestors"] == policy["base-uri"] == CLOSED
    assert policy["default-src"] == policy["form-action"] == SELF_ONLY
    for kind in ("script-src", "style-src"):
        assert policy[kind] >= SELF_ONLY
        assert [word for word in policy[kind] - SELF_ONLY if not word.startswith("'nonce-")] == []


@pytest.mark.django_db
def test_a_page_has_browsers_report_text_that_becomes_markup_or_code(client: Client) -> None:
    reported = client.get("/connexion/")["Content-Security-Policy-Report-Only"]
    assert "require-trusted-types-for 'script'" in reported
    assert reported.endswith("report-uri /violations")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/connexion/", "/nulle-part/", "/sitemap.xml"])
def test_a_page_asks_a_browser_for_nothing_but_what_it_uses(client: Client, address: str) -> None:
    policy = dict(part.split("=") for part in client.get(address)["Permissions-Policy"].split(", "))
    assert {name for name, allowed in policy.items() if allowed != "()"} == {
        "clipboard-write",
        "geolocation",
        "publickey-credentials-create",
        "publickey-credentials-get",
    }
    assert set(policy.values()) == {"()", "(self)"}
    assert {"camera", "microphone", "payment", "usb", "browsing-topics"} <= set(policy)


@pytest.mark.django_db
def test_nobody_is_reported_their_own_request_again(client: Client) -> None:
    answer = client.generic("TRACE", "/connexion/", headers={"X-Said": "un secret"})
    assert answer.status_code == 405
    assert b"un secret" not in answer.content


@pytest.mark.django_db
def test_a_page_says_how_it_may_be_used(client: Client) -> None:
    page = client.get("/connexion/")
    assert {name: page[name] for name in ("X-Frame-Options", "X-Content-Type-Options")} == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
    }
    assert page["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_no_script_reads_a_cookie_and_no_other_site_sends_one(client: Client) -> None:
    client.get("/connexion/")
    assert set(client.cookies) >= {"csrftoken"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert settings.SESSION_COOKIE_HTTPONLY


@pytest.mark.parametrize(
    ("address", "secure", "hsts"),
    [("https://bocage.example", True, 31_536_000), ("http://127.0.0.1:8000", False, 0)],
)
def test_cookies_ask_for_tls_where_people_come_over_it(
    address: str, secure: bool, hsts: int
) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "bocage.settings",
        "BOCAGE_ENVIRONMENT": "production",
        "BOCAGE_DEMO": "false",
        "BOCAGE_SECRET_KEY": "k" * 50,
        "BOCAGE_BASE_URL": address,
    }
    process = subprocess.run(
        [sys.executable, "-c", PRINT_SETTINGS],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    host = "__Host-" if secure else ""
    assert json.loads(process.stdout) == {
        "SESSION_COOKIE_NAME": f"{host}bocage_session",
        "CSRF_COOKIE_NAME": f"{host}csrftoken",
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_SECURE": secure,
        "SECURE_HSTS_SECONDS": hsts,
        "DEBUG": False,
    }
