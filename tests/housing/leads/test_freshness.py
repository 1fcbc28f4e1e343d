"""Unconfirmed leads: asked about, hidden, restored, deleted; late and repeated runs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation import instance
from bocage.foundation.http.signed_actions import signed_action_path
from bocage.housing.leads.operations.freshness import (
    ANSWER_WITHIN,
    OWNER_RETENTION,
    ask_about_old_leads,
    forget_owners,
    hide_stale_leads,
)
from bocage.housing.leads.tasks import refresh_leads
from bocage.housing.models import Lead, LeadOwner, MarketFact
from tests.housing.factories import LeadFactory
from tests.housing.leads.factories import LeadPhotoFactory, town_hall
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
THIRTY_DAYS = timedelta(days=30)
Status = Lead.Status


def old_lead(days=30, **options):
    return LeadFactory(reported_at=NOW - timedelta(days=days), **options)


def test_question_is_asked_after_thirty_days_and_not_before(deliver_mails):
    old_lead(days=29)
    old = old_lead()

    assert ask_about_old_leads(now=NOW) == 1

    (mail,) = deliver_mails()
    assert mail.recipient == old.reported_by.email
    assert "Toujours libre" in mail.subject.replace("toujours", "Toujours")


def test_question_follows_the_settings_of_the_instance(monkeypatch):
    old_lead(days=12)
    settings = instance.defaults()
    instance.remember_instance(type(settings)(**{**vars(settings), "lead_stale_days": 10}))

    assert ask_about_old_leads(now=NOW) == 1


def test_question_is_asked_once():
    old_lead()

    assert [ask_about_old_leads(now=NOW), ask_about_old_leads(now=NOW)] == [1, 0]


@pytest.mark.parametrize("status", [Status.STALE, Status.LISTED, Status.CLOSED])
def test_question_is_not_asked_of_what_is_hidden_or_over(status):
    reason = {"close_reason": "gone", "closed_at": NOW} if status == Status.CLOSED else {}
    old_lead(status=status, stale_at=NOW, **reason)

    assert ask_about_old_leads(now=NOW) == 0


def test_question_goes_to_the_town_hall_where_the_teller_is_gone(deliver_mails):
    commune = CommuneFactory(boitron=True)
    secretary = town_hall(commune)
    old_lead(commune=commune, reported_by=None)
    old_lead(commune=commune, reported_by__is_active=False)

    ask_about_old_leads(now=NOW)

    assert [mail.recipient for mail in deliver_mails()] == [secretary.email] * 2


def test_silence_of_a_week_hides_it_and_says_so_kindly(deliver_mails):
    lead = old_lead(confirmation_requested_at=NOW - ANSWER_WITHIN)

    assert [hide_stale_leads(now=NOW), hide_stale_leads(now=NOW)] == [1, 0]

    lead.refresh_from_db()
    (mail,) = deliver_mails()
    assert (lead.status, lead.stale_at) == (Status.STALE, NOW)
    assert (mail.recipient, "rien n’est perdu" in mail.text) == (lead.reported_by.email, True)


def test_silence_of_less_than_a_week_hides_nothing():
    old_lead(confirmation_requested_at=NOW - ANSWER_WITHIN + timedelta(minutes=1))

    assert hide_stale_leads(now=NOW) == 0


def test_worker_that_was_away_for_months_asks_before_it_hides(run_tasks):
    lead = old_lead(days=200)

    refresh_leads()
    refresh_leads()

    lead.refresh_from_db()
    assert (lead.status, lead.confirmation_requested_at is not None) == (Status.SHARED, True)


def test_hidden_lead_has_no_fact_left_to_tell():
    lead = old_lead(confirmation_requested_at=NOW - ANSWER_WITHIN)
    hide_stale_leads(now=NOW)

    assert MarketFact.objects.filter(lead=lead).count() == 0
    assert not Lead.objects.shared().exists()


@pytest.mark.parametrize(
    ("action", "status", "market"),
    [
        ("lead_still_free", Status.SHARED, "sale"),
        ("lead_not_yet", Status.SHARED, "soon"),
        ("lead_gone", Status.CLOSED, "sale"),
    ],
)
def test_answer_takes_one_click_and_opening_the_link_none(client, action, status, market):
    lead = old_lead(status=Status.STALE, stale_at=NOW)
    payload = {"lead": str(lead.pk), "person": str(lead.reported_by_id)}
    path = signed_action_path(f"housing.{action}", payload)

    assert client.get(path).status_code == 200
    lead.refresh_from_db()
    assert lead.status == Status.STALE
    for _click in range(2):
        assert client.post(path).status_code == 200

    lead.refresh_from_db()
    assert (lead.status, lead.market) == (status, market)


def test_answer_by_the_link_of_somebody_else_is_refused(client):
    lead, stranger = old_lead(), town_hall(CommuneFactory(essay=True))
    payload = {"lead": str(lead.pk), "person": str(stranger.pk)}

    response = client.post(signed_action_path("housing.lead_gone", payload))

    lead.refresh_from_db()
    assert (response.status_code, lead.status) == (410, Status.SHARED)


def test_owner_is_forgotten_three_months_after_the_end():
    ended = NOW - OWNER_RETENTION
    old = old_lead(status=Status.CLOSED, close_reason="gone", closed_at=ended)
    photo = LeadPhotoFactory(lead=old)
    LeadPhotoFactory(lead=old)
    recent = old_lead(
        status=Status.CLOSED, close_reason="gone", closed_at=ended + timedelta(minutes=1)
    )

    assert [forget_owners(now=NOW), forget_owners(now=NOW)] == [1, 0]

    old.refresh_from_db()
    recent.refresh_from_db()
    assert (old.has_owner, old.about_where) == (False, "")
    assert not LeadOwner.objects.filter(lead=old).exists()
    assert (old.photos.count(), recent.owner.phone) == (0, "02 33 00 00 01")
    assert photo.lead == old
