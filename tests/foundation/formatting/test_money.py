"""Amounts: whole cents, parsed and formatted without rounding."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bocage.foundation.formatting.money import cents_of, format_euros, plain_euros
from bocage.foundation.forms.fields import EurosField


@pytest.mark.parametrize(
    ("cents", "french", "english"),
    [
        (0, "0,00\u00a0€", "€0.00"),
        (5, "0,05\u00a0€", "€0.05"),
        (1250, "12,50\u00a0€", "€12.50"),
        (123456, "1\u202f234,56\u00a0€", "€1,234.56"),
        (-800, "-8,00\u00a0€", "-€8.00"),
    ],
)
def test_amounts_are_stated_in_the_language_of_the_reader(cents, french, english):
    with translation.override("fr"):
        assert format_euros(cents) == french
    with translation.override("en"):
        assert format_euros(cents) == english


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("8", 800),
        ("12,50", 1250),
        ("12.5", 1250),
        (" 1 234,05\u00a0€ ", 123405),
        ("0", 0),
        ("", None),
        ("12,505", None),
        ("-3", None),
        ("1e3", None),
        ("douze", None),
        ("12,50,00", None),
        ("٣", None),
    ],
)
def test_what_is_typed_is_read_to_the_cent_or_not_at_all(text, cents):
    assert cents_of(text) == cents


@given(st.integers(0, 999_999_999))
def test_an_amount_written_for_a_spreadsheet_is_read_back(cents):
    assert cents_of(plain_euros(cents)) == cents


@pytest.mark.parametrize("text", ["gratuit", "10000,01", "-1", "=1+1"])
def test_the_field_refuses_what_is_no_price(text):
    with pytest.raises(ValidationError):
        EurosField().clean(text)


def test_the_field_shows_and_reads_cents():
    assert EurosField().prepare_value(1250) == "12,50"
    assert EurosField().clean("12,50") == 1250
    assert EurosField(required=False).clean("") is None
