"""The short address of a campaign: who is led where, and who is counted."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from bocage.outreach.campaigns.operations.links import count_visit, remove_link
from bocage.outreach.models import LinkDay, TrackedLink
from tests.outreach.factories import CampaignFactory, TrackedLinkFactory
from tests.welcome.pipeline.factories import coordinator
from tests.workspaces.bookings.test_races import outcomes, race

PHONE = "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/131.0 Mobile"


def follow(client: Client, code: str, **extra: Any) -> Any:
    return client.get(f"/l/{code}", headers={"user-agent": PHONE, **extra})


def clicks() -> int:
    return sum(LinkDay.objects.values_list("clicks", flat=True))


@pytest.mark.django_db
def test_a_link_counts_one_and_leads_on_with_its_code_and_no_cookie(
    client: Client, django_assert_num_queries: Any
) -> None:
    link = TrackedLinkFactory(code="quai7", destination="/bureaux/?jour=2026-03-09#carte")
    with django_assert_num_queries(2):
        answer = follow(client, "QUAI7")
    assert answer.status_code == 302
    assert answer["Location"] == "/bureaux/?jour=2026-03-09&c=quai7#carte"
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    follow(client, "quai7")
    [day] = LinkDay.objects.all()
    assert (day.link_id, day.clicks) == (link.pk, 2)


@pytest.mark.django_db
def test_programs_and_heads_are_led_and_not_counted(client: Client) -> None:
    TrackedLinkFactory(code="quai7")
    for agent in (
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "WhatsApp/2.23.20.0 A",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/131.0",
        "curl/8.5.0",
        "python-requests/2.32",
    ):
        assert follow(client, "quai7", **{"user-agent": agent}).status_code == 302
    follow(client, "quai7", **{"sec-purpose": "prefetch;prerender"})
    client.head("/l/quai7", headers={"user-agent": PHONE})
    assert clicks() == 0
    assert client.post("/l/quai7").status_code == 405


@pytest.mark.django_db
def test_a_closed_campaign_leads_somewhere_kind_and_counts_still(client: Client) -> None:
    link = TrackedLinkFactory(code="quai7", destination="/a-propos/")
    type(link.campaign).objects.update(status="closed", closed_at=link.created_at)
    answer = follow(client, "quai7")
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Cette campagne est terminée" in body
    assert "/a-propos/?c=quai7" in body
    assert not answer.cookies
    assert clicks() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["inconnu", "x", "%00", "a" * 500, "é'\"<script>"])
def test_an_unknown_code_is_reported_kindly(client: Client, code: str) -> None:
    answer = follow(client, code)
    assert answer.status_code == 404
    assert "vous êtes au bon endroit" in answer.content.decode()


@pytest.mark.django_db
def test_a_visit_counts_on_its_local_day() -> None:
    count_visit(link=TrackedLinkFactory(), now=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    assert LinkDay.objects.get().day.isoformat() == "2026-07-02"


@pytest.mark.django_db(transaction=True)
def test_visits_that_come_together_are_all_counted_and_a_removal_loses_none() -> None:
    link = TrackedLinkFactory()
    race(*[lambda: count_visit(link=link) for _visitor in range(12)])
    assert clicks() == 12
    other_link = TrackedLinkFactory(campaign=CampaignFactory(departement=link.campaign.departement))
    by = coordinator(link.campaign.departement)
    results = race(
        *[lambda: count_visit(link=other_link) for _visitor in range(3)],
        lambda: remove_link(by=by, link=other_link),
    )
    assert set(outcomes(results)) <= {"NoneType", "LinkFollowed"}
    still_exists = TrackedLink.objects.filter(pk=other_link.pk).exists()
    assert clicks() == (15 if still_exists else 12)
