"""Local income: a range with explicit assumptions, which may be changed."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.registry import indicator_named, indicators, upper_ends
from bocage.foundation.formatting.typography import NARROW_NO_BREAK, NO_BREAK
from bocage.foundation.instance import defaults, remember_instance
from bocage.people.operations.instance import update_instance_settings
from tests.evidence.figures import NIGHT, figure
from tests.evidence.settled_households import add_settled_household
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"local_income_low", "local_income_high"})

IN_JUNE = date(2026, 6, 3)


def test_the_range_goes_from_one_active_to_all_adults_of_each_household_that_works(boitron):
    for _number in range(5):
        add_settled_household(boitron, IN_JUNE, work="employee", adults_count=2)
    add_settled_household(boitron, IN_JUNE, work="looking", adults_count=2)
    add_settled_household(boitron, date(2026, 6, 25), work="employee")

    count_night(NIGHT)

    # 5 × 26,196 € × 30 %, and 5 × 2 × 32,820 € × 50 %.
    assert figure("local_income_low", "commune", "61051") == (39_294, None, 5)
    assert figure("local_income_high", "commune", "61051") == (164_100, None, 5)


def test_assumptions_are_those_of_the_instance(boitron):
    add_settled_household(boitron, IN_JUNE, work="director", adults_count=1)
    remember_instance(
        replace(
            defaults(),
            income_low_eur=20_000,
            income_high_eur=40_000,
            local_share_low=10,
            local_share_high=25,
        )
    )

    count_night(NIGHT)

    assert figure("local_income_low") == (2_000, None, 1)
    assert figure("local_income_high") == (10_000, None, 1)
    methods = [str(indicator_named(f"local_income_{end}").method) for end in ("low", "high")]
    assert f"20{NARROW_NO_BREAK}000{NO_BREAK}€" in methods[0]
    assert f"25{NO_BREAK}%" in methods[1]


@pytest.mark.parametrize(
    "values",
    [
        {"income_low_eur": 40_000},
        {"local_share_low": 60},
        {"local_share_high": 101},
        {"income_low_eur": 0},
        {"income_high_eur": 10**9},
    ],
)
def test_assumptions_out_of_order_or_of_bounds_are_refused(values):
    with pytest.raises(ValidationError):
        update_instance_settings(by=MandateFactory().person, values=values)


def test_a_range_is_shown_whole_and_once(client, boitron):
    for _number in range(5):
        add_settled_household(boitron, IN_JUNE, work="employee", adults_count=2)
    count_night(NIGHT)

    text = text_of(client.get(reverse("evidence")))

    assert "de 39 294 € à 164 100 €" in text
    assert "Revenus dépensés ici" in text
    assert "Revenus dépensés ici, estimation haute" not in text
    with translation.override("en"):
        assert "from €39,294 to €164,100" in text_of(client.get(reverse("evidence")))


def test_each_end_has_its_page_its_data_and_leads_to_the_other(client, boitron):
    count_night(NIGHT)

    text = text_of(client.get(reverse("indicator_detail", args=["local_income_low"])))

    assert "26 196 €" in text
    assert "Insee Première" in text
    assert "estimation haute" in text
    for name in ("local_income_low", "local_income_high"):
        assert client.get(reverse("indicator_data", args=[name, "csv"])).status_code == 200


def test_the_upper_end_of_each_range_is_counted_as_its_lower_end_is():
    for indicator in indicators():
        if indicator.up_to:
            upper = indicator_named(indicator.up_to)
            shared = ("theme", "unit", "kind", "aggregate", "levels", "is_about_people")
            assert [getattr(indicator, name) for name in shared] == [
                getattr(upper, name) for name in shared
            ]
    assert upper_ends() == {"local_income_high"}
