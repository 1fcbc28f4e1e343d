"""Validation of blocks, and their content from other pages of the site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from bocage.outreach.editorial.blocks.calls import AddressBlock
from bocage.outreach.editorial.contexts import published_of_kind
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.models import HomePage, LandingPage, ThemePage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//ailleurs.example/",
        "/\\ailleurs.example", "logements/", "https://a.example/\u0000", "\thttps:/x", "x" * 301,
        "http:\n//a.example",
    ],
)  # fmt: skip
def test_a_button_leads_to_no_address_that_a_browser_would_run(address: str) -> None:
    with pytest.raises(ValidationError):
        AddressBlock().clean(address)


def test_a_button_leads_here_or_to_another_site() -> None:
    for address in ("/se-loger/?prix-max=120000", "/en/", "https://www.sncf.example/a?b=c"):
        assert AddressBlock().clean(f" {address} ") == address


def test_the_address_of_something_else_is_refused() -> None:
    open_site(by=None)
    home = HomePage.objects.get(locale__language_code="fr")
    for slug in ("travailler", "se-loger", "espace", "redaction", "a-propos"):
        with pytest.raises(ValidationError):
            home.add_child(instance=LandingPage(title="Page", slug=slug))
    home.refresh_from_db()
    home.add_child(instance=LandingPage(title="Page", slug="teletravailler"))


def test_doors_lead_to_live_pages_of_the_language(django_assert_num_queries: Callable) -> None:
    open_site(by=None)
    for language, title in (("fr", "Habiter"), ("en", "Living")):
        home = HomePage.objects.get(locale__language_code=language)
        with override(language):
            home.add_child(instance=ThemePage(title=title, slug="vivre", theme="live"))
    home.add_child(instance=ThemePage(title="Draft", slug="draft", theme="work", live=False))
    with django_assert_num_queries(1):
        assert [published.title for published in published_of_kind("ThemePage", "en", 9)] == [
            "Living"
        ]
