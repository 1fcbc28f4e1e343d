"""The style guide shows everything, in development and in the demo."""

from pathlib import Path

import pytest
from django.test import Client

from bocage.foundation import style_guide
from bocage.foundation.views.style import EXAMPLES_FOLDER
from tests.style_samples import EXAMPLES

pytestmark = pytest.mark.django_db


def test_the_guide_shows_each_example_with_its_code(client: Client) -> None:
    page = client.get("/style/").content.decode()
    assert [name for name in EXAMPLES if f'<section id="{name}"' not in page] == []
    assert "&lt;c-button kind=&quot;main&quot;" in page


def test_each_example_on_disk_is_in_the_guide() -> None:
    assert {path.stem for path in EXAMPLES_FOLDER.glob("*.html")} == set(EXAMPLES)


def test_an_installed_product_says_where_components_are(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(style_guide, "TESTS", tmp_path)

    page = client.get("/style/").content.decode()

    assert "Les exemples de composants viennent avec le code source de Bocage." in page
    assert '<section id="couleurs"' in page


def test_the_guide_is_in_french_whatever_the_browser_asks(client: Client) -> None:
    page = client.get("/style/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="fr">' in page
    assert "(facultatif)" in page
