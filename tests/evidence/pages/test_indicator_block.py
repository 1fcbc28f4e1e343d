"""« Chiffre » on the pages of editors: a public figure, with its date and its definition."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from bocage.evidence.editorial_blocks import IndicatorBlock, choices, shown_figure
from bocage.evidence.operations.snapshots import count_night
from bocage.outreach.editorial.blocks.registry import body_blocks, is_live
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.models import HomePage, LandingPage
from tests.evidence.settled_households import add_settled_household

pytestmark = pytest.mark.django_db

INDICATORS = frozenset({"settled_households"})

NIGHT = date(2026, 6, 20)


def test_the_block_is_offered_to_editors_and_live():
    assert "indicator" in dict(body_blocks())
    assert "indicator" in LandingPage._meta.get_field("body").stream_block.child_blocks
    assert is_live("indicator")
    assert "campaign_touches" not in dict(choices())


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Ménages installés"), ("en", "Households settled")]
)
def test_a_page_shows_the_figure_of_last_night(client, boitron, language, words):
    for _number in range(7):
        add_settled_household(boitron, date(2026, 5, 3))
    count_night(NIGHT)
    open_site(by=None)
    home = HomePage.objects.get(locale__language_code=language)
    body = [("indicator", {"indicator": "settled_households", "commune": "Boitron"})]
    with translation.override(language):
        page = home.add_child(instance=LandingPage(title="Salon", slug="salon", body=body))
    page.save_revision().publish()

    text = client.get(page.get_url()).content.decode()

    assert '<div class="figure">7</div>' in text
    assert words in text
    assert "/preuves/indicateurs/settled_households/" in text
    assert "2026" in text


def test_it_says_nothing_of_a_secret_or_of_nothing(boitron):
    assert shown_figure("settled_households", "") is None
    for _number in range(3):
        add_settled_household(boitron, date(2026, 5, 3))
    count_night(NIGHT)

    assert shown_figure("settled_households", "") is None
    assert shown_figure("still_here_after_12_months", "") is None
    assert shown_figure("settled_households", "Nulle part") is None
    assert shown_figure("unknown", "") is None
    assert shown_figure("campaign_touches", "") is None
    assert shown_figure("first_answer_delay", "Boitron") is None
    assert shown_figure("welcoming_communes", "")["text"] == "0"


def test_a_commune_is_refused_for_what_is_counted_by_departement(boitron):
    with pytest.raises(ValidationError):
        IndicatorBlock().clean({"indicator": "first_answer_delay", "commune": "Boitron"})
    with pytest.raises(ValidationError):
        IndicatorBlock().clean({"indicator": "#panic", "commune": ""})


def test_the_block_asks_few_questions(boitron, django_assert_max_num_queries):
    for _number in range(7):
        add_settled_household(boitron, date(2026, 5, 3))
    count_night(NIGHT)
    with django_assert_max_num_queries(5):
        shown_figure("settled_households", "Boitron")
