"""Leads reported, shown, confirmed and closed: permissions and consequences."""

from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image

from bocage.foundation.errors import NotAllowed
from bocage.foundation.files.photos import PhotoUnreadable
from bocage.housing.alerts.operations.matching import match_pending_facts
from bocage.housing.leads.errors import CommuneGone, LeadClosed, TooManyLeads, UndoTooLate
from bocage.housing.leads.operations.leads import (
    MAX_UNREAD,
    UNDO_DELAY,
    LeadReport,
    close_lead,
    confirm_lead,
    record_not_yet_free,
    reopen_lead,
    report_lead,
    share_lead,
    turn_into_listing,
    undo_report,
)
from bocage.housing.leads.operations.photos import add_lead_photo, remove_lead_photo
from bocage.housing.models import Alert, Lead, MarketFact
from bocage.people.models import Role
from tests.housing.factories import LeadFactory, ListingFactory, SavedSearchFactory
from tests.housing.leads.factories import (
    LeadPhotoFactory,
    LeadReleaseFactory,
    candidate,
    coordinator,
    elected_of_epci,
    phone_photo,
    town_hall,
)
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

Status = Lead.Status
HOUSE = LeadReport(
    kind="house", market="sale", about_where="derrière l’église", price_to_eur=80_000
)


def tell(person, commune, **options):
    return report_lead(by=person, commune=commune, report=HOUSE, **options)


