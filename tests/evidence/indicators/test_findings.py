"""Summary sentences of figures."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from bocage.evidence.models import IndicatorCell
from bocage.evidence.proofs.findings import TwoYears, within_sentence, year_finding
from bocage.evidence.registry import indicator_named


def cell(numerator, denominator=None, *, secret=False):
    cell = IndicatorCell(
        numerator=Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
        counted=9,
        starts_on=date(2026, 1, 1),
    )
    cell.is_secret = secret
    return cell


def sentence_of(name, now, before, *, goes_on=False, has_before=True):
    years = TwoYears(year=2026, goes_on=goes_on, now=now, before=before, has_before=has_before)
    return year_finding(indicator_named(name), years).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("now", "before", "goes_on", "sentence"),
    [
        (42, 33, False, "42 ménages installés en 2026, 9 de plus qu’en 2025"),
        (33, 42, False, "33 ménages installés en 2026, 9 de moins qu’en 2025"),
        (33, 33, False, "33 ménages installés en 2026, autant qu’en 2025"),
        (1, 33, False, "Ménages installés : 1 en 2026, 32 de moins qu’en 2025"),
        (
            42, 33, True,
            "42 ménages installés en 2026, à ce jour, "
            "déjà 9 de plus que sur toute l’année 2025",
        ),
        (
            12, 33, True,
            "12 ménages installés en 2026, à ce jour, contre 33 sur toute l’année 2025",
        ),
    ],
)  # fmt: skip
def test_a_sum_is_compared_with_a_whole_year_only_where_it_is_one(now, before, goes_on, sentence):
    assert sentence_of("settled_households", cell(now), cell(before), goes_on=goes_on) == sentence


def test_a_sum_without_a_cell_is_zero_where_the_year_was_counted():
    name = "settled_households"

    assert sentence_of(name, cell(6), None) == "6 ménages installés en 2026, 6 de plus qu’en 2025"
    assert sentence_of(name, cell(6), None, has_before=False) == "6 ménages installés en 2026"
    assert (
        sentence_of(name, None, cell(6)) == "Ménages installés : 0 en 2026, 6 de moins qu’en 2025"
    )


def test_a_share_is_compared_in_points():
    sentence = sentence_of("still_here_after_12_months", cell(9, 10), cell(8, 10))

    assert sentence == "Toujours ici après 12 mois : 90 % en 2026, 10 points de plus qu’en 2025"


def test_a_secret_is_stated_and_never_shown_by_what_is_beside_it():
    name = "settled_households"

    assert "gardé secret en 2026" in sentence_of(name, cell(3, secret=True), cell(9))
    assert "3" not in sentence_of(name, cell(3, secret=True), cell(9))
    assert sentence_of(name, cell(9), cell(3, secret=True)) == "9 ménages installés en 2026"


def test_a_label_within_a_sentence_begins_small_but_for_an_acronym():
    assert within_sentence("Ménages installés") == "ménages installés"
    assert within_sentence("DPE connus") == "DPE connus"
    assert within_sentence("") == ""


def test_the_sentence_is_whole_in_english():
    with translation.override("en"):
        assert sentence_of("settled_households", cell(42), cell(33)) == (
            "42 households settled in 2026, 9 more than in 2025"
        )
