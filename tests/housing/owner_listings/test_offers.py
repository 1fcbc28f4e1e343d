"""Owners' offers, from the form to the listing and its withdrawal."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.housing.models import Listing, OwnerOffer, Source
from bocage.housing.owner_listings.errors import OfferDecided, RefusalWithoutReason
from bocage.housing.owner_listings.operations.freshness import ask_owners, hide_unanswered_offers
from bocage.housing.owner_listings.operations.offers import (
    confirm_offer,
    confirm_still_free,
    forget_unconfirmed_offers,
    offer_home,
    publish_offer,
    refuse_offer,
    withdraw_offer,
)
from bocage.people.dashboard import tasks_of
from bocage.people.errors import TooManyAttempts
from bocage.people.models import Role
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db
Status = OwnerOffer.Status
OFFER_FORM = {
    "offer": "sale",
    "kind": "house",
    "price_eur": 120_000,
    "title": "Maison de bourg",
    "description": "Au calme.",
    "owner_name": "Odile Lefranc",
    "owner_email": "odile@perche.example",
    "owner_phone": "02 33 00 00 01",
}


@pytest.fixture
def coordinator(boitron):
    scope = ScopeFactory(of_departement=True, departement=boitron.departement)
    return MandateFactory(role=Role.COORDINATOR, scope=scope).person


def offered(commune, **values):
    values = {**OFFER_FORM, "commune": commune, **values}
    return offer_home(network_address="203.0.113.7", language="fr", **values)


def confirmed(commune, **values):
    return confirm_offer(offer_id=offered(commune, **values).pk)


def link(mail, label):
    return re.search(rf"{label}\n(?:https?://[^/]+)(/\S+)", mail.text.replace("\u00a0", " "))[1]


def test_goes_from_the_form_to_the_market_by_mail_and_by_hand(
    client, boitron, coordinator, deliver_mails
):
    form = {**OFFER_FORM, "commune": "Boitron", "commune_code": boitron.pk}
    answer = client.post(reverse("offer_home"), form)
    assert answer.url == reverse("offer_thanks")
    assert not Listing.objects.exists()
    [confirmation_mail] = deliver_mails()
    page = link(confirmation_mail, "Confirmer")
    client.get(page)
    assert OwnerOffer.objects.get().status == Status.UNCONFIRMED
    client.post(page)
    offer = OwnerOffer.objects.get()
    assert offer.status == Status.TO_REVIEW
    assert "Boitron" in str([task.title for task in tasks_of(coordinator)])

    client.force_login(coordinator)
    assert "Maison de bourg" in client.get(reverse("owner_offers")).text
    assert OFFER_FORM["owner_email"] in client.get(reverse("owner_offer", args=[offer.pk])).text
    client.post(reverse("owner_offer_publish", args=[offer.pk]))
    listing = Listing.objects.get()
    assert (listing.price_eur, listing.commune, listing.deduplicated_at) == (120_000, boitron, None)
    assert listing.source.kind == Source.Kind.OWNERS
    assert listing.prices.get().price_eur == 120_000

    client.logout()
    published_mail = deliver_mails()[-1]
    client.post(link(published_mail, "Dire qu’il est toujours libre"))
    client.post(link(published_mail, "Le retirer"))
    listing.refresh_from_db()
    assert listing.status == Listing.Status.WITHDRAWN
    assert OwnerOffer.objects.get().status == Status.WITHDRAWN


def test_shows_neither_name_nor_phone_unless_the_owner_asks(boitron, coordinator):
    for shows in (False, True):
        offer = confirmed(boitron, shows_phone=shows)
        publish_offer(by=coordinator, offer=offer)
        listing = Listing.objects.get(external_id=str(offer.pk))
        assert listing.contact_phone == (OFFER_FORM["owner_phone"] if shows else "")
        assert bool(listing.contact_name) is shows
        assert listing.contact_email == ""


def test_is_refused_with_a_reason_that_its_owner_reads(boitron, coordinator, deliver_mails):
    offer = confirmed(boitron)
    with pytest.raises(RefusalWithoutReason):
        refuse_offer(by=coordinator, offer=offer, reason="  ")
    refuse_offer(by=coordinator, offer=offer, reason="Le prix est celui d’une semaine.")
    assert "celui d’une semaine" in deliver_mails()[-1].text
    with pytest.raises(OfferDecided):
        publish_offer(by=coordinator, offer=offer)


def test_is_read_by_who_coordinates_its_commune_alone(client, boitron):
    offer = confirmed(boitron)
    scope = ScopeFactory(of_epci=True, epci=boitron.epci)
    beside = ScopeFactory(of_departement=True, departement__sarthe=True)
    for person in (
        PersonFactory(),
        MandateFactory(role=Role.COORDINATOR, scope=beside).person,
        MandateFactory(role=Role.ELECTED, scope=scope).person,
        MandateFactory(role=Role.COORDINATOR, scope=scope, over=True).person,
    ):
        with pytest.raises(NotAllowed):
            publish_offer(by=person, offer=offer)
        client.force_login(person)
        assert client.get(reverse("owner_offer", args=[offer.pk])).status_code == 404
    allowed = MandateFactory(role=Role.COORDINATOR, scope=scope).person
    assert publish_offer(by=allowed, offer=offer).status == Status.PUBLISHED


def test_one_that_is_not_confirmed_is_seen_by_nobody_and_forgotten(client, boitron, coordinator):
    offer = offered(boitron)
    client.force_login(coordinator)
    assert client.get(reverse("owner_offer", args=[offer.pk])).status_code == 404
    assert offer.title not in client.get(reverse("owner_offers")).text
    soon, late = (timezone.now() + timedelta(days=days) for days in (6, 8))
    assert (forget_unconfirmed_offers(now=soon), forget_unconfirmed_offers(now=late)) == (0, 1)
    with pytest.raises(NoLongerPossible):
        confirm_offer(offer_id=offer.pk)


def test_answers_given_twice_tell_the_same(boitron, coordinator):
    offer = confirmed(boitron)
    assert confirm_offer(offer_id=offer.pk).status == Status.TO_REVIEW
    publish_offer(by=coordinator, offer=offer)
    later = timezone.now() + timedelta(days=20)
    confirm_still_free(offer_id=offer.pk, now=later)
    assert Listing.objects.get().confirmed_at == later
    withdraw_offer(offer_id=offer.pk)
    assert withdraw_offer(offer_id=offer.pk).status == Status.WITHDRAWN
    with pytest.raises(NoLongerPossible):
        confirm_still_free(offer_id=offer.pk)


class TestFreshness:
    """After thirty days one question; after a week of silence the home is shown no more."""

    MONTH, WEEK = timedelta(days=30), timedelta(days=7)

    @pytest.fixture
    def offer(self, boitron, coordinator, deliver_mails):
        published = publish_offer(by=coordinator, offer=confirmed(boitron))
        deliver_mails()
        return published

    @pytest.fixture
    def shown_at(self, offer):
        return offer.listing.confirmed_at

    def market(self):
        listing = Listing.objects.get()
        return OwnerOffer.objects.get().status, listing.status, listing.gone_at

    def test_each_is_asked_about_once_a_month_after_it_was_confirmed(self, shown_at, deliver_mails):
        question_at = shown_at + self.MONTH
        soon = question_at - timedelta(minutes=1)
        assert [ask_owners(now=now) for now in (soon, question_at, question_at)] == [0, 1, 0]
        mail = deliver_mails()[-1]
        assert mail.recipient == OFFER_FORM["owner_email"]
        assert "toujours libre" in mail.subject

    def test_an_answer_is_asked_for_again_a_month_later(self, offer, shown_at):
        question_at = shown_at + self.MONTH
        ask_owners(now=question_at)
        confirm_still_free(offer_id=offer.pk, now=question_at + timedelta(days=1))
        assert hide_unanswered_offers(now=question_at + self.WEEK) == 0
        assert ask_owners(now=question_at + self.MONTH) == 0
        assert ask_owners(now=question_at + self.MONTH + timedelta(days=1)) == 1

    def test_without_an_answer_it_is_hidden_and_one_click_brings_it_back(
        self, client, shown_at, deliver_mails
    ):
        question_at = shown_at + self.MONTH
        ask_owners(now=question_at)
        late = question_at + self.WEEK
        times = (late - timedelta(minutes=1), late, late)
        assert [hide_unanswered_offers(now=now) for now in times] == [0, 1, 0]
        assert self.market() == (Status.STALE, Listing.Status.WITHDRAWN, late)
        assert Listing.objects.to_deduplicate().exists()
        assert ask_owners(now=late + self.MONTH) == 0

        hidden_mail = deliver_mails()[-1]
        assert "nous ne le montrons plus" in hidden_mail.subject
        client.post(link(hidden_mail, "Il est toujours libre"))
        assert self.market() == (Status.PUBLISHED, Listing.Status.AVAILABLE, None)

    def test_the_owner_says_no_by_the_question(self, client, shown_at, deliver_mails):
        ask_owners(now=shown_at + self.MONTH)
        mail = deliver_mails()[-1]
        client.post(link(mail, "Non, le retirer"))
        assert self.market()[:2] == (Status.WITHDRAWN, Listing.Status.WITHDRAWN)
        assert hide_unanswered_offers(now=shown_at + self.MONTH + self.WEEK) == 0

    def test_a_worker_that_was_away_asks_first(self, shown_at):
        late = shown_at + timedelta(days=200)
        assert (hide_unanswered_offers(now=late), ask_owners(now=late)) == (0, 1)
        assert hide_unanswered_offers(now=late) == 0


def test_three_a_day_by_address(boitron):
    for _ in range(3):
        offered(boitron)
    with pytest.raises(TooManyAttempts):
        offered(boitron)


@pytest.mark.parametrize(
    "wrong",
    [
        {"price_eur": "-1"},
        {"price_eur": "9e99"},
        {"commune": "Zzzz", "commune_code": ""},
        {"owner_email": "chez moi"},
        {"website": "https://robot.example"},
        {"shows_phone": "on", "owner_phone": ""},
        {"title": ""},
    ],
)
def test_hostile_forms_are_refused_with_a_sentence(client, boitron, wrong):
    form = {**OFFER_FORM, "commune": "Boitron", "commune_code": boitron.pk, **wrong}
    assert client.post(reverse("offer_home"), form).status_code == 422
    assert not OwnerOffer.objects.exists()


def test_markup_is_stored_as_text(client, boitron):
    form = {
        **OFFER_FORM,
        "commune": "Boitron",
        "commune_code": boitron.pk,
        "title": "<b>Maison</b><script>x</script>",
    }
    client.post(reverse("offer_home"), form)
    assert OwnerOffer.objects.get().title == "Maison"