def facts_of(lead):
    return list(lead.facts.order_by("happened_at", "pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    "reporter",
    [
        town_hall,
        lambda commune: town_hall(commune, role=Role.ELECTED),
        elected_of_epci,
        coordinator,
    ],
    ids=["secretary", "elected", "elected of the intercommunalité", "coordinator"],
)
def test_lead_of_who_keeps_them_is_shown_at_once(reporter, boitron):
    person = reporter(boitron)

    lead = tell(person, boitron)

    assert (lead.status, lead.shared_by, facts_of(lead)) == (Status.SHARED, person, ["appeared"])


@pytest.mark.parametrize(
    "reporter",
    [
        lambda _commune: PersonFactory(),
        lambda commune: town_hall(commune, over=True),
        lambda commune: town_hall(commune, not_begun=True),
        lambda _commune: town_hall(CommuneFactory(essay=True)),
        lambda commune: town_hall(commune, role=Role.SPONSOR),
    ],
    ids=["anybody", "ended mandate", "mandate to come", "neighbour commune", "sponsor"],
)
def test_lead_of_anybody_else_waits_to_be_read(reporter, boitron, deliver_mails):
    secretary = town_hall(boitron)

    lead = tell(reporter(boitron), boitron)

    assert (lead.status, lead.shared_at, facts_of(lead)) == (Status.REPORTED, None, [])
    assert [mail.recipient for mail in deliver_mails()] == [secretary.email]


def test_lead_is_reported_once_by_a_double_click(boitron):
    person = town_hall(boitron)

    first = tell(person, boitron, idempotency_key="abc")
    second = tell(person, boitron, idempotency_key="abc")

    assert first == second
    assert MarketFact.objects.count() == 1


def test_lead_of_a_merged_commune_is_refused():
    merged = CommuneFactory(is_current=False)

    with pytest.raises(CommuneGone):
        tell(town_hall(merged), merged)


def test_telling_many_that_nobody_reads_is_refused(boitron):
    person = PersonFactory()
    for _number in range(MAX_UNREAD):
        tell(person, boitron)

    with pytest.raises(TooManyLeads):
        tell(person, boitron)

    assert tell(town_hall(boitron), boitron).status == Status.SHARED


def test_photo_is_kept_small_and_without_its_metadata(boitron):
    lead = tell(town_hall(boitron), boitron, photo=phone_photo())

    photo = lead.photos.get()
    with Image.open(photo.image.path) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("WEBP", (1600, 1200), {})
    assert "IMG_2026" not in photo.image.name


def test_photo_that_is_none_keeps_nothing(boitron):
    person = town_hall(boitron)
    file = phone_photo()
    file.truncate(100)

    with pytest.raises(PhotoUnreadable):
        tell(person, boitron, photo=file)

    assert Lead.objects.count() == 0


def test_photo_is_added_and_removed_with_its_file(boitron, django_capture_on_commit_callbacks):
    lead = LeadFactory(commune=boitron)
    secretary = town_hall(boitron)
    photo = add_lead_photo(by=secretary, lead=lead, image=phone_photo())
    storage, name = photo.image.storage, photo.image.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_lead_photo(by=secretary, photo=photo)

    assert (lead.photos.count(), storage.exists(name)) == (0, False)


def test_photo_of_another_town_hall_is_refused(boitron):
    photo = LeadPhotoFactory(lead__commune=boitron)

    with pytest.raises(NotAllowed):
        remove_lead_photo(by=town_hall(CommuneFactory(essay=True)), photo=photo)


def test_sharing_shows_it_once_and_thanks_its_reporter(boitron, deliver_mails):
    reporter, secretary = PersonFactory(), town_hall(boitron)
    lead = LeadFactory(
        commune=boitron, reported_by=reporter, status=Status.REPORTED, shared_at=None
    )

    share_lead(by=secretary, lead=lead)
    shared = share_lead(by=secretary, lead=lead)

    assert (shared.status, shared.shared_by, facts_of(lead)) == ("shared", secretary, ["appeared"])
    assert [mail.recipient for mail in deliver_mails()] == [reporter.email]


def test_sharing_is_for_those_who_keep_leads(boitron):
    lead = LeadFactory(commune=boitron, status=Status.REPORTED, shared_at=None)

    for person in (lead.reported_by, town_hall(CommuneFactory(essay=True))):
        with pytest.raises(NotAllowed):
            share_lead(by=person, lead=lead)


def test_confirming_dates_the_lead_and_forgets_the_question(boitron):
    now = timezone.now()
    lead = LeadFactory(
        commune=boitron, reported_at=now - timedelta(days=40), confirmation_requested_at=now
    )

    confirmed = confirm_lead(by=lead.reported_by, lead=lead, now=now)

    assert (confirmed.confirmed_at, confirmed.confirmation_requested_at, facts_of(lead)) == (
        now,
        None,
        [],
    )


def test_confirming_a_stale_lead_shows_it_again_and_tells_it_is_back(boitron):
    lead = LeadFactory(commune=boitron, status=Status.STALE, stale_at=timezone.now())

    confirm_lead(by=lead.reported_by, lead=lead)
    confirm_lead(by=lead.reported_by, lead=lead)

    lead.refresh_from_db()
    assert (lead.status, lead.stale_at, facts_of(lead)) == (Status.SHARED, None, ["back"])


def test_confirming_a_stale_lead_that_nobody_read_shows_nothing(boitron):
    lead = LeadFactory(
        commune=boitron, status=Status.STALE, stale_at=timezone.now(), shared_at=None
    )

    confirm_lead(by=lead.reported_by, lead=lead)

    lead.refresh_from_db()
    assert (lead.status, facts_of(lead)) == (Status.REPORTED, [])


def test_not_yet_is_stated_as_soon(boitron):
    lead = LeadFactory(commune=boitron)

    assert record_not_yet_free(by=lead.reported_by, lead=lead).market == Lead.Market.SOON


def test_not_yet_keeps_what_the_home_is_for(boitron):
    rental = LeadFactory(commune=boitron, market="rental", price_from_eur=700, price_to_eur=900)

    for _click in range(2):
        record_not_yet_free(by=rental.reported_by, lead=rental)

    rental.refresh_from_db()
    assert (rental.market, rental.soon_offer, rental.price_to_eur) == ("soon", "rental", 900)


def test_home_to_rent_that_is_not_yet_free_is_reported_to_those_who_rent_alone(boitron):
    rents, buys = candidate(), candidate()
    SavedSearchFactory(person=rents, offer="rental")
    SavedSearchFactory(person=buys)
    lead = LeadFactory(
        commune=boitron,
        market="rental",
        price_from_eur=700,
        price_to_eur=900,
        status=Status.STALE,
        stale_at=timezone.now(),
    )

    record_not_yet_free(by=lead.reported_by, lead=lead)
    match_pending_facts()

    assert list(Alert.objects.values_list("search__person", flat=True)) == [rents.pk]


def test_closing_ends_it_and_notifies_candidates(boitron, deliver_mails):
    lead = LeadFactory(commune=boitron)
    waiting, released = LeadReleaseFactory(lead=lead), LeadReleaseFactory(lead=lead, released=True)
    LeadReleaseFactory(lead=lead, refused_at=timezone.now())

    close_lead(by=lead.reported_by, lead=lead, reason="gone")
    closed = close_lead(by=lead.reported_by, lead=lead, reason="mistake")

    assert (closed.status, closed.close_reason) == (Status.CLOSED, "gone")
    assert {mail.recipient for mail in deliver_mails()} == {
        waiting.person.email,
        released.person.email,
    }
    with pytest.raises(LeadClosed):
        confirm_lead(by=lead.reported_by, lead=lead)


def test_reopening_a_moment_later_matches_the_same_fact_again(boitron):
    person = town_hall(boitron)
    lead = tell(person, boitron)
    MarketFact.objects.update(matched_at=timezone.now())
    close_lead(by=person, lead=lead, reason="gone")

    reopened = reopen_lead(by=person, lead=lead)

    assert (reopened.status, reopened.close_reason) == (Status.SHARED, "")
    assert list(MarketFact.objects.values_list("kind", "matched_at")) == [("appeared", None)]


def test_reopening_days_later_tells_that_it_is_back(boitron):
    person = town_hall(boitron)
    lead = tell(person, boitron)
    close_lead(by=person, lead=lead, reason="gone", now=timezone.now() - timedelta(days=3))

    reopen_lead(by=person, lead=lead)
    reopen_lead(by=person, lead=lead)

    assert facts_of(lead) == ["appeared", "back"]


def test_telling_is_undone_within_ten_minutes(boitron):
    person = town_hall(boitron)
    lead = tell(person, boitron)

    undone = undo_report(by=person, lead=lead, now=lead.reported_at + UNDO_DELAY)

    assert (undone.status, undone.close_reason) == (Status.CLOSED, "mistake")


def test_telling_is_not_undone_later_nor_by_another(boitron):
    person = town_hall(boitron)
    lead = tell(person, boitron)

    with pytest.raises(UndoTooLate):
        undo_report(by=person, lead=lead, now=lead.reported_at + UNDO_DELAY + timedelta(seconds=1))
    with pytest.raises(NotAllowed):
        undo_report(by=town_hall(boitron), lead=lead)


def test_becoming_a_listing_ends_the_lead_and_keeps_the_link(boitron):
    lead, listing = LeadFactory(commune=boitron), ListingFactory(commune=boitron)
    secretary = town_hall(boitron)

    turn_into_listing(by=secretary, lead=lead, listing=listing)
    listed = turn_into_listing(by=secretary, lead=lead, listing=None)

    assert (listed.status, listed.listing) == (Status.LISTED, listing)


def test_becoming_a_listing_is_for_those_who_keep_leads(boitron):
    lead = LeadFactory(commune=boitron)

    with pytest.raises(NotAllowed):
        turn_into_listing(by=lead.reported_by, lead=lead)


def test_lead_reaches_the_mailbox_of_a_matching_candidate_and_never_once_hidden(
    boitron, deliver_mails
):
    person, tenant = candidate(), candidate()
    SavedSearchFactory(person=person, quiet_from=0, quiet_until=0)
    SavedSearchFactory(person=tenant, offer="rental", quiet_from=0, quiet_until=0)
    SavedSearchFactory(quiet_from=0, quiet_until=0)
    mayor = town_hall(boitron)
    tell(mayor, boitron)
    mails = deliver_mails()
    assert [mail.recipient for mail in mails] == [person.email]
    assert HOUSE.about_where not in mails[0].text + mails[0].html + str(mails[0].facts)

    hidden = tell(mayor, boitron)
    close_lead(by=mayor, lead=hidden, reason="gone")

    assert len(deliver_mails()) == 1
