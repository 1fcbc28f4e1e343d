"""The register of indicators in the documents is that of the code."""

import pytest

from bocage.evidence.indicator_register import DOCUMENT, register

pytestmark = pytest.mark.django_db


def test_register_of_the_documents_is_that_of_the_code():
    assert DOCUMENT.read_text(encoding="utf-8") == register(), "bocage indicator_register"
